package dev.ambi.core.internal.index;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.core.DType;
import dev.ambi.core.IndexMode;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Places counted through a whole array, as positions on each axis, and back. */
public final class Unravel {

  private Unravel() {}

  /** Distances between neighbours, in elements. */
  private static long[] steps(long[] shape, Order order) {
    return order == Order.F ? Shapes.fortranStrides(shape, 1) : Shapes.strides(shape, 1);
  }

  private static void checkInteger(NDArray a) {
    if (!a.dtype().id().isInteger()) {
      throw new IllegalArgumentException("only int indices permitted, not " + a.dtype());
    }
  }

  /**
   * {@return for each axis the positions}
   *
   * @param indices the places
   * @param shape the shape of the array that they are of
   * @param order in which order they are counted
   */
  public static NDArray[] unravel(NDArray indices, long[] shape, Order order) {
    checkInteger(indices);
    long size = Shapes.check(shape, 1);
    NDArray places = indices.astype(DType.INT64).asContiguous();
    long n = places.size();
    for (long i = 0; i < n; i++) {
      long place = get(places, i);
      if (place < 0 || place >= size) {
        throw new IllegalArgumentException(
            "index " + place + " is out of bounds for array with size " + size);
      }
    }
    long[] steps = steps(shape, order);
    NDArray[] result = new NDArray[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      result[axis] = NDArray.empty(DType.INT64, indices.shape());
      for (long i = 0; i < n; i++) {
        set(result[axis], i, get(places, i) / steps[axis] % shape[axis]);
      }
    }
    return result;
  }

  /**
   * {@return the places}
   *
   * @param positions for each axis the positions; they broadcast together
   * @param shape the shape of the array that they are of
   * @param modes for each axis what becomes of positions that are not on it
   * @param order in which order places are counted
   */
  public static NDArray ravel(NDArray[] positions, long[] shape, IndexMode[] modes, Order order) {
    if (positions.length != shape.length) {
      throw new IllegalArgumentException(
          "parameter multi_index must be a sequence of length " + shape.length);
    }
    Shapes.check(shape, 1);
    long[][] shapes = new long[positions.length][];
    Arrays.setAll(shapes, i -> RawShape.of(positions[i]));
    long[] common = Shapes.broadcast(shapes);
    if (Shapes.size(shape) == 0 && Shapes.size(common) > 0) {
      throw new IllegalArgumentException("cannot unravel if shape has zero entries (is empty).");
    }
    long[] steps = steps(shape, order);
    NDArray places = NDArray.zeros(DType.INT64, common);
    for (int axis = 0; axis < shape.length; axis++) {
      checkInteger(positions[axis]);
      NDArray p = positions[axis].astype(DType.INT64).broadcastTo(common).asContiguous();
      for (long i = 0; i < p.size(); i++) {
        long position = position(get(p, i), shape[axis], modes[axis]);
        set(places, i, get(places, i) + position * steps[axis]);
      }
    }
    return places;
  }

  private static long get(NDArray a, long i) {
    return a.memory().get(JAVA_LONG, a.offset() + i * Long.BYTES);
  }

  private static void set(NDArray a, long i, long value) {
    a.memory().set(JAVA_LONG, a.offset() + i * Long.BYTES, value);
  }

  private static long position(long p, long length, IndexMode mode) {
    if (p >= 0 && p < length) {
      return p;
    }
    if (mode == IndexMode.RAISE) {
      throw new IllegalArgumentException(
          "invalid entry in coordinates array: " + p + " on an axis of size " + length);
    }
    return mode == IndexMode.WRAP ? Math.floorMod(p, length) : Math.clamp(p, 0L, length - 1);
  }
}
