package dev.ambi.core;

import dev.ambi.core.internal.datetime.Iso8601;
import dev.ambi.core.internal.datetime.IsoParser;
import dev.ambi.core.internal.datetime.Step;
import dev.ambi.core.internal.datetime.TimeValues;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * An element of a datetime64 array: a point in time, in the array's unit. Exact for every unit and
 * every count, which none of the types of {@code java.time} is; those that hold the value are a
 * method away.
 *
 * @param count how many times {@code multiple} units lie between the start of 1970 and this, or
 *     {@link #NAT}
 * @param unit the unit
 * @param multiple how many units one count stands for
 */
public record DateTimeValue(long count, DateTimeUnit unit, int multiple) {

  /** The count of NaT, "not a time". */
  public static final long NAT = Long.MIN_VALUE;

  /** Checks the multiple. */
  public DateTimeValue {
    multiple = new Step(unit, multiple).multiple();
  }

  /**
   * A point in time in whole units.
   *
   * @param count the number of units since the start of 1970
   * @param unit the unit
   */
  public DateTimeValue(long count, DateTimeUnit unit) {
    this(count, unit, 1);
  }

  /**
   * {@return the point in time that a text names, in the longest unit that has all of it}
   *
   * @param text a date or a date and a time as of ISO 8601, {@code NaT}, {@code now} or {@code
   *     today}
   * @throws IllegalArgumentException if it names none
   */
  public static DateTimeValue parse(String text) {
    return IsoParser.value(text);
  }

  /** {@return whether this is no point in time} */
  public boolean isNaT() {
    return count == NAT;
  }

  /** {@return the dtype that this is an element of} */
  public DType dtype() {
    return new DateTimeDType(unit, multiple, java.nio.ByteOrder.nativeOrder());
  }

  /**
   * {@return this point in time, taken as of UTC; what is shorter than a nanosecond is cut}
   *
   * @throws IllegalStateException if this is NaT or has no unit
   * @throws ArithmeticException if it is beyond what an Instant holds
   */
  public Instant toInstant() {
    return TimeValues.instant(this);
  }

  /**
   * {@return the date and time; what is shorter than a nanosecond is cut}
   *
   * @throws IllegalStateException if this is NaT or has no unit
   * @throws ArithmeticException if it is beyond what a LocalDateTime holds
   */
  public LocalDateTime toLocalDateTime() {
    return TimeValues.dateTime(this);
  }

  /**
   * {@return the date; the time of the day is cut}
   *
   * @throws IllegalStateException if this is NaT or has no unit
   * @throws ArithmeticException if it is beyond what a LocalDate holds
   */
  public LocalDate toLocalDate() {
    return toLocalDateTime().toLocalDate();
  }

  /** {@return the text in the format of ISO 8601, down to the unit; {@code NaT} for that} */
  @Override
  public String toString() {
    return Iso8601.format(count, new Step(unit, multiple));
  }
}
