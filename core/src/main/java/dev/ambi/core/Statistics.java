package dev.ambi.core;

import dev.ambi.core.internal.statistics.ArgExtremum;
import dev.ambi.core.internal.statistics.Averages;
import dev.ambi.core.internal.statistics.Closeness;
import dev.ambi.core.internal.statistics.Cumulative;
import dev.ambi.core.internal.statistics.Means;
import dev.ambi.core.internal.statistics.Options;
import dev.ambi.core.internal.statistics.Quantiles;
import dev.ambi.core.internal.statistics.Variances;

/**
 * Statistics of arrays: sums, extrema, means, variances, order statistics, running sums.
 *
 * <p>Axes are those that are combined away, none for all; they may count from the last. For {@code
 * keepdims}, {@code out}, {@code where}, {@code dtype}, {@code initial} and {@code correction} see
 * {@link #with}.
 *
 * <p>Sums are pairwise: their rounding error grows with the logarithm of the number of elements.
 * Nothing depends on {@link Ambi#parallelism(int)}.
 *
 * <p>All throw {@link IndexOutOfBoundsException} if an axis is not one of the array's, and {@link
 * IllegalArgumentException} if an axis is named twice, if dtypes or shapes do not fit, or if there
 * is no element and none can be made up.
 */
public final class Statistics {

  private Statistics() {}

  /** {@return a statistic with options} */
  public static StatisticsCall with() {
    return new StatisticsCall();
  }

  /**
   * {@return the sums; of bool and short integers in 64 bits}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray sum(NDArray a, int... axes) {
    return UFuncs.ADD.reduce(a, axes);
  }

  /**
   * {@return the products; of bool and short integers in 64 bits}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray prod(NDArray a, int... axes) {
    return UFuncs.MULTIPLY.reduce(a, axes);
  }

  /**
   * {@return the least elements, NaN where there is one}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray min(NDArray a, int... axes) {
    return UFuncs.MINIMUM.reduce(a, axes);
  }

  /**
   * {@return the greatest elements, NaN where there is one}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray max(NDArray a, int... axes) {
    return UFuncs.MAXIMUM.reduce(a, axes);
  }

  /**
   * {@return the arithmetic means; of integers in float64; NaN of no elements}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray mean(NDArray a, int... axes) {
    return Means.mean(a, Options.over(axes));
  }

  /**
   * {@return the variances, the divisor being the number of elements}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray var(NDArray a, int... axes) {
    return Variances.var(a, Options.over(axes));
  }

  /**
   * {@return the standard deviations, the divisor being the number of elements}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray std(NDArray a, int... axes) {
    return Variances.std(a, Options.over(axes));
  }

  /**
   * {@return whether all elements are true}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray all(NDArray a, int... axes) {
    return UFuncs.LOGICAL_AND.reduce(a, axes);
  }

  /**
   * {@return whether an element is true}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray any(NDArray a, int... axes) {
    return UFuncs.LOGICAL_OR.reduce(a, axes);
  }

  /**
   * {@return the distances from the least to the greatest element}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray ptp(NDArray a, int... axes) {
    return Averages.ptp(a, Options.over(axes));
  }

  /**
   * {@return the medians; NaN of no elements}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray median(NDArray a, int... axes) {
    return Quantiles.median(a, Options.over(axes), false);
  }

  /**
   * {@return how many elements are not zero}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray countNonzero(NDArray a, int... axes) {
    return Averages.countNonzero(a, Options.over(axes));
  }

  /**
   * {@return sum of the elements that are not NaN}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray nansum(NDArray a, int... axes) {
    return with().skipNan(true).axes(axes).sum(a);
  }

  /**
   * {@return prod of the elements that are not NaN}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray nanprod(NDArray a, int... axes) {
    return with().skipNan(true).axes(axes).prod(a);
  }

  /**
   * {@return min of the elements that are not NaN}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray nanmin(NDArray a, int... axes) {
    return with().skipNan(true).axes(axes).min(a);
  }

  /**
   * {@return max of the elements that are not NaN}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray nanmax(NDArray a, int... axes) {
    return with().skipNan(true).axes(axes).max(a);
  }

  /**
   * {@return mean of the elements that are not NaN}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray nanmean(NDArray a, int... axes) {
    return with().skipNan(true).axes(axes).mean(a);
  }

  /**
   * {@return var of the elements that are not NaN}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray nanvar(NDArray a, int... axes) {
    return with().skipNan(true).axes(axes).var(a);
  }

  /**
   * {@return std of the elements that are not NaN}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray nanstd(NDArray a, int... axes) {
    return with().skipNan(true).axes(axes).std(a);
  }

  /**
   * {@return the medians of the elements that are not NaN}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray nanmedian(NDArray a, int... axes) {
    return with().skipNan(true).axes(axes).median(a);
  }

  /**
   * {@return the quantiles of the elements that are not NaN, by linear interpolation}
   *
   * @param a the array
   * @param q a probability from zero to one
   * @param axes the axes; none for all
   */
  public static NDArray nanquantile(NDArray a, double q, int... axes) {
    return with().skipNan(true).axes(axes).quantile(a, q);
  }

  /**
   * {@return the index in row-major order of the first greatest element that is not NaN}
   *
   * @param a the array
   * @throws IllegalArgumentException if there is no such element
   */
  public static NDArray nanargmax(NDArray a) {
    return with().skipNan(true).argmax(a);
  }

  /**
   * {@return the indices along an axis of the first greatest elements that are not NaN}
   *
   * @param a the array
   * @param axis the axis
   * @throws IllegalArgumentException if there is no such element somewhere
   */
  public static NDArray nanargmax(NDArray a, int axis) {
    return with().skipNan(true).axes(axis).argmax(a);
  }

  /**
   * {@return the index in row-major order of the first least element that is not NaN}
   *
   * @param a the array
   * @throws IllegalArgumentException if there is no such element
   */
  public static NDArray nanargmin(NDArray a) {
    return with().skipNan(true).argmin(a);
  }

  /**
   * {@return the indices along an axis of the first least elements that are not NaN}
   *
   * @param a the array
   * @param axis the axis
   * @throws IllegalArgumentException if there is no such element somewhere
   */
  public static NDArray nanargmin(NDArray a, int axis) {
    return with().skipNan(true).axes(axis).argmin(a);
  }

  /**
   * {@return the index in row-major order of the first greatest element; the first NaN counts as
   * such}
   *
   * @param a the array, not empty
   */
  public static NDArray argmax(NDArray a) {
    return ArgExtremum.all(a, false, true, null);
  }

  /**
   * {@return the indices along an axis of the first greatest elements; NaN counts as such}
   *
   * @param a the array
   * @param axis the axis, not empty
   */
  public static NDArray argmax(NDArray a, int axis) {
    return ArgExtremum.along(a, axis, false, true, null);
  }

  /**
   * {@return the index in row-major order of the first least element; the first NaN counts as such}
   *
   * @param a the array, not empty
   */
  public static NDArray argmin(NDArray a) {
    return ArgExtremum.all(a, false, false, null);
  }

  /**
   * {@return the indices along an axis of the first least elements; NaN counts as such}
   *
   * @param a the array
   * @param axis the axis, not empty
   */
  public static NDArray argmin(NDArray a, int axis) {
    return ArgExtremum.along(a, axis, false, false, null);
  }

  /**
   * {@return the running sums of all elements in row-major order, one-dimensional}
   *
   * @param a the array
   */
  public static NDArray cumsum(NDArray a) {
    return UFuncs.ADD.accumulate(a.ndim() == 1 ? a : a.ravel(), 0);
  }

  /**
   * {@return the running sums along an axis}
   *
   * @param a the array
   * @param axis the axis
   */
  public static NDArray cumsum(NDArray a, int axis) {
    return UFuncs.ADD.accumulate(a, axis);
  }

  /**
   * {@return the running products of all elements in row-major order, one-dimensional}
   *
   * @param a the array
   */
  public static NDArray cumprod(NDArray a) {
    return UFuncs.MULTIPLY.accumulate(a.ndim() == 1 ? a : a.ravel(), 0);
  }

  /**
   * {@return the running products along an axis}
   *
   * @param a the array
   * @param axis the axis
   */
  public static NDArray cumprod(NDArray a, int axis) {
    return UFuncs.MULTIPLY.accumulate(a, axis);
  }

  /**
   * {@return the running sums of a one-dimensional array}
   *
   * @param a the array
   */
  public static NDArray cumulativeSum(NDArray a) {
    return Cumulative.along(UFuncs.ADD, a, null, null, false);
  }

  /**
   * {@return the running sums along an axis}
   *
   * @param a the array
   * @param axis the axis
   * @param dtype the dtype to compute in; null for the usual one
   * @param includeInitial whether 0 comes first, so that the axis gets longer by one
   */
  public static NDArray cumulativeSum(NDArray a, int axis, DType dtype, boolean includeInitial) {
    return Cumulative.along(UFuncs.ADD, a, axis, dtype, includeInitial);
  }

  /**
   * {@return the running products of a one-dimensional array}
   *
   * @param a the array
   */
  public static NDArray cumulativeProd(NDArray a) {
    return Cumulative.along(UFuncs.MULTIPLY, a, null, null, false);
  }

  /**
   * {@return the running products along an axis}
   *
   * @param a the array
   * @param axis the axis
   * @param dtype the dtype to compute in; null for the usual one
   * @param includeInitial whether 1 comes first, so that the axis gets longer by one
   */
  public static NDArray cumulativeProd(NDArray a, int axis, DType dtype, boolean includeInitial) {
    return Cumulative.along(UFuncs.MULTIPLY, a, axis, dtype, includeInitial);
  }

  /**
   * {@return the quantiles, by linear interpolation}
   *
   * @param a an array of real numbers
   * @param q a probability from zero to one
   * @param axes the axes; none for all
   */
  public static NDArray quantile(NDArray a, double q, int... axes) {
    return with().axes(axes).quantile(a, q);
  }

  /**
   * {@return the quantiles, by linear interpolation; the axes of {@code q} come first}
   *
   * @param a an array of real numbers
   * @param q probabilities from zero to one
   * @param axes the axes; none for all
   */
  public static NDArray quantile(NDArray a, NDArray q, int... axes) {
    return with().axes(axes).quantile(a, q);
  }

  /**
   * {@return the quantiles, by linear interpolation}
   *
   * @param a an array of real numbers
   * @param q a percentage from zero to a hundred
   * @param axes the axes; none for all
   */
  public static NDArray percentile(NDArray a, double q, int... axes) {
    return with().axes(axes).percentile(a, q);
  }

  /**
   * {@return the quantiles, by linear interpolation; the axes of {@code q} come first}
   *
   * @param a an array of real numbers
   * @param q percentages from zero to a hundred
   * @param axes the axes; none for all
   */
  public static NDArray percentile(NDArray a, NDArray q, int... axes) {
    return with().axes(axes).percentile(a, q);
  }

  /**
   * {@return the averages}
   *
   * @param a the array
   * @param weights of the array's shape, or of that of the axes; null if all weigh the same
   * @param axes the axes; none for all
   * @throws ArithmeticException if weights add up to zero
   */
  public static NDArray average(NDArray a, NDArray weights, int... axes) {
    return Averages.average(a, weights, Options.over(axes));
  }

  /**
   * {@return the differences of neighbours along the last axis}
   *
   * @param a the array
   */
  public static NDArray diff(NDArray a) {
    return diff(a, 1, -1, null, null);
  }

  /**
   * {@return the differences of neighbours}
   *
   * @param a the array
   * @param n how many times they are taken
   * @param axis the axis
   * @param prepend what comes before along the axis, an array or a number; null for nothing
   * @param append what comes behind along the axis, an array or a number; null for nothing
   */
  public static NDArray diff(NDArray a, int n, int axis, Object prepend, Object append) {
    return Cumulative.diff(a, n, axis, prepend, append);
  }

  /**
   * {@return for each pair of elements whether they are equal within 1e-5 of the second, or 1e-8}
   *
   * @param a the first array
   * @param b the second array
   */
  public static NDArray isclose(NDArray a, NDArray b) {
    return isclose(a, b, 1e-5, 1e-8, false);
  }

  /**
   * {@return for each pair of elements whether {@code |a - b| <= absolute + relative * |b|}}
   *
   * @param a the first array
   * @param b the second array
   * @param relative the relative tolerance
   * @param absolute the absolute tolerance
   * @param equalNan whether NaN is close to NaN
   */
  public static NDArray isclose(
      NDArray a, NDArray b, double relative, double absolute, boolean equalNan) {
    return Closeness.isclose(a, b, relative, absolute, equalNan);
  }

  /**
   * {@return whether all pairs of elements are equal within 1e-5 of the second, or 1e-8}
   *
   * @param a the first array
   * @param b the second array
   */
  public static boolean allclose(NDArray a, NDArray b) {
    return allclose(a, b, 1e-5, 1e-8, false);
  }

  /**
   * {@return whether for all pairs of elements {@code |a - b| <= absolute + relative * |b|}}
   *
   * @param a the first array
   * @param b the second array
   * @param relative the relative tolerance
   * @param absolute the absolute tolerance
   * @param equalNan whether NaN is close to NaN
   */
  public static boolean allclose(
      NDArray a, NDArray b, double relative, double absolute, boolean equalNan) {
    return all(isclose(a, b, relative, absolute, equalNan)).getBoolean();
  }

  /**
   * {@return whether two arrays have one shape and equal elements}
   *
   * @param a the first array
   * @param b the second array
   * @param equalNan whether NaN equals NaN
   */
  public static boolean arrayEqual(NDArray a, NDArray b, boolean equalNan) {
    return Closeness.equal(a, b, equalNan);
  }
}
