package dev.ambi.core.internal.statistics;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Running sums and products, and differences of neighbours. */
public final class Cumulative {

  private Cumulative() {}

  /**
   * {@return the running results in the manner of the array API standard}
   *
   * @param ufunc what combines
   * @param a the array
   * @param axis the axis; null for the only one
   * @param dtype the dtype to compute in, or null
   * @param includeInitial whether the identity comes first
   */
  public static NDArray along(
      UFunc ufunc, NDArray a, Integer axis, DType dtype, boolean includeInitial) {
    NDArray x = a.ndim() == 0 ? a.reshape(1) : a;
    if (axis == null && x.ndim() != 1) {
      throw new IllegalArgumentException(
          "For arrays which have more than one dimension ``axis`` argument is required, not "
              + a.shape());
    }
    int k = axis == null ? 0 : Shapes.axis(axis, x.ndim());
    if (!includeInitial) {
      return ufunc.accumulate(x, k, dtype, null);
    }
    long[] shape = x.shape().toArray();
    shape[k]++;
    NDArray result = NDArray.empty(dtype != null ? dtype : computed(ufunc, x.dtype()), shape);
    part(result, k, 0, 1).fill(ufunc.identity());
    if (x.shape(k) > 0) {
      ufunc.accumulate(x, k, dtype, part(result, k, 1, shape[k]));
    }
    return result;
  }

  private static DType computed(UFunc ufunc, DType dtype) {
    return ufunc.reduce(NDArray.zeros(dtype, 1)).dtype();
  }

  /** {@return a view of a stretch of an axis} */
  static NDArray part(NDArray a, int axis, long from, long to) {
    long[] shape = a.shape().toArray();
    shape[axis] = Math.max(to - from, 0);
    long offset = Shapes.size(shape) == 0 ? a.offset() : a.offset() + from * a.strides(axis);
    return NDArray.of(a.memory(), offset, a.dtype(), shape, a.strides(), a.isWritable());
  }

  /**
   * {@return the differences of neighbours}
   *
   * @param a the array
   * @param n how many times they are taken
   * @param axis the axis
   * @param prepend what comes before along the axis, or null
   * @param append what comes behind along the axis, or null
   */
  public static NDArray diff(NDArray a, int n, int axis, Object prepend, Object append) {
    if (n < 0) {
      throw new IllegalArgumentException("order must be non-negative but got " + n);
    }
    if (n == 0) {
      return a;
    }
    if (a.ndim() == 0) {
      throw new IllegalArgumentException("diff requires input that is at least one dimensional");
    }
    int k = Shapes.axis(axis, a.ndim());
    NDArray r = joined(a, k, prepend, append);
    for (int i = 0; i < n; i++) {
      long length = r.shape(k);
      NDArray later = part(r, k, Math.min(1, length), length);
      NDArray earlier = part(r, k, 0, Math.max(length - 1, 0));
      UFunc f = r.dtype().equals(DType.BOOL) ? UFuncs.NOT_EQUAL : UFuncs.SUBTRACT;
      r = f.call(later, earlier);
    }
    return r;
  }

  private static NDArray joined(NDArray a, int axis, Object prepend, Object append) {
    if (prepend == null && append == null) {
      return a;
    }
    NDArray before = prepend == null ? null : beside(a, axis, prepend);
    NDArray behind = append == null ? null : beside(a, axis, append);
    DType dtype = a.dtype();
    long length = a.shape(axis);
    for (NDArray x : Arrays.asList(before, behind)) {
      if (x != null) {
        dtype = DType.promote(dtype, x.dtype());
        length += x.shape(axis);
      }
    }
    long[] shape = a.shape().toArray();
    shape[axis] = length;
    NDArray all = NDArray.empty(dtype, shape);
    long at = 0;
    for (NDArray x : Arrays.asList(before, a, behind)) {
      if (x != null) {
        part(all, axis, at, at + x.shape(axis)).assign(x, Casting.UNSAFE);
        at += x.shape(axis);
      }
    }
    return all;
  }

  /** A scalar becomes a slice of length one. */
  private static NDArray beside(NDArray a, int axis, Object value) {
    NDArray x =
        value instanceof NDArray array
            ? array
            : NDArray.scalar(dev.ambi.core.internal.ufunc.Arguments.weakDType(value, null), value);
    if (x.ndim() == 0) {
      long[] shape = a.shape().toArray();
      shape[axis] = 1;
      return x.broadcastTo(shape);
    }
    if (x.ndim() != a.ndim()) {
      throw new IllegalArgumentException(
          "all the input array dimensions except for the concatenation axis must match exactly: "
              + x.shape()
              + " and "
              + a.shape());
    }
    for (int i = 0; i < a.ndim(); i++) {
      if (i != axis && x.shape(i) != a.shape(i)) {
        throw new IllegalArgumentException(
            "all the input array dimensions except for the concatenation axis must match exactly,"
                + " but along dimension "
                + i
                + ", the array of shape "
                + x.shape()
                + " has size "
                + x.shape(i)
                + " and the array of shape "
                + a.shape()
                + " has size "
                + a.shape(i));
      }
    }
    return x;
  }
}
