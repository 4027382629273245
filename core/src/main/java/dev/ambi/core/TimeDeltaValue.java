package dev.ambi.core;

import dev.ambi.core.internal.datetime.SpanText;
import dev.ambi.core.internal.datetime.Step;
import dev.ambi.core.internal.datetime.TimeValues;
import java.time.Duration;
import java.time.Period;

/**
 * An element of a timedelta64 array: a span of time, in the array's unit.
 *
 * @param count how many times {@code multiple} units the span is long, or {@link #NAT}
 * @param unit the unit
 * @param multiple how many units one count stands for
 */
public record TimeDeltaValue(long count, DateTimeUnit unit, int multiple) {

  /** The count of NaT, "not a time". */
  public static final long NAT = Long.MIN_VALUE;

  /** Checks the multiple. */
  public TimeDeltaValue {
    multiple = new Step(unit, multiple).multiple();
  }

  /**
   * A span of whole units.
   *
   * @param count the number of units
   * @param unit the unit
   */
  public TimeDeltaValue(long count, DateTimeUnit unit) {
    this(count, unit, 1);
  }

  /** {@return whether this is no span} */
  public boolean isNaT() {
    return count == NAT;
  }

  /** {@return the dtype that this is an element of} */
  public DType dtype() {
    return new TimeDeltaDType(unit, multiple, java.nio.ByteOrder.nativeOrder());
  }

  /**
   * {@return the span; what is shorter than a nanosecond is cut}
   *
   * @throws IllegalStateException if this is NaT, or in years or months or without a unit, whose
   *     length is not known
   * @throws ArithmeticException if it is beyond what a Duration holds
   */
  public Duration toDuration() {
    return TimeValues.duration(this);
  }

  /**
   * {@return the span in years, months or days}
   *
   * @throws IllegalStateException if this is NaT or in a unit that is none of years, months, weeks
   *     and days
   * @throws ArithmeticException if it is beyond what a Period holds
   */
  public Period toPeriod() {
    return TimeValues.period(this);
  }

  /** {@return the span as text, such as {@code 5 days}; {@code NaT} for that} */
  @Override
  public String toString() {
    return SpanText.format(count, new Step(unit, multiple));
  }
}
