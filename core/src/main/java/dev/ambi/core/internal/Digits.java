package dev.ambi.core.internal;

import dev.ambi.core.TypeId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Decimal digits of a finite float: the fewest that no other number of its type shares, laid out
 * with a point or with an exponent.
 */
final class Digits {

  private Digits() {}

  /** The shortest decimal that reads back as the same number of the type. */
  static BigDecimal shortest(double value, TypeId type) {
    if (value == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal d =
        switch (type) {
          case FLOAT16 -> shortestHalf(value);
          case FLOAT32 -> new BigDecimal(Float.toString((float) value));
          default -> new BigDecimal(Double.toString(value));
        };
    d = d.stripTrailingZeros();
    // Java may give two digits where one is enough: 4.9E-324.
    if (d.precision() == 2) {
      BigDecimal one = shortestOfOne(value, d, type);
      d = one == null ? d : one;
    }
    return d;
  }

  private static BigDecimal shortestOfOne(double value, BigDecimal two, TypeId type) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal best = null;
    for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
      BigDecimal one = two.round(new java.math.MathContext(1, mode)).stripTrailingZeros();
      if (isSame(one, value, type)
          && (best == null
              || one.subtract(exact).abs().compareTo(best.subtract(exact).abs()) < 0)) {
        best = one;
      }
    }
    return best;
  }

  private static boolean isSame(BigDecimal d, double value, TypeId type) {
    return type == TypeId.FLOAT32
        ? d.floatValue() == (float) value
        : type == TypeId.FLOAT16
            ? Numbers.toHalf(d.doubleValue()) == Numbers.toHalf(value)
            : d.doubleValue() == value;
  }

  private static BigDecimal shortestHalf(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 1; ; precision++) {
      BigDecimal d = exact.round(new java.math.MathContext(precision, RoundingMode.HALF_EVEN));
      if (isSame(d, value, TypeId.FLOAT16)) {
        return d;
      }
    }
  }

  /**
   * Rounds to at most so many digits behind the point (or, with an exponent, behind the first
   * digit). What is rounded is the exact number, not its shortest form.
   */
  static BigDecimal limit(BigDecimal shortest, double exact, int scale) {
    return shortest.scale() <= scale
        ? shortest
        : new BigDecimal(exact).setScale(scale, RoundingMode.HALF_EVEN);
  }

  /** The exponent of ten of the first digit. */
  static int exponent(BigDecimal d) {
    return d.signum() == 0 ? 0 : d.precision() - d.scale() - 1;
  }

  /** Without sign, no point if there is nothing behind it. */
  static String positional(BigDecimal d) {
    return plain(d.abs());
  }

  private static String plain(BigDecimal d) {
    String s = d.toPlainString();
    if (s.indexOf('.') < 0) {
      return s;
    }
    int end = s.length();
    while (s.charAt(end - 1) == '0') {
      end--;
    }
    return s.substring(0, s.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /** Without sign, the digits before the exponent, no point if there is nothing behind it. */
  static String mantissa(BigDecimal d) {
    if (d.signum() == 0) {
      return "0";
    }
    BigInteger unscaled = d.unscaledValue().abs();
    String s = unscaled.toString();
    return plain(new BigDecimal(unscaled, s.length() - 1));
  }

  /** The exponent with its sign and at least so many digits: {@code e+22}. */
  static String exponentText(int exponent, int width) {
    String s = Integer.toString(Math.abs(exponent));
    return (exponent < 0 ? "e-" : "e+") + "0".repeat(Math.max(0, width - s.length())) + s;
  }
}
