package dev.ambi.core.internal.datetime;

import dev.ambi.core.DateTimeUnit;
import dev.ambi.core.DateTimeValue;
import dev.ambi.core.TimeDeltaValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;

/** Points and spans of time as values of {@code java.time}. */
public final class TimeValues {

  private static final long NANO_ATTOS = 1_000_000_000;

  private TimeValues() {}

  /**
   * {@return the point in time}
   *
   * @param v the value
   */
  public static Instant instant(DateTimeValue v) {
    return dateTime(v).toInstant(ZoneOffset.UTC);
  }

  /**
   * {@return the date and time}
   *
   * @param v the value
   */
  public static LocalDateTime dateTime(DateTimeValue v) {
    checkKnown(v.isNaT(), v.unit());
    Moment m = Moment.of(v.count(), new Step(v.unit(), v.multiple()));
    try {
      return LocalDateTime.of(
          LocalDate.of(Math.toIntExact(m.year()), m.month(), m.day()),
          LocalTime.ofNanoOfDay(m.second() * NANO_ATTOS + m.attos() / NANO_ATTOS));
    } catch (DateTimeException _) {
      throw new ArithmeticException("the year of " + v + " is beyond those of java.time");
    }
  }

  /**
   * {@return the span}
   *
   * @param v the value
   */
  public static Duration duration(TimeDeltaValue v) {
    checkKnown(v.isNaT(), v.unit());
    if (v.unit().isCalendar()) {
      throw new IllegalStateException("how long " + v + " are is not known");
    }
    Step step = new Step(v.unit(), v.multiple());
    Step whole = new Step(DateTimeUnit.SECOND, 1);
    if (v.unit().compareTo(DateTimeUnit.SECOND) <= 0) {
      return Duration.ofSeconds(Math.multiplyExact(v.count(), StepMath.factor(step, whole).num()));
    }
    long count = Math.multiplyExact(v.count(), v.multiple());
    long perSecond = Moment.perSecond(v.unit());
    long nanos = 1_000_000_000;
    long rest = Math.floorMod(count, perSecond);
    return Duration.ofSeconds(
        Math.floorDiv(count, perSecond),
        perSecond <= nanos ? rest * (nanos / perSecond) : rest / (perSecond / nanos));
  }

  /**
   * {@return the span in years, months or days}
   *
   * @param v the value
   */
  public static Period period(TimeDeltaValue v) {
    checkKnown(v.isNaT(), v.unit());
    int count = Math.toIntExact(Math.multiplyExact(v.count(), v.multiple()));
    return switch (v.unit()) {
      case YEAR -> Period.ofYears(count);
      case MONTH -> Period.ofMonths(count);
      case WEEK -> Period.ofWeeks(count);
      case DAY -> Period.ofDays(count);
      default -> throw new IllegalStateException(v + " is no period of days, months or years");
    };
  }

  private static void checkKnown(boolean isNaT, DateTimeUnit unit) {
    if (isNaT) {
      throw new IllegalStateException("NaT is no value of java.time");
    }
    if (unit == DateTimeUnit.GENERIC) {
      throw new IllegalStateException("a count of generic units is no value of java.time");
    }
  }
}
