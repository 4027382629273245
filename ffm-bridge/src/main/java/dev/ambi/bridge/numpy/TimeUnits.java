package dev.ambi.bridge.numpy;

import dev.ambi.bridge.layout.NumPy2;
import dev.ambi.bridge.object.PythonError;
import java.util.List;

/**
 * Units of datetime64 and timedelta64, as PyArray_DatetimeMetaData holds them: a number and how
 * many.
 */
final class TimeUnits {
  /** Where the unit lies in a descriptor's c_metadata. */
  static final long OFFSET = NumPy2.PyArray_DatetimeDTypeMetaData.META;

  /** NPY_FR_GENERIC. */
  static final int GENERIC = 14;

  /** By NPY_DATETIMEUNIT; 3 was business days once. */
  private static final List<String> NAMES =
      List.of("Y", "M", "W", "", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "generic");

  private TimeUnits() {}

  /**
   * {@code "ns"} or {@code "25s"} as one word: the unit in the lower half, the count in the upper.
   */
  static long parse(String unit, String whole) {
    int digits = 0;
    while (digits < unit.length() && Character.isDigit(unit.charAt(digits))) {
      digits++;
    }
    String name = unit.substring(digits);
    int base = name.isEmpty() ? -1 : NAMES.indexOf(name.equals("μs") ? "us" : name);
    if (base < 0 || digits > 9) {
      throw PythonError.type(
          "Invalid datetime unit \"" + name + "\" in metadata string \"" + whole + "\"");
    }
    int count = digits == 0 ? 1 : Integer.parseInt(unit.substring(0, digits));
    return (long) count << 32 | base;
  }

  /** {@code "[ns]"}; empty for the generic unit. */
  static String text(long packed) {
    int base = (int) packed;
    int count = (int) (packed >> 32);
    if (base == GENERIC) {
      return "";
    }
    return "[" + (count == 1 ? "" : count) + NAMES.get(base) + "]";
  }
}
