package dev.ambi.cli;

import dev.ambi.bridge.Value;
import dev.ambi.core.NDArray;

/** Compares results bit for bit, where {@code equals} of floats takes all NaNs for one. */
final class Bits {
  private Bits() {}

  /** Whether two numbers or arrays have the same type, shape and bits. */
  static boolean same(Value a, Value b) {
    if (a instanceof Value.Float x && b instanceof Value.Float y) {
      return Double.doubleToRawLongBits(x.value()) == Double.doubleToRawLongBits(y.value());
    }
    if (isArray(a) && isArray(b) && a.getClass() == b.getClass()) {
      return same(a.asArray(), b.asArray());
    }
    return a.equals(b);
  }

  private static boolean isArray(Value value) {
    return value instanceof Value.Array || value instanceof Value.Scalar;
  }

  private static boolean same(NDArray a, NDArray b) {
    if (!a.dtype().equals(b.dtype()) || !a.hasShapeOf(b)) {
      return false;
    }
    NDArray x = a.asContiguous();
    NDArray y = b.asContiguous();
    return x.memory()
            .asSlice(x.offset(), x.nbytes())
            .mismatch(y.memory().asSlice(y.offset(), y.nbytes()))
        == -1;
  }
}
