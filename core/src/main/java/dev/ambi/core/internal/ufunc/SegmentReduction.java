package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFunc;
import dev.ambi.core.internal.Shapes;

/** Reductions of slices of an axis: NumPy's {@code reduceat}. */
public final class SegmentReduction {

  private SegmentReduction() {}

  /**
   * {@return for each index the reduction from there up to the next index}
   *
   * @param ufunc a function of two inputs
   * @param table its loops
   * @param a the array
   * @param indices one dimension of integers
   * @param axis the axis
   */
  public static NDArray run(UFunc ufunc, LoopTable table, NDArray a, NDArray indices, int axis) {
    Reduction.checkBinary(ufunc, "reduceat");
    if (a.ndim() == 0) {
      throw new IllegalArgumentException("cannot reduceat on a scalar");
    }
    int k = Shapes.axis(axis, a.ndim());
    if (indices.ndim() != 1 || !DType.canCast(indices.dtype(), DType.INT64, Casting.SAFE)) {
      throw new IllegalArgumentException(
          "indices of reduceat have to be one dimension of integers, not "
              + indices.dtype()
              + " of shape "
              + indices.shape());
    }
    long n = a.shape(k);
    NDArray starts = indices.astype(DType.INT64);
    long count = starts.size();
    for (long i = 0; i < count; i++) {
      long start = starts.getLong(i);
      if (start < 0 || start >= n) {
        throw new IndexOutOfBoundsException(
            "index " + start + " out-of-bounds in " + ufunc.name() + ".reduceat [0, " + n + ")");
      }
    }
    Resolved resolved = Reduction.resolve(ufunc, table, a.dtype(), null, null);
    NoLoop.checkReducible(ufunc.name() + ".reduceat", resolved, true);
    DType type = resolved.dtypes()[2];
    long[] shape = a.shape().toArray();
    shape[k] = count;
    NDArray result = NDArray.empty(type, shape);
    for (long i = 0; i < count; i++) {
      long from = starts.getLong(i);
      long to = i + 1 < count ? starts.getLong(i + 1) : n;
      NDArray part = part(a, k, from, Math.max(to, from + 1));
      NDArray out = part(result, k, i, i + 1);
      int[] axes = {k};
      new Reduction(ufunc, table, axes, true, out, null, type, Reduction.FIRST).run(part);
    }
    return result;
  }

  private static NDArray part(NDArray a, int axis, long from, long to) {
    long[] shape = a.shape().toArray();
    shape[axis] = to - from;
    long offset = a.size() == 0 ? a.offset() : a.offset() + from * a.strides(axis);
    return NDArray.of(a.memory(), offset, a.dtype(), shape, a.strides(), a.isWritable());
  }
}
