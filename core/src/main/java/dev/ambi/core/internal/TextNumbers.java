package dev.ambi.core.internal;

import dev.ambi.core.Complex;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers from text, as Python's {@code int}, {@code float} and {@code complex} read them. */
public final class TextNumbers {

  private static final String DIGITS = "[0-9](?:_?[0-9])*";
  private static final String FLOAT =
      "(?:(?:DD\\.?(?:DD)?|\\.DD)(?:[eE][+-]?DD)?|inf(?:inity)?|nan)".replace("DD", DIGITS);
  private static final Pattern INTEGER = Pattern.compile("[+-]?" + DIGITS);
  private static final Pattern REAL = Pattern.compile("[+-]?" + FLOAT, Pattern.CASE_INSENSITIVE);
  private static final Pattern COMPLEX =
      Pattern.compile(
          "(?<re>[+-]?FF)?(?<im>(?:[+-](?:FF)?|(?<!.)(?:FF)?)j)?".replace("FF", FLOAT),
          Pattern.CASE_INSENSITIVE);

  private TextNumbers() {}

  static BigInteger integer(String text) {
    String s = text.strip();
    if (!INTEGER.matcher(s).matches()) {
      throw new IllegalArgumentException(
          "invalid literal for int() with base 10: " + ScalarText.quote(text));
    }
    return new BigInteger(s.replace("_", ""));
  }

  public static double real(String text) {
    String s = text.strip();
    if (!REAL.matcher(s).matches()) {
      throw new IllegalArgumentException(
          "could not convert string to float: " + ScalarText.quote(text));
    }
    return number(s);
  }

  static Complex complex(String text) {
    String s = text.strip();
    if (s.startsWith("(") && s.endsWith(")")) {
      s = s.substring(1, s.length() - 1).strip();
    }
    Matcher m = COMPLEX.matcher(s);
    if (s.isEmpty() || !m.matches()) {
      throw new IllegalArgumentException("complex() arg is a malformed string");
    }
    String im = m.group("im");
    return new Complex(
        m.group("re") == null ? 0 : number(m.group("re")),
        im == null ? 0 : imaginary(im.substring(0, im.length() - 1)));
  }

  private static double imaginary(String s) {
    return switch (s) {
      case "", "+" -> 1;
      case "-" -> -1;
      default -> number(s);
    };
  }

  private static double number(String s) {
    String lower = s.toLowerCase(Locale.ROOT).replace("_", "");
    double sign = lower.startsWith("-") ? -1 : 1;
    if (lower.contains("inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    return lower.contains("nan") ? Double.NaN : Double.parseDouble(lower);
  }
}
