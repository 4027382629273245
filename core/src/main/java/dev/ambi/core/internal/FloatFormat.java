package dev.ambi.core.internal;

import dev.ambi.core.PrintOptions;
import dev.ambi.core.TypeId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes floats that stand in one array: all with a point or all with an exponent, aligned at the
 * point, each with no more digits than tell it apart.
 */
final class FloatFormat {

  /** Beyond these an array is written with exponents. */
  private static final double LARGEST_POSITIONAL = 1e8;

  private static final double SMALLEST_POSITIONAL = 1e-4;
  private static final double LARGEST_RATIO = 1000;

  private final TypeId type;
  private final boolean plus;
  private final boolean exponential;
  private int precision;
  private int padLeft;
  private int padRight;
  private int exponentDigits;

  /**
   * Finds the widths that suit all values.
   *
   * @param values the values that will be written
   * @param type the float type that they come from
   * @param plus whether a sign is always written
   * @param options the options
   */
  FloatFormat(double[] values, TypeId type, boolean plus, PrintOptions options) {
    this.type = type;
    this.plus = plus;
    this.precision = options.precision();
    this.exponential = needsExponent(values, type, options.suppress());
    int fraction = 0;
    boolean finite = false;
    boolean special = false;
    boolean negativeInfinity = false;
    for (double v : values) {
      if (!Double.isFinite(v)) {
        special = true;
        negativeInfinity |= v == Double.NEGATIVE_INFINITY;
        continue;
      }
      finite = true;
      BigDecimal d = digits(v);
      String s = exponential ? Digits.mantissa(d) : Digits.positional(d);
      int point = s.indexOf('.');
      padLeft = Math.max(padLeft, sign(v).length() + (point < 0 ? s.length() : point));
      fraction = Math.max(fraction, point < 0 ? 0 : s.length() - point - 1);
      int exponentLength = Digits.exponentText(Digits.exponent(d), 2).length();
      exponentDigits = Math.max(exponentDigits, exponentLength - 2);
    }
    padRight = fraction;
    if (exponential) {
      precision = fraction;
      padRight = exponentDigits + 2 + fraction;
    }
    if (!finite) {
      padRight = 0;
    }
    if (special) {
      int signWidth = plus || negativeInfinity ? 1 : 0;
      padLeft = Math.max(padLeft, 3 + signWidth - (padRight + 1));
    }
  }

  private static boolean needsExponent(double[] values, TypeId type, boolean suppress) {
    double max = 0;
    double min = Double.POSITIVE_INFINITY;
    for (double v : values) {
      if (Double.isFinite(v) && v != 0) {
        max = Math.max(max, Math.abs(v));
        min = Math.min(min, Math.abs(v));
      }
    }
    if (max == 0) {
      return false;
    }
    // The comparisons are made in the type of the array.
    return max >= Math.min(LARGEST_POSITIONAL, Math.pow(10, decimals(type)))
        || (!suppress
            && (min < round(SMALLEST_POSITIONAL, type) || round(max / min, type) > LARGEST_RATIO));
  }

  /** How many decimal digits the type surely holds. */
  private static int decimals(TypeId type) {
    return switch (type) {
      case FLOAT16 -> 3;
      case FLOAT32 -> 6;
      default -> 15;
    };
  }

  private static double round(double v, TypeId type) {
    return switch (type) {
      case FLOAT16 -> Float.float16ToFloat(Numbers.toHalf(v));
      case FLOAT32 -> (float) v;
      default -> v;
    };
  }

  private BigDecimal digits(double v) {
    BigDecimal shortest = Digits.shortest(v, type);
    if (!exponential) {
      return Digits.limit(shortest, v, precision);
    }
    return shortest.precision() <= precision + 1 ? shortest : significant(v);
  }

  private BigDecimal significant(double v) {
    return new BigDecimal(v).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
  }

  private String sign(double v) {
    return v < 0 || (v == 0 && 1 / v < 0) ? "-" : plus ? "+" : "";
  }

  /** The text of one of the values. */
  String format(double v) {
    if (!Double.isFinite(v)) {
      String s = Double.isNaN(v) ? (plus ? "+nan" : "nan") : sign(v) + "inf";
      return " ".repeat(Math.max(0, padLeft + padRight + 1 - s.length())) + s;
    }
    // With an exponent, all get equally many digits: true ones, not zeros, beyond the needed.
    BigDecimal d = exponential ? significant(v) : digits(v);
    String s = exponential ? Digits.mantissa(d) : Digits.positional(d);
    int point = s.indexOf('.');
    String whole = sign(v) + (point < 0 ? s : s.substring(0, point));
    String fraction = point < 0 ? "" : s.substring(point + 1);
    StringBuilder b = new StringBuilder();
    b.append(" ".repeat(Math.max(0, padLeft - whole.length()))).append(whole).append('.');
    b.append(fraction);
    if (exponential) {
      b.append("0".repeat(precision - fraction.length()));
      return b.append(Digits.exponentText(Digits.exponent(d), exponentDigits)).toString();
    }
    return b.append(" ".repeat(padRight - fraction.length())).toString();
  }
}
