package dev.ambi.core;

import dev.ambi.core.internal.statistics.ArgExtremum;
import dev.ambi.core.internal.statistics.Averages;
import dev.ambi.core.internal.statistics.Means;
import dev.ambi.core.internal.statistics.Missing;
import dev.ambi.core.internal.statistics.Options;
import dev.ambi.core.internal.statistics.Quantiles;
import dev.ambi.core.internal.statistics.Variances;

/**
 * A statistic with options: first they are named, then the statistic is taken, as in {@code
 * Statistics.with().axes(0).keepDims(true).correction(1).std(a)}. Options that a statistic has no
 * use for are ignored. May be used again. Not safe for use by several threads.
 *
 * <p>All throw {@link IndexOutOfBoundsException} if an axis is not one of the array's, and {@link
 * IllegalArgumentException} if an axis is named twice, if dtypes or shapes do not fit, or if there
 * is no element and none can be made up; {@link UnsupportedOperationException} if the output is
 * read-only.
 */
public final class StatisticsCall {

  private int[] axes = {};
  private boolean keepDims;
  private NDArray out;
  private NDArray where;
  private DType dtype;
  private Object initial;
  private double correction;
  private boolean skipNan;

  StatisticsCall() {}

  /**
   * Names the axes that are combined away.
   *
   * @param list the axes, which may count from the last; none for all
   * @return this
   */
  public StatisticsCall axes(int... list) {
    axes = list.clone();
    return this;
  }

  /**
   * Says whether results keep the axes, with a length of one.
   *
   * @param keep whether they do
   * @return this
   */
  public StatisticsCall keepDims(boolean keep) {
    keepDims = keep;
    return this;
  }

  /**
   * Names where the result goes, which is returned then.
   *
   * @param array of the shape of the result
   * @return this
   */
  public StatisticsCall out(NDArray array) {
    out = array;
    return this;
  }

  /**
   * Leaves elements out.
   *
   * @param mask a bool array that broadcasts to the array
   * @return this
   */
  public StatisticsCall where(NDArray mask) {
    where = mask;
    return this;
  }

  /**
   * Names the dtype to compute in.
   *
   * @param type the dtype
   * @return this
   */
  public StatisticsCall dtype(DType type) {
    dtype = type;
    return this;
  }

  /**
   * Names the value to start with, of sums, products and extrema.
   *
   * @param value as {@link NDArray#setObject} takes it
   * @return this
   */
  public StatisticsCall initial(Object value) {
    initial = value;
    return this;
  }

  /**
   * Names what is taken off the number of elements in variances: one for an unbiased estimate from
   * a sample (NumPy's {@code ddof}).
   *
   * @param amount the amount
   * @return this
   */
  public StatisticsCall correction(double amount) {
    correction = amount;
    return this;
  }

  /**
   * Says whether NaN is left out, as NumPy's functions do whose names begin with {@code nan}.
   *
   * @param skip whether they do
   * @return this
   */
  public StatisticsCall skipNan(boolean skip) {
    skipNan = skip;
    return this;
  }

  private Options options() {
    return new Options(axes, keepDims, out, where, dtype, initial, correction);
  }

  private Options options(NDArray a) {
    boolean some = skipNan && (a.dtype().id().isFloat() || a.dtype().id().isComplex());
    return some ? options().masked(UFuncs.LOGICAL_NOT.call(UFuncs.ISNAN.call(a))) : options();
  }

  /**
   * {@return the sums}
   *
   * @param a the array
   */
  public NDArray sum(NDArray a) {
    return options(a).reduce(UFuncs.ADD, a);
  }

  /**
   * {@return the products}
   *
   * @param a the array
   */
  public NDArray prod(NDArray a) {
    return options(a).reduce(UFuncs.MULTIPLY, a);
  }

  /**
   * {@return the least elements, NaN where there is one}
   *
   * @param a the array
   */
  public NDArray min(NDArray a) {
    return options().reduce(skipNan ? UFuncs.FMIN : UFuncs.MINIMUM, a);
  }

  /**
   * {@return the greatest elements, NaN where there is one}
   *
   * @param a the array
   */
  public NDArray max(NDArray a) {
    return options().reduce(skipNan ? UFuncs.FMAX : UFuncs.MAXIMUM, a);
  }

  /**
   * {@return whether all elements are true}
   *
   * @param a the array
   */
  public NDArray all(NDArray a) {
    return options().reduce(UFuncs.LOGICAL_AND, a);
  }

  /**
   * {@return whether an element is true}
   *
   * @param a the array
   */
  public NDArray any(NDArray a) {
    return options().reduce(UFuncs.LOGICAL_OR, a);
  }

  /**
   * {@return the arithmetic means; NaN of no elements}
   *
   * @param a the array
   */
  public NDArray mean(NDArray a) {
    return Means.mean(a, options(a));
  }

  /**
   * {@return the variances; NaN if there are no more elements than the correction}
   *
   * @param a the array
   */
  public NDArray var(NDArray a) {
    return Variances.var(a, options(a));
  }

  /**
   * {@return the standard deviations; NaN if there are no more elements than the correction}
   *
   * @param a the array
   */
  public NDArray std(NDArray a) {
    return Variances.std(a, options(a));
  }

  /**
   * {@return the distances from the least to the greatest element}
   *
   * @param a the array
   */
  public NDArray ptp(NDArray a) {
    return Averages.ptp(a, options());
  }

  /**
   * {@return the medians; NaN of no elements}
   *
   * @param a an array of numbers or spans of time
   */
  public NDArray median(NDArray a) {
    return Quantiles.median(a, options(), skipNan);
  }

  /**
   * {@return the quantiles, by linear interpolation}
   *
   * @param a an array of real numbers
   * @param q a probability from zero to one
   */
  public NDArray quantile(NDArray a, double q) {
    boolean weak = a.dtype().id().isFloat();
    return Quantiles.quantile(a, NDArray.scalar(q), options(), weak, skipNan);
  }

  /**
   * {@return the quantiles, by linear interpolation; the axes of {@code q} come first}
   *
   * @param a an array of real numbers
   * @param q probabilities from zero to one
   */
  public NDArray quantile(NDArray a, NDArray q) {
    return Quantiles.quantile(a, q, options(), false, skipNan);
  }

  /**
   * {@return the quantiles, by linear interpolation}
   *
   * @param a an array of real numbers
   * @param q a percentage from zero to a hundred
   */
  public NDArray percentile(NDArray a, double q) {
    NDArray part = Quantiles.percent(NDArray.scalar(q));
    return Quantiles.quantile(a, part, options(), a.dtype().id().isFloat(), skipNan);
  }

  /**
   * {@return the quantiles, by linear interpolation; the axes of {@code q} come first}
   *
   * @param a an array of real numbers
   * @param q percentages from zero to a hundred
   */
  public NDArray percentile(NDArray a, NDArray q) {
    return Quantiles.quantile(a, Quantiles.percent(q), options(), false, skipNan);
  }

  /**
   * {@return the averages}
   *
   * @param a the array
   * @param weights of the array's shape, or of that of the axes; null if all weigh the same
   * @throws ArithmeticException if weights add up to zero
   */
  public NDArray average(NDArray a, NDArray weights) {
    return Averages.average(a, weights, options());
  }

  /**
   * {@return how many elements are not zero}
   *
   * @param a the array
   */
  public NDArray countNonzero(NDArray a) {
    return Averages.countNonzero(a, options());
  }

  /**
   * {@return where the first greatest element is: its index in row-major order, or along the axis}
   *
   * @param a the array
   */
  public NDArray argmax(NDArray a) {
    return place(a, true);
  }

  /**
   * {@return where the first least element is: its index in row-major order, or along the axis}
   *
   * @param a the array
   */
  public NDArray argmin(NDArray a) {
    return place(a, false);
  }

  private NDArray place(NDArray a, boolean max) {
    if (axes.length > 1) {
      throw new IllegalArgumentException(
          (max ? "argmax" : "argmin") + " takes one axis, not " + axes.length);
    }
    NDArray of = skipNan ? Missing.replaced(a, max, options()) : a;
    return axes.length == 0
        ? ArgExtremum.all(of, keepDims, max, out)
        : ArgExtremum.along(of, axes[0], keepDims, max, out);
  }
}
