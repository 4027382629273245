package dev.ambi.core.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the literals of Python that a {@code .npy} header is made of: a dict becomes a {@link Map},
 * a tuple a {@link Tuple}, a list a {@link List}, a string a {@link String}, an int a {@link Long},
 * True and False a {@link Boolean}, None {@link #NONE}. It evaluates nothing, its depth and the
 * length of its numbers are bounded, and anything else is a {@link Malformed}.
 */
public final class PythonLiteral {

  /** Python's None. */
  public static final Object NONE = new Object();

  private static final int MAX_DEPTH = 32;

  /**
   * A tuple.
   *
   * @param items its items
   */
  public record Tuple(List<Object> items) {}

  /** The text is no literal that is known here. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param reason what is wrong
     */
    public Malformed(String reason) {
      super(reason);
    }
  }

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * {@return the value of the literal}
   *
   * @param text the literal
   * @throws Malformed if it is none
   */
  public static Object parse(String text) throws Malformed {
    PythonLiteral p = new PythonLiteral(text);
    Object value = p.value(0);
    p.skipSpace();
    if (p.at < text.length()) {
      throw p.malformed("unexpected " + p.found());
    }
    return value;
  }

  /**
   * {@return a value as Python writes it}
   *
   * @param value what {@link #parse} gives
   */
  public static String repr(Object value) {
    return switch (value) {
      case String s -> ScalarText.quote(s);
      case Boolean b -> b ? "True" : "False";
      case Long n -> n.toString();
      case List<?> list -> joined(list, "[", "]");
      case Tuple(List<Object> items) -> joined(items, "(", items.size() == 1 ? ",)" : ")");
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> repr(e.getKey()) + ": " + repr(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> "None";
    };
  }

  private static String joined(List<?> items, String start, String end) {
    return items.stream().map(PythonLiteral::repr).collect(Collectors.joining(", ", start, end));
  }

  private Object value(int depth) throws Malformed {
    if (depth > MAX_DEPTH) {
      throw malformed("nested too deeply");
    }
    skipSpace();
    char c = peek();
    switch (c) {
      case '{' -> {
        return dict(depth);
      }
      case '(' -> {
        return tuple(depth);
      }
      case '[' -> {
        return items(']', depth);
      }
      case '\'', '"' -> {
        return string();
      }
      default -> {
        if (c == '-' || c == '+' || isDigit(c)) {
          return integer();
        }
        return word();
      }
    }
  }

  private Map<Object, Object> dict(int depth) throws Malformed {
    Map<Object, Object> map = new LinkedHashMap<>();
    at++;
    while (true) {
      skipSpace();
      if (peek() == '}') {
        at++;
        return map;
      }
      Object key = value(depth + 1);
      skipSpace();
      expect(':');
      if (map.containsKey(key)) {
        throw malformed("the key '" + key + "' is there twice");
      }
      map.put(key, value(depth + 1));
      skipSpace();
      if (peek() != '}') {
        expect(',');
      }
    }
  }

  /** One value in parentheses without a comma is that value. */
  private Object tuple(int depth) throws Malformed {
    List<Object> items = items(')', depth);
    boolean comma = lastComma;
    return items.size() == 1 && !comma ? items.getFirst() : new Tuple(items);
  }

  private boolean lastComma;

  private List<Object> items(char end, int depth) throws Malformed {
    List<Object> items = new ArrayList<>();
    boolean comma = false;
    at++;
    while (true) {
      skipSpace();
      if (peek() == end) {
        at++;
        lastComma = comma;
        return items;
      }
      if (!items.isEmpty() && !comma) {
        throw malformed("unexpected " + found());
      }
      items.add(value(depth + 1));
      skipSpace();
      comma = peek() == ',';
      if (comma) {
        at++;
      }
    }
  }

  private String string() throws Malformed {
    char quote = text.charAt(at++);
    StringBuilder b = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == quote) {
        return b.toString();
      }
      if (c == '\n') {
        throw malformed("a string that does not end");
      }
      if (c == '\\') {
        b.appendCodePoint(escape());
        continue;
      }
      b.append(c);
    }
  }

  private int escape() throws Malformed {
    char c = peek();
    at++;
    return switch (c) {
      case '\\', '\'', '"' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'x' -> codePoint(2);
      case 'u' -> codePoint(4);
      case 'U' -> codePoint(8);
      default -> throw malformed("an unknown escape in a string");
    };
  }

  private int codePoint(int digits) throws Malformed {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(peek(), 16);
      at++;
      if (digit < 0) {
        throw malformed("an escape in a string without its " + digits + " digits");
      }
      value = value << 4 | digit;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw malformed("an escape in a string beyond all characters");
    }
    return (int) value;
  }

  private Long integer() throws Malformed {
    int start = at++;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    String digits = text.substring(start, at);
    if (at < text.length() && text.charAt(at) == 'L') {
      at++; // Python 2 wrote its long integers so
    }
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException _) {
      throw malformed(
          digits.length() < 2
              ? "a sign without a number"
              : "the number " + shortened(digits) + " is too large");
    }
  }

  private Object word() throws Malformed {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return switch (text.substring(start, at)) {
      case "True" -> true;
      case "False" -> false;
      case "None" -> NONE;
      default -> {
        at = start;
        throw malformed("unexpected " + found());
      }
    };
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws Malformed {
    if (at >= text.length()) {
      throw malformed("it ends too soon");
    }
    return text.charAt(at);
  }

  private void expect(char c) throws Malformed {
    if (peek() != c) {
      throw malformed("'" + c + "' expected, not " + found());
    }
    at++;
  }

  private String found() {
    return ScalarText.quote(shortened(text.substring(at)));
  }

  private static String shortened(String s) {
    return s.length() <= 20 ? s : s.substring(0, 20) + "...";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Malformed malformed(String what) {
    return new Malformed(what + ", at character " + at);
  }
}
