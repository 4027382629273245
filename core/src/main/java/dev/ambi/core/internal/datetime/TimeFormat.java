package dev.ambi.core.internal.datetime;

import dev.ambi.core.DateTimeValue;
import dev.ambi.core.TimeDeltaValue;
import java.util.Comparator;
import java.util.List;

/**
 * Writes points and spans of time in columns, as NumPy's arrays do: points in quotes, spans as bare
 * numbers.
 *
 * @param width how wide a column is
 */
public record TimeFormat(int width) {

  private static final String NAT = "'" + Iso8601.NAT + "'";

  /**
   * {@return the format for some values}
   *
   * @param shown the values, each a {@link DateTimeValue} or a {@link TimeDeltaValue}
   */
  public static TimeFormat of(List<Object> shown) {
    List<Object> times = shown.stream().filter(v -> count(v) != Moment.NAT).toList();
    int width = times.size() < shown.size() ? NAT.length() : 0;
    if (!times.isEmpty()) {
      // NumPy takes the width of the least and the greatest for that of all.
      Comparator<Object> order = Comparator.comparingLong(TimeFormat::count);
      width = Math.max(width, text(times.stream().min(order).get()).length());
      width = Math.max(width, text(times.stream().max(order).get()).length());
    }
    return new TimeFormat(width);
  }

  private static long count(Object v) {
    return v instanceof DateTimeValue d ? d.count() : ((TimeDeltaValue) v).count();
  }

  private static String text(Object v) {
    if (count(v) == Moment.NAT) {
      return NAT;
    }
    return v instanceof DateTimeValue d ? "'" + d + "'" : Long.toString(count(v));
  }

  /**
   * {@return a value, flush right}
   *
   * @param v the value
   */
  public String format(Object v) {
    String text = text(v);
    return " ".repeat(Math.max(width - text.length(), 0)) + text;
  }
}
