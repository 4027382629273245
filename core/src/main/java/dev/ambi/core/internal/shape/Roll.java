package dev.ambi.core.internal.shape;

import dev.ambi.core.NDArray;
import dev.ambi.core.internal.Shapes;

/** Moves elements along axes; what leaves at one end comes in at the other. */
public final class Roll {

  private Roll() {}

  /**
   * {@return a new array}
   *
   * @param a the array
   * @param shifts how far, for each axis of {@code axes}; one for all, or all for one axis
   * @param axes the axes; one may be there several times
   */
  public static NDArray roll(NDArray a, long[] shifts, int[] axes) {
    int n = Math.max(shifts.length, axes.length);
    if (shifts.length != axes.length && shifts.length != 1 && axes.length != 1) {
      throw new IllegalArgumentException(
          "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg"
              + " 0 with shape ("
              + shifts.length
              + ",) and arg 1 with shape ("
              + axes.length
              + ",).");
    }
    long[] total = new long[a.ndim()];
    for (int i = 0; i < n; i++) {
      int axis = Shapes.axis(axes[axes.length == 1 ? 0 : i], a.ndim());
      long length = Math.max(a.shape(axis), 1);
      long shift = Math.floorMod(shifts[shifts.length == 1 ? 0 : i], length);
      total[axis] = (total[axis] + shift) % length;
    }
    NDArray result = a.emptyLike(a.dtype());
    copy(result, a, total, 0);
    return result;
  }

  /** Each axis splits into two parts that change places. */
  private static void copy(NDArray to, NDArray from, long[] shifts, int axis) {
    if (axis == shifts.length) {
      to.assign(from);
      return;
    }
    long shift = shifts[axis];
    if (shift == 0) {
      copy(to, from, shifts, axis + 1);
      return;
    }
    long n = from.shape(axis);
    copy(Axes.range(to, axis, shift, n), Axes.range(from, axis, 0, n - shift), shifts, axis + 1);
    copy(Axes.range(to, axis, 0, shift), Axes.range(from, axis, n - shift, n), shifts, axis + 1);
  }
}
