package dev.ambi.core;

/** Sorting and searching an array. Part of {@link NDArray}, in a file of its own. */
public sealed interface SortingMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  /** {@return a copy that is sorted along the last axis: see {@link Sorting#sort(NDArray)}} */
  default NDArray sort() {
    return Sorting.sort(self());
  }

  /**
   * {@return a copy that is sorted along an axis}
   *
   * @param axis the axis; a negative one counts from the last
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  default NDArray sort(int axis) {
    return Sorting.sort(self(), axis);
  }

  /**
   * Sorts this array along its last axis.
   *
   * @throws IndexOutOfBoundsException if it has no axis
   * @throws UnsupportedOperationException if it is read-only
   */
  default void sortInPlace() {
    Sorting.sortInPlace(self());
  }

  /**
   * Sorts this array along an axis.
   *
   * @param axis the axis; a negative one counts from the last
   * @throws IndexOutOfBoundsException if there is no such axis
   * @throws UnsupportedOperationException if this array is read-only
   */
  default void sortInPlace(int axis) {
    Sorting.sortInPlace(self(), axis);
  }

  /** {@return the positions along the last axis that bring the array into order, int64} */
  default NDArray argsort() {
    return Sorting.argsort(self());
  }

  /**
   * {@return the positions along an axis that bring the array into order, int64}
   *
   * @param axis the axis; a negative one counts from the last
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  default NDArray argsort(int axis) {
    return Sorting.argsort(self(), axis);
  }

  /**
   * {@return a copy in which one element is where sorting would put it, no greater one before it
   * and no smaller one behind, along the last axis}
   *
   * @param kth the position; a negative one counts from the end
   * @throws IllegalArgumentException if there is no such position
   */
  default NDArray partition(long kth) {
    return Sorting.partition(self(), kth);
  }

  /**
   * {@return the positions along the last axis that bring the array into the order of {@link
   * #partition(long)}, int64}
   *
   * @param kth the position; a negative one counts from the end
   * @throws IllegalArgumentException if there is no such position
   */
  default NDArray argpartition(long kth) {
    return Sorting.argpartition(self(), kth);
  }

  /**
   * {@return where in this array, which is sorted, elements would have to be put, before equal
   * ones, int64, of the shape of {@code v}}
   *
   * @param v the elements
   * @throws IllegalArgumentException if this array has not one dimension
   */
  default NDArray searchsorted(NDArray v) {
    return Sorting.searchsorted(self(), v);
  }

  /**
   * {@return where in this array, which is sorted, elements would have to be put, int64, of the
   * shape of {@code v}}
   *
   * @param v the elements
   * @param side whether before or behind equal ones
   * @throws IllegalArgumentException if this array has not one dimension
   */
  default NDArray searchsorted(NDArray v, Sorting.Side side) {
    return Sorting.searchsorted(self(), v, side);
  }
}
