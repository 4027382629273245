package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFunc;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.Transfer;

/** Unbuffered updates in place: NumPy's {@code ufunc.at}. */
public final class IndexedUpdate {

  private IndexedUpdate() {}

  /**
   * Updates.
   *
   * @param ufunc a function of one or two inputs
   * @param a the array
   * @param indices integers that select along the first axis
   * @param b the second input, if there is one
   */
  public static void run(UFunc ufunc, NDArray a, NDArray indices, Object[] b) {
    if (ufunc.signature() != null) {
      throw new IllegalArgumentException(
          ufunc.name()
              + ".at does not support ufunc with non-trivial signature: "
              + ufunc.name()
              + " has signature "
              + ufunc.signature()
              + ".");
    }
    if (ufunc.outputs() != 1) {
      throw new IllegalArgumentException("Only single output ufuncs supported at this time");
    }
    if (ufunc.inputs() != b.length + 1) {
      throw new IllegalArgumentException(
          ufunc.name() + ".at takes " + (ufunc.inputs() - 1) + " operands beside the indices");
    }
    if (!a.isWritable()) {
      throw new UnsupportedOperationException("array is read-only");
    }
    if (a.ndim() == 0) {
      throw new IndexOutOfBoundsException(
          "too many indices for array: array is 0-dimensional, but 1 were indexed");
    }
    if (!DType.canCast(indices.dtype(), DType.INT64, Casting.SAFE)
        || indices.dtype().equals(DType.BOOL)) {
      throw new IndexOutOfBoundsException(
          "arrays used as indices must be of integer (or boolean) type");
    }
    long n = a.shape(0);
    NDArray places = indices.astype(DType.INT64).reshape(-1);
    for (long i = 0; i < places.size(); i++) {
      long place = places.getLong(i);
      if (place < -n || place >= n) {
        throw new IndexOutOfBoundsException(
            "index " + place + " is out of bounds for axis 0 with size " + n);
      }
    }
    long[] rest = java.util.Arrays.copyOfRange(RawShape.of(a), 1, a.ndim());
    long[] selected = new long[indices.ndim() + rest.length];
    System.arraycopy(RawShape.of(indices), 0, selected, 0, indices.ndim());
    System.arraycopy(rest, 0, selected, indices.ndim(), rest.length);
    NDArray[] operands = new NDArray[b.length];
    for (int i = 0; i < b.length; i++) {
      NDArray operand = Arguments.beside(a, b[i]);
      operand = Transfer.overlaps(a, operand) ? operand.copy() : operand;
      long[] flat = new long[rest.length + 1];
      flat[0] = places.size();
      System.arraycopy(rest, 0, flat, 1, rest.length);
      operands[i] = operand.broadcastTo(selected).reshape(flat);
    }
    Object[] arguments = new Object[b.length + 1];
    for (long i = 0; i < places.size(); i++) {
      long place = places.getLong(i);
      NDArray target = row(a, place < 0 ? place + n : place, rest);
      arguments[0] = target;
      for (int k = 0; k < operands.length; k++) {
        arguments[k + 1] = row(operands[k], i, rest);
      }
      ufunc.with().out(target).casting(Casting.UNSAFE).call(arguments);
    }
  }

  private static NDArray row(NDArray a, long i, long[] rest) {
    long[] strides = java.util.Arrays.copyOfRange(a.strides(), 1, a.ndim());
    long offset = Shapes.size(rest) == 0 ? a.offset() : a.offset() + i * a.strides(0);
    return NDArray.of(a.memory(), offset, a.dtype(), rest, strides, a.isWritable());
  }
}
