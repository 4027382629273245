package dev.ambi.cli;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON as Python's {@code json.dumps} does: on one line, ASCII only, floats as {@code repr}
 * gives them, and {@code NaN}, {@code Infinity} and {@code -Infinity} for those.
 */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private JsonWriter() {}

  /**
   * The JSON of null, Boolean, Number, String, List or Map of these.
   *
   * @throws IllegalArgumentException for anything else
   */
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Boolean b -> out.append(b.booleanValue());
      case Double d -> out.append(number(d));
      case Number n -> out.append(n);
      case String s -> string(s, out);
      case List<?> items -> {
        String comma = "[";
        for (Object item : items) {
          out.append(comma);
          write(item, out);
          comma = ", ";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> entries -> {
        String comma = "{";
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
          out.append(comma);
          string((String) entry.getKey(), out);
          out.append(": ");
          write(entry.getValue(), out);
          comma = ", ";
        }
        out.append(entries.isEmpty() ? "{}" : "}");
      }
      default -> throw new IllegalArgumentException("no JSON for a " + value.getClass());
    }
  }

  private static String number(double d) {
    if (Double.isNaN(d)) {
      return "NaN";
    }
    if (Double.isInfinite(d)) {
      return d > 0 ? "Infinity" : "-Infinity";
    }
    return NDArray.formatScalar(DType.FLOAT64, d);
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              out.append(HEX.charAt(c >> shift & 15));
            }
          }
        }
      }
    }
    out.append('"');
  }
}
