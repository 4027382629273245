package dev.ambi.cli.bind;

import dev.ambi.cli.bind.Expression.NotConstantException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of C's literals. */
final class Literals {
  private static final Pattern WHOLE =
      Pattern.compile("(0[xX][0-9a-fA-F']+|0[bB][01']+|0[0-7']*|[1-9][0-9']*)([uUlLzZ]*)");
  private static final Pattern REAL =
      Pattern.compile(
          "((?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
              + "|0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)([fF]?)");

  private Literals() {}

  /**
   * A number.
   *
   * @param inCondition whether the preprocessor asks, to which all whole numbers have 64 bits
   */
  static Constant number(String text, boolean inCondition) throws NotConstantException {
    Matcher whole = WHOLE.matcher(text);
    if (whole.matches()) {
      return whole(whole.group(1).replace("'", ""), whole.group(2), inCondition);
    }
    Matcher real = REAL.matcher(text);
    if (!real.matches() || inCondition) {
      throw new NotConstantException(text + " is no number that Java has");
    }
    boolean single = !real.group(2).isEmpty();
    String digits = real.group(1);
    return single
        ? new Constant.Real(Float.parseFloat(digits), CNumber.FLOAT)
        : new Constant.Real(Double.parseDouble(digits), CNumber.DOUBLE);
  }

  private static Constant whole(String digits, String suffix, boolean inCondition)
      throws NotConstantException {
    String lower = digits.toLowerCase(Locale.ROOT);
    boolean decimal = lower.charAt(0) != '0';
    BigInteger value =
        lower.startsWith("0x")
            ? new BigInteger(lower.substring(2), 16)
            : lower.startsWith("0b")
                ? new BigInteger(lower.substring(2), 2)
                : new BigInteger(lower, decimal ? 10 : 8);
    if (value.bitLength() > 64) {
      throw new NotConstantException(digits + " has more than 64 bits");
    }
    String end = suffix.toLowerCase(Locale.ROOT);
    boolean unsigned = end.contains("u");
    boolean isLong = inCondition || end.contains("l") || end.contains("z");
    return new Constant.Whole(value.longValue(), type(value, decimal, unsigned, isLong));
  }

  /** The first of the types that has the value. */
  private static CNumber type(BigInteger value, boolean decimal, boolean unsigned, boolean isLong) {
    int bits = value.bitLength();
    if (!isLong && !unsigned && bits <= 31) {
      return CNumber.INT;
    }
    if (!isLong && (unsigned || !decimal) && bits <= 32) {
      return CNumber.UNSIGNED_INT;
    }
    return !unsigned && bits <= 63 ? CNumber.LONG : CNumber.UNSIGNED_LONG;
  }

  /** A character, which is an {@code int} in C. */
  static Constant character(String text) throws NotConstantException {
    boolean plain = text.startsWith("'");
    byte[] bytes = bytes(text.substring(text.indexOf('\'') + 1, text.length() - 1));
    if (plain && bytes.length == 1) {
      return new Constant.Whole(bytes[0], CNumber.INT);
    }
    String decoded = decode(bytes);
    if (plain || decoded.codePointCount(0, decoded.length()) != 1) {
      throw new NotConstantException(text + " is not one character");
    }
    return new Constant.Whole(decoded.codePointAt(0), CNumber.INT);
  }

  /** A text, in parts that stand side by side. */
  static Constant text(List<Token> parts) throws NotConstantException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Token part : parts) {
      String text = part.text();
      if (!text.startsWith("\"") && !text.startsWith("u8")) {
        throw new NotConstantException("texts of wide characters are no const char *");
      }
      all.writeBytes(bytes(text.substring(text.indexOf('"') + 1, text.length() - 1)));
    }
    return new Constant.Text(decode(all.toByteArray()));
  }

  private static String decode(byte[] bytes) throws NotConstantException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new NotConstantException("its text is not UTF-8");
    }
  }

  /** What is between quotes, in UTF-8, escapes resolved. */
  private static byte[] bytes(String text) throws NotConstantException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c != '\\') {
        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      int end = escape(text, i);
      String word = text.substring(i, end);
      i = end;
      char kind = word.charAt(0);
      if (kind == 'u' || kind == 'U') {
        int point = Integer.parseInt(word.substring(1), 16);
        if (!Character.isValidCodePoint(point)) {
          throw new NotConstantException("\\" + word + " is no character");
        }
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
      } else if (kind == 'x') {
        out.write(Integer.parseInt(word.substring(1), 16));
      } else if (kind >= '0' && kind <= '7') {
        out.write(Integer.parseInt(word, 8));
      } else {
        int at = "abfnrtve'\"?\\".indexOf(kind);
        if (at < 0) {
          throw new NotConstantException("\\" + word + " is no escape");
        }
        out.write("\u0007\b\f\n\r\t\u000b\u001b'\"?\\".charAt(at));
      }
    }
    return out.toByteArray();
  }

  private static final Pattern ESCAPE =
      Pattern.compile("u[0-9a-fA-F]{4}|U00[0-9a-fA-F]{6}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[^uUx0-7]");

  private static int escape(String text, int from) throws NotConstantException {
    Matcher matcher = ESCAPE.matcher(text);
    matcher.region(from, text.length());
    if (!matcher.lookingAt()) {
      throw new NotConstantException("a text ends in the middle of an escape");
    }
    return matcher.end();
  }
}
