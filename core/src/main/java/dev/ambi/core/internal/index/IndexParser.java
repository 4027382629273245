package dev.ambi.core.internal.index;

import dev.ambi.core.Index;
import dev.ambi.core.Slice;

/** Reads the text notation of an index, {@code "1:5, ..., None, -1"}. */
public final class IndexParser {

  private IndexParser() {}

  /**
   * {@return the entries that the text names}
   *
   * @param text the notation
   */
  public static Index[] parse(String text) {
    String[] parts = text.split(",", -1);
    int n = parts.length;
    if (n > 1 && parts[n - 1].isBlank()) {
      n--; // "1," is a tuple of one, as in Python
    }
    Index[] entries = new Index[n];
    for (int i = 0; i < n; i++) {
      entries[i] = entry(parts[i].strip(), text);
    }
    return entries;
  }

  private static Index entry(String part, String text) {
    switch (part) {
      case "..." -> {
        return Index.ELLIPSIS;
      }
      case "None", "newaxis" -> {
        return Index.NEW_AXIS;
      }
      default -> {}
    }
    if (part.indexOf(':') < 0) {
      return Index.at(number(part, text));
    }
    String[] bounds = part.split(":", -1);
    if (bounds.length > 3) {
      throw malformed(part, text);
    }
    Long step = bounds.length == 3 ? bound(bounds[2], text) : null;
    return new Slice(bound(bounds[0], text), bound(bounds[1], text), step == null ? 1 : step);
  }

  private static Long bound(String part, String text) {
    String bound = part.strip();
    return bound.isEmpty() || bound.equals("None") ? null : (Long) number(bound, text);
  }

  private static long number(String part, String text) {
    try {
      return Long.parseLong(part);
    } catch (NumberFormatException e) {
      throw malformed(part, text);
    }
  }

  private static IllegalArgumentException malformed(String part, String text) {
    return new IllegalArgumentException(
        "'" + part + "' in the index '" + text + "' is no integer, slice, '...' or None");
  }
}
