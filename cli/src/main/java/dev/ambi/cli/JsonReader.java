package dev.ambi.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value as Python's {@code json} does: {@code NaN}, {@code Infinity} and {@code
 * -Infinity} are floats, a number with a fraction or an exponent is a float, any other an int of
 * any size, and of equal names in an object the last counts.
 *
 * <p>Written here because the libraries cost a call of the command 20 to 40 ms of start-up, a third
 * of all its time, and still would have to be taught the points above.
 */
final class JsonReader {
  /** Deeper nesting is an error, and not a stack that overflows. */
  private static final int MOST_DEPTH = 500;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /** A text is no JSON; the message says what and where. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * The value in the text: null, Boolean, Long, BigInteger, Double, String, List or Map, the last
   * two mutable.
   *
   * @throws SyntaxException when the text is anything else than one JSON value
   */
  static Object read(String text) throws SyntaxException {
    JsonReader reader = new JsonReader(text);
    reader.skipSpace();
    Object value = reader.value();
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.error("more text after the value");
    }
    return value;
  }

  private Object value() throws SyntaxException {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 'n' -> word("null", null);
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'N' -> word("NaN", Double.NaN);
      case 'I' -> word("Infinity", Double.POSITIVE_INFINITY);
      case '-' ->
          text.startsWith("-I", at) ? word("-Infinity", Double.NEGATIVE_INFINITY) : number();
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw error("a value is expected");
    };
  }

  private Object word(String word, Object value) throws SyntaxException {
    if (!text.startsWith(word, at)) {
      throw error("a value is expected");
    }
    at += word.length();
    return value;
  }

  private Object number() throws SyntaxException {
    int begin = at;
    take('-');
    if (!take('0')) {
      digits();
    }
    boolean isFloat = false;
    if (take('.')) {
      isFloat = true;
      digits();
    }
    if (take('e') || take('E')) {
      isFloat = true;
      if (!take('+')) {
        take('-');
      }
      digits();
    }
    String number = text.substring(begin, at);
    if (isFloat) {
      return Double.valueOf(number);
    }
    // 18 digits always fit.
    if (number.length() <= 18) {
      return Long.valueOf(number);
    }
    BigInteger big = new BigInteger(number);
    return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
  }

  private void digits() throws SyntaxException {
    int begin = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == begin) {
      throw error("a digit is expected");
    }
  }

  private String string() throws SyntaxException {
    at++;
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next("the string has no end");
      switch (c) {
        case '"' -> {
          return out.toString();
        }
        case '\\' -> out.append(escaped());
        default -> {
          if (c < ' ') {
            at--;
            throw error("a control character in a string");
          }
          out.append(c);
        }
      }
    }
  }

  private char escaped() throws SyntaxException {
    char c = next("the string has no end");
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next("the string has no end"), 16);
          if (digit < 0) {
            at--;
            throw error("four hexadecimal digits are expected after \\u");
          }
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> {
        at--;
        throw error("no such escape");
      }
    };
  }

  private List<Object> array() throws SyntaxException {
    enter();
    List<Object> items = new ArrayList<>();
    skipSpace();
    if (!take(']')) {
      do {
        skipSpace();
        items.add(value());
        skipSpace();
      } while (take(','));
      require(']', "a comma or ] is expected");
    }
    depth--;
    return items;
  }

  private Map<String, Object> object() throws SyntaxException {
    enter();
    Map<String, Object> entries = new LinkedHashMap<>();
    skipSpace();
    if (!take('}')) {
      do {
        skipSpace();
        if (peek() != '"') {
          throw error("a name in double quotes is expected");
        }
        String name = string();
        skipSpace();
        require(':', "a colon is expected");
        skipSpace();
        entries.put(name, value());
        skipSpace();
      } while (take(','));
      require('}', "a comma or } is expected");
    }
    depth--;
    return entries;
  }

  private void enter() throws SyntaxException {
    if (++depth > MOST_DEPTH) {
      throw error("nested more than " + MOST_DEPTH + " deep");
    }
    at++;
  }

  private void require(char c, String otherwise) throws SyntaxException {
    if (!take(c)) {
      throw error(otherwise);
    }
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char next(String otherwise) throws SyntaxException {
    if (at == text.length()) {
      throw error(otherwise);
    }
    return text.charAt(at++);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private SyntaxException error(String what) {
    return new SyntaxException(what + ", at character " + (at + 1));
  }
}
