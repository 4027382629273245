package dev.ambi.core.internal.statistics;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncs;

/** Equality, exact or within a tolerance. */
public final class Closeness {

  private Closeness() {}

  /**
   * {@return for each pair of elements whether they are close}
   *
   * @param a the first array
   * @param b the second array
   * @param relative the tolerance as a part of the second
   * @param absolute the tolerance
   * @param equalNan whether NaN is close to NaN
   */
  public static NDArray isclose(
      NDArray a, NDArray b, double relative, double absolute, boolean equalNan) {
    // As a float: the distance of integers may overflow, and the least integer has no opposite.
    boolean exact = b.dtype().id().isInteger() || b.dtype().id() == TypeId.BOOL;
    NDArray y = exact ? b.astype(DType.promote(b.dtype(), DType.FLOAT64)) : b;
    NDArray tolerance =
        UFuncs.ADD
            .with()
            .call(UFuncs.MULTIPLY.with().call(UFuncs.ABSOLUTE.call(y), relative), absolute);
    NDArray near =
        UFuncs.LESS_EQUAL.call(UFuncs.ABSOLUTE.call(UFuncs.SUBTRACT.call(a, y)), tolerance);
    NDArray close = UFuncs.LOGICAL_AND.call(near, UFuncs.ISFINITE.call(y));
    NDArray result = UFuncs.LOGICAL_OR.call(close, UFuncs.EQUAL.call(a, y));
    return equalNan ? UFuncs.LOGICAL_OR.call(result, bothNan(a, y)) : result;
  }

  private static NDArray bothNan(NDArray a, NDArray b) {
    return UFuncs.LOGICAL_AND.call(nan(a), nan(b));
  }

  private static NDArray nan(NDArray a) {
    return UFuncs.NOT_EQUAL.call(a, a);
  }

  /**
   * {@return whether two arrays have one shape and equal elements}
   *
   * @param a the first array
   * @param b the second array
   * @param equalNan whether NaN equals NaN
   */
  public static boolean equal(NDArray a, NDArray b, boolean equalNan) {
    if (!a.hasShapeOf(b)) {
      return false;
    }
    NDArray same = UFuncs.EQUAL.call(a, b);
    if (equalNan) {
      same = UFuncs.LOGICAL_OR.call(same, bothNan(a, b));
    }
    return UFuncs.LOGICAL_AND.reduce(same).getBoolean();
  }
}
