package dev.ambi.bridge.numpy;

import dev.ambi.bridge.LongDouble;
import dev.ambi.core.PrintOptions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Writes long doubles that stand in one array, by NumPy's rules for floats: all with a point or all
 * with an exponent, aligned at the point, each with no more digits than tell it apart.
 */
final class LongDoubleFormat {
  /** Beyond these an array is written with exponents. */
  private static final BigDecimal LARGEST_POSITIONAL = new BigDecimal("1e8");

  private static final BigDecimal SMALLEST_POSITIONAL = new BigDecimal("1e-4");
  private static final BigDecimal LARGEST_RATIO = new BigDecimal(1000);

  private final boolean exponential;
  private int precision;
  private int left;
  private int right;
  private int exponentDigits;

  LongDoubleFormat(List<LongDouble> values, PrintOptions options) {
    List<LongDouble> finite = values.stream().filter(LongDouble::isFinite).toList();
    precision = options.precision();
    exponential = needsExponent(finite, options.suppress());
    int fraction = 0;
    for (LongDouble v : finite) {
      BigDecimal d = digits(v);
      String[] parts = parts(d);
      left = Math.max(left, parts[0].length() + (v.isNegative() ? 1 : 0));
      fraction = Math.max(fraction, parts[1].length());
      exponentDigits = Math.max(exponentDigits, exponentText(exponent(d), 2).length() - 2);
    }
    right = fraction;
    if (exponential) {
      precision = fraction;
      right = exponentDigits + 2 + fraction;
    }
    if (finite.isEmpty()) {
      right = 0;
    }
    if (finite.size() < values.size()) {
      boolean sign = values.stream().anyMatch(v -> v.isInfinite() && v.isNegative());
      left = Math.max(left, 3 + (sign ? 1 : 0) - (right + 1));
    }
  }

  private static boolean needsExponent(List<LongDouble> finite, boolean suppress) {
    List<BigDecimal> sizes =
        finite.stream().map(v -> v.toBigDecimal().abs()).filter(v -> v.signum() != 0).toList();
    if (sizes.isEmpty()) {
      return false;
    }
    BigDecimal max = sizes.stream().max(BigDecimal::compareTo).orElseThrow();
    BigDecimal min = sizes.stream().min(BigDecimal::compareTo).orElseThrow();
    return max.compareTo(LARGEST_POSITIONAL) >= 0
        || (!suppress
            && (min.compareTo(SMALLEST_POSITIONAL) < 0
                || max.compareTo(min.multiply(LARGEST_RATIO)) > 0));
  }

  private BigDecimal digits(LongDouble v) {
    BigDecimal shortest = v.shortest();
    if (exponential) {
      return shortest.precision() <= precision + 1 ? shortest : significant(v);
    }
    return shortest.scale() <= precision
        ? shortest
        : v.toBigDecimal().abs().setScale(precision, RoundingMode.HALF_EVEN);
  }

  private BigDecimal significant(LongDouble v) {
    return v.toBigDecimal().abs().round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
  }

  private static int exponent(BigDecimal d) {
    return d.signum() == 0 ? 0 : d.precision() - d.scale() - 1;
  }

  private static String exponentText(int exponent, int width) {
    String s = Integer.toString(Math.abs(exponent));
    return (exponent < 0 ? "e-" : "e+") + "0".repeat(Math.max(0, width - s.length())) + s;
  }

  /** What stands before the point and behind it. */
  private String[] parts(BigDecimal d) {
    BigDecimal shown = exponential ? d.scaleByPowerOfTen(-exponent(d)) : d;
    String text = shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    int point = text.indexOf('.');
    return point < 0
        ? new String[] {text, ""}
        : new String[] {text.substring(0, point), text.substring(point + 1)};
  }

  /** The text of one of the values. */
  String format(LongDouble v) {
    if (!v.isFinite()) {
      String s = v.toString();
      return " ".repeat(Math.max(0, left + right + 1 - s.length())) + s;
    }
    BigDecimal d = exponential ? significant(v) : digits(v);
    String[] parts = parts(d);
    String whole = (v.isNegative() ? "-" : "") + parts[0];
    String padded = " ".repeat(Math.max(0, left - whole.length())) + whole + "." + parts[1];
    return exponential
        ? padded
            + "0".repeat(precision - parts[1].length())
            + exponentText(exponent(d), exponentDigits)
        : padded + " ".repeat(right - parts[1].length());
  }
}
