package dev.ambi.core.internal;

import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.UserDType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Text of single elements: what {@code str} gives of a NumPy scalar. */
public final class ScalarText {

  private ScalarText() {}

  /**
   * {@return the text of an element}
   *
   * @param dtype the dtype it comes from
   * @param value a Boolean, a Number, a {@link Complex}, a {@code byte[]} or a String
   */
  public static String format(DType dtype, Object value) {
    return switch (dtype.id().kind()) {
      case 'b' -> (Boolean) value ? "True" : "False";
      case 'i', 'u' -> value.toString();
      case 'f' -> real(((Number) value).doubleValue(), dtype.id());
      case 'c' -> complex((Complex) value, dtype.id().realPart());
      case 'S' -> quoteBytes((byte[]) value);
      case 'M', 'm' -> value.toString();
      case 'V' -> opaque(dtype, value);
      default -> (String) value;
    };
  }

  private static String opaque(DType dtype, Object value) {
    if (dtype instanceof UserDType u) {
      return u.format(value);
    }
    return value instanceof byte[] bytes ? hex(bytes) : value.toString();
  }

  /** As NumPy writes void: no byte stands for itself. */
  private static String hex(byte[] bytes) {
    StringBuilder b = new StringBuilder("b'");
    for (byte v : bytes) {
      b.append(String.format("\\x%02X", v & 0xFF));
    }
    return b.append('\'').toString();
  }

  /** Like Python's float: always with a point or an exponent. */
  static String real(double v, TypeId type) {
    String s = part(v, type);
    boolean bare = s.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
    return bare ? s + ".0" : s;
  }

  private static String complex(Complex z, TypeId part) {
    String im = part(z.im(), part) + "j";
    if (z.re() == 0 && 1 / z.re() > 0) {
      return im;
    }
    boolean signed = im.startsWith("-");
    return "(" + part(z.re(), part) + (signed ? "" : "+") + im + ")";
  }

  /** Like a part of Python's complex: no point where there is nothing behind it. */
  private static String part(double v, TypeId type) {
    if (Double.isNaN(v)) {
      return "nan";
    }
    String sign = v < 0 || (v == 0 && 1 / v < 0) ? "-" : "";
    if (Double.isInfinite(v)) {
      return sign + "inf";
    }
    BigDecimal d = Digits.shortest(v, type);
    double abs = Math.abs(v);
    if (abs == 0 || (abs >= 1e-4 && abs < largestWithPoint(type))) {
      return sign + Digits.positional(d);
    }
    return sign + Digits.mantissa(d) + Digits.exponentText(Digits.exponent(d), 2);
  }

  /** Beyond this the digits before the point would be more than the type holds. */
  private static double largestWithPoint(TypeId type) {
    return switch (type) {
      case FLOAT16 -> 1e3;
      case FLOAT32 -> 1e6;
      default -> 1e16;
    };
  }

  /**
   * {@return the bytes as Python's {@code repr} writes them: {@code b'a\x00'}}
   *
   * @param bytes the bytes
   */
  public static String quoteBytes(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    StringBuilder b = new StringBuilder("b");
    char quote = quoteFor(text);
    b.append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!escape(b, c, quote)) {
        b.append(c < 0x20 || c >= 0x7F ? String.format("\\x%02x", (int) c) : String.valueOf(c));
      }
    }
    return b.append(quote).toString();
  }

  /**
   * {@return the text as Python's {@code repr} writes it}
   *
   * @param text the text
   */
  public static String quote(String text) {
    StringBuilder b = new StringBuilder();
    char quote = quoteFor(text);
    b.append(quote);
    text.codePoints()
        .forEach(c -> {
          if (!escape(b, c, quote)) {
            if (isPrintable(c)) {
              b.appendCodePoint(c);
            } else {
              b.append(
                  c < 0x100
                      ? String.format("\\x%02x", c)
                      : c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
            }
          }
        });
    return b.append(quote).toString();
  }

  private static char quoteFor(String text) {
    return text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
  }

  private static boolean escape(StringBuilder b, int c, char quote) {
    switch (c) {
      case '\t' -> b.append("\\t");
      case '\n' -> b.append("\\n");
      case '\r' -> b.append("\\r");
      case '\\' -> b.append("\\\\");
      default -> {
        if (c != quote) {
          return false;
        }
        b.append('\\').append(quote);
      }
    }
    return true;
  }

  /** Python prints what is not in the categories "other" and "separator", and the space. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
