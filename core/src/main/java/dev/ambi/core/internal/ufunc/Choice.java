package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.Transfer;
import dev.ambi.core.internal.loop.Blends;
import java.math.BigInteger;
import java.util.Arrays;

/** Element-wise choice: by a condition, or of what lies within bounds. */
public final class Choice {

  private Choice() {}

  /**
   * {@return elements of one array where a condition holds, of another elsewhere}
   *
   * @param condition the condition; what is not zero is true
   * @param x an array or a number
   * @param y an array or a number
   * @param out where the result goes; null for a new array
   */
  public static NDArray where(NDArray condition, Object x, Object y, NDArray out) {
    NDArray[] xy = Arguments.of("where", 2, new Object[] {x, y}).arrays();
    DType type = DType.promote(xy[0].dtype(), xy[1].dtype());
    NDArray[] in = {condition, xy[0], xy[1]};
    long[] shape = shape(in);
    NDArray result = out;
    if (out == null) {
      boolean like = xy[0].hasShapeOf(condition) && Arrays.equals(shape, RawShape.of(condition));
      result = like ? xy[0].emptyLike(type) : NDArray.empty(type, shape);
    } else {
      checkOut(out, shape, type);
      for (int k = 0; k < in.length; k++) {
        if (Transfer.overlaps(out, in[k]) && !Transfer.isSameLayout(out, in[k])) {
          in[k] = in[k].copy();
        }
      }
    }
    DType[] dtypes = {DType.BOOL, type, type, type};
    Resolved r = new Resolved(Blends.of(type.itemSize()), dtypes);
    if (!Execution.lines(r, in[0], in[1], in[2], result)) {
      new Walk(r, in, new NDArray[] {result}, null, shape).run();
    }
    return result;
  }

  private static long[] shape(NDArray[] in) {
    boolean same = in[0].hasShapeOf(in[1]) && in[0].hasShapeOf(in[2]);
    return same
        ? RawShape.of(in[0])
        : Shapes.broadcast(RawShape.of(in[0]), RawShape.of(in[1]), RawShape.of(in[2]));
  }

  private static void checkOut(NDArray out, long[] shape, DType type) {
    Outputs.checkBroadcast(out, shape);
    if (!DType.canCast(type, out.dtype(), Casting.SAME_KIND)) {
      throw new IllegalArgumentException(
          "Cannot cast the result of where from "
              + type.repr()
              + " to "
              + out.dtype().repr()
              + " with casting rule 'same_kind'");
    }
  }

  /**
   * {@return an array with what lies outside of bounds put on them}
   *
   * @param a an array or a number
   * @param low the least, an array or a number; null for none
   * @param high the greatest, an array or a number; null for none
   * @param out where the result goes; null for a new array
   */
  public static NDArray clip(Object a, Object low, Object high, NDArray out) {
    Object least = low;
    Object greatest = high;
    if (a instanceof NDArray x && x.dtype().id().isInteger()) {
      least = isBeyond(low, x.dtype(), true) ? null : low;
      greatest = isBeyond(high, x.dtype(), false) ? null : high;
    }
    if (least == null && greatest == null) {
      return call(UFuncs.POSITIVE, out, a);
    }
    if (least == null) {
      return call(UFuncs.MINIMUM, out, a, greatest);
    }
    if (greatest == null) {
      return call(UFuncs.MAXIMUM, out, a, least);
    }
    return call(UFuncs.MINIMUM, out, call(UFuncs.MAXIMUM, null, a, least), greatest);
  }

  private static NDArray call(UFunc f, NDArray out, Object... in) {
    return out == null ? f.with().call(in) : f.with().out(out).call(in);
  }

  /** Whether an integer is no bound to a dtype, being at or beyond its end. */
  private static boolean isBeyond(Object bound, DType dtype, boolean low) {
    BigInteger value =
        switch (bound) {
          case BigInteger b -> b;
          case Long l -> BigInteger.valueOf(l);
          case Integer i -> BigInteger.valueOf(i);
          case Short s -> BigInteger.valueOf(s);
          case Byte b -> BigInteger.valueOf(b);
          case null, default -> null;
        };
    if (value == null) {
      return false;
    }
    boolean signed = dtype.kind() == 'i';
    int bits = (int) dtype.itemSize() * 8 - (signed ? 1 : 0);
    BigInteger span = BigInteger.ONE.shiftLeft(bits);
    return low
        ? value.compareTo(signed ? span.negate() : BigInteger.ZERO) <= 0
        : value.compareTo(span.subtract(BigInteger.ONE)) >= 0;
  }
}
