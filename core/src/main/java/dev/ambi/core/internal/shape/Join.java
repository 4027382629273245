package dev.ambi.core.internal.shape;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import dev.ambi.core.Slice;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Joins arrays. */
public final class Join {

  private Join() {}

  /**
   * {@return the dtype to which those of all arrays promote}
   *
   * @param arrays at least one array
   */
  public static DType common(NDArray[] arrays) {
    // Text first: then each number adds the length that it needs, not the one that several need
    // once they are promoted among themselves.
    DType dtype = null;
    for (boolean text : new boolean[] {true, false}) {
      for (NDArray a : arrays) {
        DType d = a.dtype();
        if ((d.kind() == 'S' || d.kind() == 'U') == text) {
          dtype = dtype == null ? d.toNative() : DType.promote(dtype, d);
        }
      }
    }
    return dtype;
  }

  /**
   * {@return a new array of the arrays one after the other along an axis that they have}
   *
   * @param axis the axis
   * @param arrays the arrays
   */
  public static NDArray concat(int axis, NDArray[] arrays) {
    if (arrays.length == 0) {
      throw new IllegalArgumentException("need at least one array to concatenate");
    }
    int ndim = arrays[0].ndim();
    if (ndim == 0) {
      throw new IllegalArgumentException("zero-dimensional arrays cannot be concatenated");
    }
    int on = Shapes.axis(axis, ndim);
    long[] shape = arrays[0].shape().toArray();
    boolean columnMajor = true;
    for (int k = 0; k < arrays.length; k++) {
      columnMajor &= arrays[k].isFContiguous() && !arrays[k].isCContiguous();
      if (k > 0) {
        check(arrays, k, on);
        shape[on] = Math.addExact(shape[on], arrays[k].shape(on));
      }
    }
    NDArray result = NDArray.empty(common(arrays), columnMajor ? Order.F : Order.C, shape);
    long start = 0;
    for (NDArray a : arrays) {
      long stop = start + a.shape(on);
      Axes.range(result, on, start, stop).assign(a, Casting.UNSAFE);
      start = stop;
    }
    return result;
  }

  private static void check(NDArray[] arrays, int k, int axis) {
    NDArray first = arrays[0];
    NDArray a = arrays[k];
    if (a.ndim() != first.ndim()) {
      throw new IllegalArgumentException(
          "all the input arrays must have same number of dimensions, but the array at index 0 has "
              + first.ndim()
              + " dimension(s) and the array at index "
              + k
              + " has "
              + a.ndim()
              + " dimension(s)");
    }
    for (int i = 0; i < first.ndim(); i++) {
      if (i != axis && a.shape(i) != first.shape(i)) {
        throw new IllegalArgumentException(
            "all the input array dimensions except for the concatenation axis must match exactly,"
                + " but along dimension "
                + i
                + ", the array at index 0 has size "
                + first.shape(i)
                + " and the array at index "
                + k
                + " has size "
                + a.shape(i));
      }
    }
  }

  /**
   * {@return a new array of the arrays one after the other along a new axis}
   *
   * @param axis the axis, in the result
   * @param arrays the arrays, of one shape
   */
  public static NDArray stack(int axis, NDArray[] arrays) {
    if (arrays.length == 0) {
      throw new IllegalArgumentException("need at least one array to stack");
    }
    NDArray first = arrays[0];
    int on = Shapes.axis(axis, first.ndim() + 1);
    Index[] index = new Index[on + 1];
    Arrays.fill(index, Slice.ALL);
    index[on] = Index.NEW_AXIS;
    NDArray[] parts = new NDArray[arrays.length];
    for (int k = 0; k < arrays.length; k++) {
      if (!arrays[k].hasShapeOf(first)) {
        throw new IllegalArgumentException(
            "all input arrays must have the same shape: the array at index 0 has "
                + first.shape()
                + " and the array at index "
                + k
                + " has "
                + arrays[k].shape());
      }
      parts[k] = arrays[k].get(index);
    }
    return concat(on, parts);
  }
}
