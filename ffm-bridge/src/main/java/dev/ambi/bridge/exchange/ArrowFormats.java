package dev.ambi.bridge.exchange;

import dev.ambi.core.DType;
import dev.ambi.core.DateTimeUnit;
import dev.ambi.core.TemporalDType;
import dev.ambi.core.TypeId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Arrow's format strings, and the dtypes whose elements lie in memory in the same way. */
final class ArrowFormats {
  static final String BOOL = "b";
  static final String STRUCT = "+s";

  /** Days in 32 bits. */
  static final String DATE32 = "tdD";

  static final String FIXED_BINARY = "w:";
  static final String FIXED_LIST = "+w:";

  private static final Map<String, DType> DTYPES = new LinkedHashMap<>();

  /** By how it begins: what a format is that no array has. */
  private static final Map<String, String> REFUSED = new LinkedHashMap<>();

  static {
    String[][] same = {
      {"c", "int8"},
      {"C", "uint8"},
      {"s", "int16"},
      {"S", "uint16"},
      {"i", "int32"},
      {"I", "uint32"},
      {"l", "int64"},
      {"L", "uint64"},
      {"e", "float16"},
      {"f", "float32"},
      {"g", "float64"},
      {"tss:", "datetime64[s]"},
      {"tsm:", "datetime64[ms]"},
      {"tsu:", "datetime64[us]"},
      {"tsn:", "datetime64[ns]"},
      {"tDs", "timedelta64[s]"},
      {"tDm", "timedelta64[ms]"},
      {"tDu", "timedelta64[us]"},
      {"tDn", "timedelta64[ns]"},
    };
    for (String[] pair : same) {
      DTYPES.put(pair[0], DType.parse(pair[1]));
    }
    String[][] refused = {
      {"n", "nulls without values"},
      {"z", "bytes of varying length"},
      {"Z", "bytes of varying length"},
      {"vz", "bytes of varying length"},
      {"u", "text of varying length"},
      {"U", "text of varying length"},
      {"vu", "text of varying length"},
      {"d:", "decimals"},
      {"tt", "times of day"},
      {"ti", "intervals of the calendar"},
      {"+l", "lists of varying length"},
      {"+L", "lists of varying length"},
      {"+vl", "lists of varying length"},
      {"+vL", "lists of varying length"},
      {"+m", "maps"},
      {"+u", "unions"},
      {"+r", "run-end encoded values"},
    };
    for (String[] pair : refused) {
      REFUSED.put(pair[0], pair[1]);
    }
  }

  private ArrowFormats() {}

  /**
   * {@return the format of elements that Arrow has in the same form}
   *
   * @throws IllegalArgumentException if it has not; the message says what to do
   */
  static String format(DType dtype) {
    if (dtype.id() == TypeId.BYTES || dtype.equals(DType.ofVoid(dtype.itemSize()))) {
      return FIXED_BINARY + dtype.itemSize();
    }
    for (Map.Entry<String, DType> known : DTYPES.entrySet()) {
      if (known.getValue().equals(dtype)) {
        return known.getKey();
      }
    }
    String instead =
        switch (dtype) {
          case TemporalDType _ -> "cast them to a unit of s, ms, us or ns";
          case DType d when d.id().isComplex() ->
              "view them as " + DType.of(d.id().realPart()) + " with one more axis of length 2";
          case DType d when d.id() == TypeId.STR -> "its text varies in length";
          case DType d when d.kind() == 'V' -> "export the fields with exportRecords";
          default -> "cast them to another dtype";
        };
    throw new IllegalArgumentException(
        "Arrow has no elements like " + dtype.repr() + ": " + instead);
  }

  /** Whether the format is that of timestamps with a time zone. */
  static boolean hasTimezone(String format) {
    return format.startsWith("ts") && format.indexOf(':') == 3 && format.length() > 4;
  }

  /**
   * {@return the dtype of elements in memory as Arrow has them}
   *
   * @param format the format, without a time zone
   * @param name of the column, for the message
   */
  static DType dtype(String format, String name) {
    DType dtype = DTYPES.get(format);
    if (dtype != null) {
      return dtype;
    }
    if (format.startsWith(FIXED_BINARY)) {
      return DType.ofVoid(number(format, FIXED_BINARY, name));
    }
    for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
      String start = refused.getKey();
      if (start.length() == 1 ? format.equals(start) : format.startsWith(start)) {
        throw new IllegalArgumentException(
            "%s: Arrow's format '%s' is of %s, which no array holds"
                .formatted(name, format, refused.getValue()));
      }
    }
    throw new IllegalArgumentException("%s: '%s' is no format of Arrow's".formatted(name, format));
  }

  /** {@return the number after the colon} */
  static long number(String format, String start, String name) {
    String digits = format.substring(start.length());
    if (!digits.isEmpty()
        && digits.length() < 11
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      long number = Long.parseLong(digits);
      if (number <= Integer.MAX_VALUE) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "%s: in Arrow's format '%s' there should be a number from 0 to 2147483647 after '%s'"
            .formatted(name, format, start));
  }

  /** Whether the dtype is days, which Arrow has in half as many bits. */
  static boolean isDays(DType dtype) {
    return dtype.toNative().equals(DType.dateTime64(DateTimeUnit.DAY));
  }
}
