package dev.ambi.core.internal.sort;

import dev.ambi.core.NDArray;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.RawShape;

/** The lines along one axis of several arrays, whose other axes are the same. */
final class Lines {

  /** What is done with each line. */
  @FunctionalInterface
  interface Body {
    /**
     * Works on the lines at one index of the other axes.
     *
     * @param lines the line of each array; not to be kept
     */
    void run(Place[] lines);
  }

  private Lines() {}

  /**
   * Visits all lines, of which there have to be some; by several threads at once where {@link
   * Parallel} is on.
   *
   * @param axis the axis, counted from the first
   * @param body what is done with each
   * @param arrays the arrays
   */
  static void forEach(int axis, Body body, NDArray... arrays) {
    long[] shape = RawShape.of(arrays[0]);
    long count = 1;
    for (int d = 0; d < shape.length; d++) {
      count *= d == axis ? 1 : shape[d];
    }
    long grain = Math.max(1, Parallel.GRAIN / Math.max(shape[axis], 1));
    Parallel.ranges(count, grain, (from, to) -> forEach(axis, body, arrays, shape, from, to));
  }

  private static void forEach(
      int axis, Body body, NDArray[] arrays, long[] shape, long from, long to) {
    long[] index = new long[shape.length];
    long rest = from;
    for (int d = shape.length - 1; d >= 0; d--) {
      if (d != axis) {
        index[d] = rest % shape[d];
        rest /= shape[d];
      }
    }
    long[][] strides = new long[arrays.length][];
    long[] at = new long[arrays.length];
    for (int k = 0; k < arrays.length; k++) {
      strides[k] = arrays[k].strides();
      at[k] = arrays[k].offset();
      for (int d = 0; d < shape.length; d++) {
        at[k] += index[d] * strides[k][d];
      }
    }
    Place[] lines = new Place[arrays.length];
    for (long line = from; line < to; line++) {
      for (int k = 0; k < arrays.length; k++) {
        lines[k] = new Place(arrays[k].memory(), at[k], strides[k][axis]);
      }
      body.run(lines);
      advance(axis, shape, index, at, strides);
    }
  }

  private static void advance(int axis, long[] shape, long[] index, long[] at, long[][] strides) {
    for (int d = shape.length - 1; d >= 0; d--) {
      if (d == axis) {
        continue;
      }
      boolean over = ++index[d] == shape[d];
      for (int k = 0; k < at.length; k++) {
        at[k] += over ? -(shape[d] - 1) * strides[k][d] : strides[k][d];
      }
      if (!over) {
        return;
      }
      index[d] = 0;
    }
  }
}
