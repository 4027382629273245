package dev.ambi.core.internal.shape;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.core.DType;
import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.Slice;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** Lists of axes, and slices along one of them. */
public final class Axes {

  private Axes() {}

  /**
   * {@return the axes counted from the first}
   *
   * @param axes the axes, each once
   * @param ndim the number of axes
   * @param repeated the error for an axis that is there twice
   */
  public static int[] distinct(int[] axes, int ndim, String repeated) {
    int[] result = new int[axes.length];
    boolean[] seen = new boolean[ndim];
    for (int i = 0; i < axes.length; i++) {
      result[i] = Shapes.axis(axes[i], ndim);
      if (seen[result[i]]) {
        throw new IllegalArgumentException(repeated);
      }
      seen[result[i]] = true;
    }
    return result;
  }

  /**
   * {@return read-only views of all arrays in the shape to which they broadcast}
   *
   * @param arrays the arrays
   */
  public static NDArray[] broadcast(NDArray[] arrays) {
    long[] shape = broadcast(Arrays.stream(arrays).map(RawShape::of).toArray(long[][]::new));
    return Arrays.stream(arrays).map(a -> a.broadcastTo(shape)).toArray(NDArray[]::new);
  }

  private static long[] broadcast(long[][] shapes) {
    for (int k = 1; k < shapes.length; k++) {
      for (int i = 0; i < k; i++) {
        if (!together(shapes[i], shapes[k])) {
          throw new IllegalArgumentException(
              "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between"
                  + " arg "
                  + i
                  + " with shape "
                  + Shapes.tuple(shapes[i])
                  + " and arg "
                  + k
                  + " with shape "
                  + Shapes.tuple(shapes[k])
                  + ".");
        }
      }
    }
    return Shapes.broadcast(shapes);
  }

  private static boolean together(long[] a, long[] b) {
    for (int i = 1; i <= Math.min(a.length, b.length); i++) {
      long x = a[a.length - i];
      long y = b[b.length - i];
      if (x != y && x != 1 && y != 1) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return a view of a range of one axis}
   *
   * @param a the array
   * @param axis the axis, counted from the first
   * @param start the first place
   * @param stop the place before which to stop
   */
  public static NDArray range(NDArray a, int axis, long start, long stop) {
    return along(a, axis, Slice.of(start, stop));
  }

  /**
   * {@return what an entry selects of one axis}
   *
   * @param a the array
   * @param axis the axis, counted from the first
   * @param entry the entry
   */
  public static NDArray along(NDArray a, int axis, Index entry) {
    Index[] index = new Index[axis + 1];
    Arrays.fill(index, Slice.ALL);
    index[axis] = entry;
    return a.get(index);
  }

  /**
   * {@return places on an axis as an array of int64}
   *
   * @param n how many
   * @param place gives each of them
   */
  static NDArray places(long n, LongUnaryOperator place) {
    NDArray places = NDArray.empty(DType.INT64, n);
    for (long i = 0; i < n; i++) {
      places.memory().setAtIndex(JAVA_LONG, i, place.applyAsLong(i));
    }
    return places;
  }

  /**
   * {@return a view with new axes of length one in front, or a view of the array itself}
   *
   * @param a the array
   * @param ndim how many axes there are to be at least
   */
  public static NDArray atLeast(NDArray a, int ndim) {
    if (a.ndim() >= ndim) {
      return a;
    }
    Index[] index = new Index[ndim - a.ndim()];
    Arrays.fill(index, Index.NEW_AXIS);
    return a.get(index);
  }
}
