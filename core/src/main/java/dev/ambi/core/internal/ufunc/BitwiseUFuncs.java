package dev.ambi.core.internal.ufunc;

import static dev.ambi.core.internal.ufunc.Lambdas.l;
import static dev.ambi.core.internal.ufunc.Lambdas.l2;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.binary;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.reorderable;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.unary;

import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;

/** Integers as bits. */
public final class BitwiseUFuncs {

  private BitwiseUFuncs() {}

  /** Bitwise and. */
  public static final UFunc BITWISE_AND =
      reorderable("bitwise_and", -1L)
          .bool(l2((a, b) -> a & b), "AND")
          .integers(l2((a, b) -> a & b), "AND")
          .done();

  /** Bitwise or. */
  public static final UFunc BITWISE_OR =
      reorderable("bitwise_or", 0L)
          .bool(l2((a, b) -> a | b), "OR")
          .integers(l2((a, b) -> a | b), "OR")
          .done();

  /** Bitwise xor. */
  public static final UFunc BITWISE_XOR =
      reorderable("bitwise_xor", 0L)
          .bool(l2((a, b) -> a ^ b), "XOR")
          .integers(l2((a, b) -> a ^ b), "XOR")
          .done();

  /** Bitwise not; of bool the logical not. */
  public static final UFunc INVERT =
      unary("invert").bool(l(a -> a ^ 1)).integers(l(a -> ~a), "NOT").done();

  /** Shifted to the left. */
  public static final UFunc LEFT_SHIFT =
      binary("left_shift").integers(l2((a, b) -> b < 0 || b >= 64 ? 0 : a << b), null).done();

  /** Shifted to the right. */
  public static final UFunc RIGHT_SHIFT =
      binary("right_shift")
          .integers(
              l2((a, b) -> a >> (b < 0 || b >= 64 ? 63 : b)),
              null,
              l2((a, b) -> b < 0 || b >= 64 ? 0 : a >>> b),
              null)
          .done();

  /** The number of ones of the absolute value. */
  public static final UFunc BITWISE_COUNT =
      unary("bitwise_count")
          .integersTo(TypeId.UINT8, l(a -> Long.bitCount(Math.abs(a))), l(Long::bitCount))
          .done();
}
