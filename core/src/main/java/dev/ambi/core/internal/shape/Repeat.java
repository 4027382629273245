package dev.ambi.core.internal.shape;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Repeats elements and whole arrays. */
public final class Repeat {

  private Repeat() {}

  /**
   * {@return a new array in which each slice along an axis stands several times}
   *
   * @param a the array
   * @param count how often
   * @param axis the axis
   */
  public static NDArray repeat(NDArray a, long count, int axis) {
    int on = Shapes.axis(axis, a.ndim());
    long[] shape = a.shape().toArray();
    long n = shape[on];
    if (count < 0) {
      throw new IllegalArgumentException("negative dimensions are not allowed: repeats " + count);
    }
    shape[on] = Math.multiplyExact(n, count);
    NDArray result = NDArray.empty(a.dtype(), shape);
    if (result.size() > 0) {
      long[] apart = new long[shape.length + 1];
      System.arraycopy(shape, 0, apart, 0, on + 1);
      apart[on] = n;
      apart[on + 1] = count;
      System.arraycopy(shape, on + 1, apart, on + 2, shape.length - on - 1);
      Index[] index = new Index[on + 2];
      Arrays.fill(index, Index.all());
      index[on + 1] = Index.NEW_AXIS;
      result.reshape(apart).assign(a.get(index));
    }
    return result;
  }

  /**
   * {@return a new array in which each slice along an axis stands as often as its count says}
   *
   * @param a the array
   * @param counts for each slice how often; one for all
   * @param axis the axis
   */
  public static NDArray repeat(NDArray a, NDArray counts, int axis) {
    int on = Shapes.axis(axis, a.ndim());
    CastErrors.check(counts.dtype(), DType.INT64, Casting.SAFE);
    if (counts.size() == 1 && counts.ndim() <= 1) {
      return repeat(a, counts.reshape().getLong(), axis);
    }
    long n = a.shape(on);
    if (counts.ndim() != 1 || counts.size() != n) {
      throw new IllegalArgumentException(
          "operands could not be broadcast together with shape ("
              + n
              + ",) "
              + Shapes.compact(RawShape.of(counts)));
    }
    NDArray times = counts.astype(DType.INT64);
    long total = 0;
    for (long i = 0; i < n; i++) {
      long t = times.getLong(i);
      if (t < 0) {
        throw new IllegalArgumentException("repeats may not contain negative values., found " + t);
      }
      total = Math.addExact(total, t);
    }
    NDArray places = NDArray.empty(DType.INT64, total);
    long at = 0;
    for (long i = 0; i < n; i++) {
      for (long end = at + times.getLong(i); at < end; at++) {
        places.memory().setAtIndex(JAVA_LONG, at, i);
      }
    }
    return a.take(places, on);
  }

  /**
   * {@return a new array made of copies of an array, side by side}
   *
   * @param a the array
   * @param repetitions for each axis how often; missing ones in front are one, and missing axes of
   *     the array in front have length one
   */
  public static NDArray tile(NDArray a, long[] repetitions) {
    int ndim = Math.max(a.ndim(), repetitions.length);
    NDArray source = Axes.atLeast(a, ndim);
    long[] shape = new long[ndim];
    long[] apart = new long[2 * ndim];
    Index[] index = new Index[2 * ndim];
    int extra = ndim - repetitions.length;
    for (int i = 0; i < ndim; i++) {
      apart[2 * i] = i < extra ? 1 : repetitions[i - extra];
      apart[2 * i + 1] = source.shape(i);
      if (apart[2 * i] < 0) {
        throw new IllegalArgumentException("negative dimensions are not allowed");
      }
      shape[i] = Math.multiplyExact(apart[2 * i], apart[2 * i + 1]);
      index[2 * i] = Index.NEW_AXIS;
      index[2 * i + 1] = Index.all();
    }
    NDArray result = NDArray.empty(a.dtype(), shape);
    if (result.size() > 0) {
      tile(result, source, apart, index);
    }
    return result;
  }

  private static void tile(NDArray result, NDArray source, long[] apart, Index[] index) {
    if (apart.length <= Shapes.MAX_DIMS) {
      result.reshape(apart).assign(source.get(index));
      return;
    }
    NDArray all = source;
    for (int axis = 0; axis < source.ndim(); axis++) {
      long n = source.shape(axis);
      all = all.take(Axes.places(n * apart[2 * axis], i -> i % n), axis);
    }
    result.assign(all);
  }
}
