package dev.ambi.core.internal;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.Arrays;

/** Refuses arrays that cannot take a result, in NumPy's words. */
public final class Outputs {

  private Outputs() {}

  /**
   * Refuses a read-only array.
   *
   * @param out the output
   * @throws UnsupportedOperationException if it is read-only
   */
  public static void checkWritable(NDArray out) {
    if (!out.isWritable()) {
      throw new UnsupportedOperationException("output array is read-only");
    }
  }

  /**
   * Refuses an array that has not the shape to which the operands broadcast, or is read-only.
   *
   * @param out the output
   * @param shape the shape that it must have
   * @throws IllegalArgumentException if it has another
   * @throws UnsupportedOperationException if it is read-only
   */
  public static void checkBroadcast(NDArray out, long[] shape) {
    if (!Arrays.equals(RawShape.of(out), shape)) {
      throw new IllegalArgumentException(
          "non-broadcastable output operand with shape "
              + Shapes.compact(RawShape.of(out))
              + " doesn't match the broadcast shape "
              + Shapes.compact(shape));
    }
    checkWritable(out);
  }

  /**
   * Refuses an array that cannot take the result of a reduction.
   *
   * @param name the function's name
   * @param out the output
   * @param shape the shape that it must have
   * @param made the dtype of the result
   * @throws IllegalArgumentException if it has another shape, or a dtype of another kind
   * @throws UnsupportedOperationException if it is read-only
   */
  public static void checkReduction(String name, NDArray out, long[] shape, DType made) {
    if (!Arrays.equals(RawShape.of(out), shape)) {
      throw new IllegalArgumentException(
          "output parameter for reduction operation "
              + name
              + " has the wrong shape: expected "
              + Shapes.tuple(shape)
              + ", got "
              + out.shape());
    }
    checkWritable(out);
    CastErrors.checkOutput(name, made, out.dtype(), Casting.SAME_KIND);
  }
}
