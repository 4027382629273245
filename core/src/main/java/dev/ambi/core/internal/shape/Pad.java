package dev.ambi.core.internal.shape;

import dev.ambi.core.NDArray;
import dev.ambi.core.PadMode;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Adds margins. */
public final class Pad {

  private Pad() {}

  /** The widths for every axis: one pair may stand for all. */
  private static long[][] widths(NDArray a, long[][] widths) {
    int ndim = a.ndim();
    long[][] all = new long[ndim][];
    if (widths.length != ndim && widths.length != 1) {
      throw new IllegalArgumentException(
          "pad widths for " + widths.length + " axes of an array of " + ndim + " dimensions");
    }
    for (int i = 0; i < ndim; i++) {
      long[] w = widths[widths.length == 1 ? 0 : i];
      if (w.length < 1 || w.length > 2) {
        throw new IllegalArgumentException("a pad width is one number or two, not " + w.length);
      }
      all[i] = new long[] {w[0], w[w.length - 1]};
      if (w[0] < 0 || all[i][1] < 0) {
        throw new IllegalArgumentException(
            "index can't contain negative values: pad width " + Shapes.tuple(w));
      }
    }
    return all;
  }

  /**
   * {@return a new array with margins of one value}
   *
   * @param a the array
   * @param widths for each axis, or once for all, the width before and after, or of both
   * @param value the value
   */
  public static NDArray constant(NDArray a, long[][] widths, Object value) {
    long[][] w = widths(a, widths);
    long[] shape = a.shape().toArray();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.addExact(shape[i], Math.addExact(w[i][0], w[i][1]));
    }
    NDArray result = NDArray.full(a.dtype(), value, shape);
    NDArray inside = result;
    for (int i = 0; i < shape.length; i++) {
      inside = Axes.range(inside, i, w[i][0], w[i][0] + a.shape(i));
    }
    inside.assign(a);
    return result;
  }

  /**
   * {@return a new array with margins made from the array}
   *
   * @param a the array
   * @param widths for each axis, or once for all, the width before and after, or of both
   * @param mode how
   */
  public static NDArray pad(NDArray a, long[][] widths, PadMode mode) {
    long[][] w = widths(a, widths);
    for (int axis = 0; axis < w.length; axis++) {
      if (a.shape(axis) == 0 && w[axis][0] + w[axis][1] > 0) {
        throw new IllegalArgumentException(
            "can't extend empty axis " + axis + " using modes other than 'constant' or 'empty'");
      }
    }
    NDArray result = Arrays.stream(w).allMatch(x -> x[0] + x[1] == 0) ? a.copy() : a;
    for (int axis = 0; axis < w.length; axis++) {
      long n = a.shape(axis);
      if (w[axis][0] + w[axis][1] > 0) {
        long before = w[axis][0];
        long all = Math.addExact(n, Math.addExact(before, w[axis][1]));
        result = result.take(Axes.places(all, i -> place(i - before, n, mode)), axis);
      }
    }
    return result;
  }

  /** The place on an axis whose element stands at a place that may be beyond it. */
  private static long place(long i, long n, PadMode mode) {
    return switch (mode) {
      case EDGE -> Math.clamp(i, 0L, n - 1);
      case WRAP -> Math.floorMod(i, n);
      case REFLECT -> {
        long k = n == 1 ? 0 : Math.floorMod(i, 2 * (n - 1));
        yield Math.min(k, 2 * (n - 1) - k);
      }
      case SYMMETRIC -> {
        long k = Math.floorMod(i, 2 * n);
        yield Math.min(k, 2 * n - 1 - k);
      }
    };
  }
}
