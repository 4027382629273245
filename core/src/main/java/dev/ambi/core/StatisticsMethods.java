package dev.ambi.core;

/**
 * Reductions of an array: sums, extrema, statistics and their cumulative forms. Part of {@link
 * NDArray}, in a file of its own. What they do and throw is said in {@link Statistics}; with more
 * options they are in {@link Statistics#with}.
 */
public sealed interface StatisticsMethods permits NDArray {

  /**
   * {@return the sums; of bool and short integers in 64 bits}
   *
   * @param axes the axes; none for all
   */
  default NDArray sum(int... axes) {
    return Statistics.sum((NDArray) this, axes);
  }

  /**
   * {@return the products; of bool and short integers in 64 bits}
   *
   * @param axes the axes; none for all
   */
  default NDArray prod(int... axes) {
    return Statistics.prod((NDArray) this, axes);
  }

  /**
   * {@return the least elements, NaN where there is one}
   *
   * @param axes the axes; none for all
   */
  default NDArray min(int... axes) {
    return Statistics.min((NDArray) this, axes);
  }

  /**
   * {@return the greatest elements, NaN where there is one}
   *
   * @param axes the axes; none for all
   */
  default NDArray max(int... axes) {
    return Statistics.max((NDArray) this, axes);
  }

  /**
   * {@return the arithmetic means; of integers in float64; NaN of no elements}
   *
   * @param axes the axes; none for all
   */
  default NDArray mean(int... axes) {
    return Statistics.mean((NDArray) this, axes);
  }

  /**
   * {@return the variances, the divisor being the number of elements}
   *
   * @param axes the axes; none for all
   */
  default NDArray var(int... axes) {
    return Statistics.var((NDArray) this, axes);
  }

  /**
   * {@return the standard deviations, the divisor being the number of elements}
   *
   * @param axes the axes; none for all
   */
  default NDArray std(int... axes) {
    return Statistics.std((NDArray) this, axes);
  }

  /**
   * {@return whether all elements are true}
   *
   * @param axes the axes; none for all
   */
  default NDArray all(int... axes) {
    return Statistics.all((NDArray) this, axes);
  }

  /**
   * {@return whether an element is true}
   *
   * @param axes the axes; none for all
   */
  default NDArray any(int... axes) {
    return Statistics.any((NDArray) this, axes);
  }

  /**
   * {@return the distances from the least to the greatest element}
   *
   * @param axes the axes; none for all
   */
  default NDArray ptp(int... axes) {
    return Statistics.ptp((NDArray) this, axes);
  }

  /**
   * {@return the medians; NaN of no elements}
   *
   * @param axes the axes; none for all
   */
  default NDArray median(int... axes) {
    return Statistics.median((NDArray) this, axes);
  }

  /**
   * {@return how many elements are not zero}
   *
   * @param axes the axes; none for all
   */
  default NDArray countNonzero(int... axes) {
    return Statistics.countNonzero((NDArray) this, axes);
  }

  /** {@return the index in row-major order of the first greatest element} */
  default NDArray argmax() {
    return Statistics.argmax((NDArray) this);
  }

  /**
   * {@return the indices along an axis of the first greatest elements}
   *
   * @param axis the axis, not empty
   */
  default NDArray argmax(int axis) {
    return Statistics.argmax((NDArray) this, axis);
  }

  /** {@return the index in row-major order of the first least element} */
  default NDArray argmin() {
    return Statistics.argmin((NDArray) this);
  }

  /**
   * {@return the indices along an axis of the first least elements}
   *
   * @param axis the axis, not empty
   */
  default NDArray argmin(int axis) {
    return Statistics.argmin((NDArray) this, axis);
  }

  /** {@return the running sums of all elements in row-major order, one-dimensional} */
  default NDArray cumsum() {
    return Statistics.cumsum((NDArray) this);
  }

  /**
   * {@return the running sums along an axis}
   *
   * @param axis the axis
   */
  default NDArray cumsum(int axis) {
    return Statistics.cumsum((NDArray) this, axis);
  }

  /** {@return the running products of all elements in row-major order, one-dimensional} */
  default NDArray cumprod() {
    return Statistics.cumprod((NDArray) this);
  }

  /**
   * {@return the running products along an axis}
   *
   * @param axis the axis
   */
  default NDArray cumprod(int axis) {
    return Statistics.cumprod((NDArray) this, axis);
  }

  /**
   * {@return the array with what lies outside of bounds put on them}
   *
   * @param low the least, an array or a number; null for none
   * @param high the greatest, an array or a number; null for none
   */
  default NDArray clip(Object low, Object high) {
    return Ops.clip(this, low, high);
  }
}
