package dev.ambi.core;

import dev.ambi.core.internal.datetime.Iso8601;
import dev.ambi.core.internal.datetime.Iso8601.Zone;
import dev.ambi.core.internal.datetime.Step;
import dev.ambi.core.internal.datetime.TemporalTypes;
import dev.ambi.core.internal.datetime.TimeRange;
import java.time.ZoneId;
import java.util.Locale;

/** Functions of datetime64 and timedelta64 arrays that are no ufuncs. */
public final class DateTimes {

  private DateTimes() {}

  /**
   * {@return the points in time, or spans, {@code start}, {@code start + step}, ... before {@code
   * stop}, in the longest unit that holds all three}
   *
   * @param start the first, a point or a span: a {@link DateTimeValue}, a {@link TimeDeltaValue}, a
   *     value of {@code java.time}; a span may also be a number
   * @param stop the end, not an element; beside a point also a span, counted from {@code start}
   * @param step the distance, a span; null for one of the unit
   * @throws IllegalArgumentException if one of them is NaT, the step zero, or the units have
   *     nothing in common
   */
  public static NDArray arange(Object start, Object stop, Object step) {
    return TimeRange.of(start, stop, step, null);
  }

  /**
   * {@return the points in time, or spans, {@code start}, {@code start + step}, ... before {@code
   * stop}}
   *
   * @param start the first, as for {@link #arange(Object, Object, Object)} or a text; null for a
   *     span of zero
   * @param stop the end, not an element
   * @param step the distance, a span; null for one of the unit
   * @param dtype datetime64 or timedelta64; without a unit it gets the longest that holds all three
   * @throws IllegalArgumentException if one of them is NaT or does not fit the dtype, or the step
   *     is zero
   */
  public static NDArray arange(Object start, Object stop, Object step, DType dtype) {
    return TimeRange.of(start, stop, step, dtype);
  }

  /**
   * {@return the span that one count of a dtype stands for: NumPy's {@code datetime_data}}
   *
   * @param dtype datetime64 or timedelta64
   * @throws IllegalArgumentException if it is neither
   */
  public static TimeDeltaValue datetimeData(DType dtype) {
    if (!dtype.id().isTemporal()) {
      throw new IllegalArgumentException("cannot get datetime metadata from non-datetime type");
    }
    Step step = Step.of(dtype);
    return new TimeDeltaValue(step.multiple(), step.unit());
  }

  /**
   * {@return the points in time as text of ISO 8601, down to their unit, without a zone}
   *
   * @param a an array of datetime64
   */
  public static NDArray datetimeAsString(NDArray a) {
    return datetimeAsString(a, null, "naive", Casting.SAME_KIND);
  }

  /**
   * {@return the points in time as text of ISO 8601, in an array of str of the same shape}
   *
   * @param a an array of datetime64
   * @param unit the unit down to which they are written, such as {@code D}; {@code auto} for the
   *     longest that loses nothing; null for that of the array
   * @param timezone what follows the time: {@code naive} nothing, {@code UTC} a Z, {@code local}
   *     the offset of the system's zone, whose time is written
   * @param casting what may be lost
   * @throws IllegalArgumentException if the array is of another dtype, the unit or timezone
   *     unknown, or more would be lost
   */
  public static NDArray datetimeAsString(NDArray a, String unit, String timezone, Casting casting) {
    Zone zone =
        switch (timezone) {
          case "naive" -> Zone.NAIVE;
          case "UTC" -> Zone.UTC;
          case "local" -> new Zone(false, ZoneId.systemDefault(), true);
          default ->
              throw new IllegalArgumentException(
                  "Unsupported timezone input string \"" + timezone + "\"");
        };
    return asString(a, unit, zone, casting);
  }

  /**
   * {@return the points in time as text of ISO 8601 in the time of a zone, with its offset}
   *
   * @param a an array of datetime64
   * @param unit the unit as for {@link #datetimeAsString(NDArray, String, String, Casting)}
   * @param zone the zone
   * @param casting what may be lost
   * @throws IllegalArgumentException if the array is of another dtype, the unit unknown, or more
   *     would be lost
   */
  public static NDArray datetimeAsString(NDArray a, String unit, ZoneId zone, Casting casting) {
    return asString(a, unit, new Zone(false, zone, false), casting);
  }

  private static NDArray asString(NDArray a, String unitName, Zone zone, Casting casting) {
    if (a.dtype().id() != TypeId.DATETIME64) {
      throw new IllegalArgumentException("input must have type NumPy datetime");
    }
    Step step = Step.of(a.dtype());
    DateTimeUnit unit = unit(unitName, step, casting);
    NDArray result = NDArray.zeros(DType.str(Iso8601.length(unit, zone.zone() != null)), a.shape);
    NDArray from = a.ravel();
    NDArray to = result.ravel();
    for (long i = 0; i < from.size(); i++) {
      to.setObject(Iso8601.format(from.getLong(i), step, unit, zone, casting), i);
    }
    return result;
  }

  private static DateTimeUnit unit(String name, Step step, Casting casting) {
    if (name == null) {
      return step.unit();
    }
    if (name.equals("auto")) {
      return null;
    }
    DateTimeUnit unit = DateTimeUnit.of(name);
    if (!TemporalTypes.canCastUnits(step.unit(), unit, casting)) {
      throw new IllegalArgumentException(
          "Cannot create a datetime string as units '"
              + unit.symbol()
              + "' from a NumPy datetime with units '"
              + step.unit().symbol()
              + "' according to the rule '"
              + casting.name().toLowerCase(Locale.ROOT)
              + "'");
    }
    return unit;
  }
}
