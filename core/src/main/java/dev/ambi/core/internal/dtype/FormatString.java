package dev.ambi.core.internal.dtype;

import dev.ambi.core.DType;
import dev.ambi.core.StructBuilder;
import dev.ambi.core.internal.DTypeParser;
import dev.ambi.core.internal.Reinterpret;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads formats separated by commas, each with a repeat count or a shape: {@code "i4, (2,3)f8"}.
 */
public final class FormatString {

  private static final Pattern ITEM =
      Pattern.compile(
          "(?<order>[<>|=]?)(?<repeat> *\\(?[ ,0-9]*\\)? *)(?<inner>[<>|=]?)"
              + "(?<type>[A-Za-z0-9.?]*(?:\\[[a-zA-Z0-9,.]*])?)");

  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
  private static final Pattern END = Pattern.compile("\\s+$");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final String text;
  private final List<MatchResult> items = new ArrayList<>();
  private final boolean aligned;

  private FormatString(String text, boolean aligned) {
    this.text = text;
    this.aligned = aligned;
  }

  /**
   * {@return whether a text is to be read as such formats: it starts with a count or a shape, or
   * has a comma}
   *
   * @param text the text
   */
  public static boolean is(String text) {
    int first = !text.isEmpty() && "<>|=".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
    if (first < text.length() && "0123456789(".indexOf(text.charAt(first)) >= 0) {
      return true;
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return the dtype: structured, its fields f0, f1, ..., or that of the only format}
   *
   * @param text the text
   * @param aligned whether fields are placed as a C compiler does
   * @throws IllegalArgumentException if it cannot be read
   */
  public static DType parse(String text, boolean aligned) {
    return new FormatString(text, aligned).read();
  }

  private DType read() {
    boolean list = false;
    int at = 0;
    while (at < text.length()) {
      Matcher m = ITEM.matcher(text).region(at, text.length());
      if (!m.lookingAt()) {
        throw notRecognized();
      }
      items.add(m.toMatchResult());
      at = m.end();
      if (at < text.length()) {
        Matcher separator = SEPARATOR.matcher(text).region(at, text.length());
        if (separator.lookingAt()) {
          list = true;
          at = separator.end();
        } else if (END.matcher(text).region(at, text.length()).lookingAt()) {
          at = text.length();
        } else {
          items.removeLast();
          throw notRecognized();
        }
      }
    }
    if (!list) {
      return item(items.getFirst(), text);
    }
    StructBuilder builder = DType.struct().aligned(aligned);
    items.forEach(item -> builder.field("", item(item, item.group("type"))));
    return builder.build();
  }

  private DType item(MatchResult m, String shown) {
    String order = m.group("order").isEmpty() ? m.group("inner") : m.group("order");
    if (!m.group("inner").isEmpty() && !plain(m.group("inner")).equals(plain(order))) {
      throw new IllegalArgumentException(
          "inconsistent byte-order specification " + order + " and " + m.group("inner"));
    }
    String repeat = m.group("repeat").strip();
    if (repeat.isEmpty() && !m.group("repeat").isEmpty()) {
      throw new IllegalArgumentException("invalid syntax: \"" + text + "\"");
    }
    String type = m.group("type");
    DType base;
    try {
      base = DTypeParser.parseOne(order + type);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("data type '" + shown + "' not understood", e);
    }
    if (repeat.isEmpty()) {
      return base;
    }
    long[] shape = shape(repeat);
    if (NUMBER.matcher(repeat).matches() && Reinterpret.isUnsized(base)) {
      return Reinterpret.withLength(base, shape[0]);
    }
    return DType.subArray(base, shape);
  }

  private static String plain(String order) {
    return order.equals("|") ? "=" : order;
  }

  private long[] shape(String repeat) {
    String inner = repeat;
    if (repeat.startsWith("(") && repeat.endsWith(")")) {
      inner = repeat.substring(1, repeat.length() - 1).strip();
      if (inner.isEmpty()) {
        return new long[0];
      }
      if (inner.endsWith(",")) {
        inner = inner.substring(0, inner.length() - 1).strip();
      }
    }
    String[] parts = inner.split(",", -1);
    long[] shape = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String digits = parts[i].strip();
      if (!NUMBER.matcher(digits).matches()) {
        throw new IllegalArgumentException("invalid syntax: \"" + text + "\"");
      }
      if (digits.length() > 18) {
        throw new IllegalArgumentException(
            "invalid shape in fixed-type tuple: dimension does not fit into a C int.");
      }
      shape[i] = Long.parseLong(digits);
    }
    return shape;
  }

  private IllegalArgumentException notRecognized() {
    return new IllegalArgumentException(
        "format number " + (items.size() + 1) + " of \"" + text + "\" is not recognized");
  }
}
