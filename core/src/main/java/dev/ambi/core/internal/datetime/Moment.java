package dev.ambi.core.internal.datetime;

import dev.ambi.core.DateTimeUnit;

/**
 * A point in time by calendar and clock: the Gregorian calendar, extended in both directions, with
 * days of 86400 seconds.
 *
 * <p>Years are 64-bit numbers. Where a count is so large that the arithmetic overflows, it wraps
 * around.
 *
 * @param year the year; 0 is the year before 1
 * @param month the month, from 1
 * @param day the day of the month, from 1
 * @param second the second of the day, from 0
 * @param attos the attoseconds within the second
 */
record Moment(long year, int month, int day, int second, long attos) {

  /** NaT, the count that stands for no time. */
  static final long NAT = Long.MIN_VALUE;

  private static final long EPOCH_YEAR = 1970;
  private static final int DAY_SECONDS = 86400;
  private static final long SECOND_ATTOS = 1_000_000_000_000_000_000L;

  /** The days of 400 years. */
  private static final long CYCLE_DAYS = 400 * 365 + 97;

  /** From the start of 1970 to the 1st of March 2000, with which a cycle of leap years begins. */
  private static final long CYCLE_START = 30 * 365 + 7 + 31 + 29;

  /** Days before each month of a year that begins in March. */
  private static final int[] MARCH_DAYS = {0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337};

  /**
   * {@return the point in time that a count stands for}
   *
   * @param count the count, not NaT
   * @param step what it counts
   * @throws IllegalArgumentException if that is not known
   */
  static Moment of(long count, Step step) {
    long n = count * step.multiple();
    DateTimeUnit unit = step.unit();
    return switch (unit) {
      case GENERIC ->
          throw new IllegalArgumentException(
              "Cannot convert a NumPy datetime value other than NaT with generic units");
      case YEAR -> new Moment(EPOCH_YEAR + n, 1, 1, 0, 0);
      case MONTH ->
          new Moment(EPOCH_YEAR + Math.floorDiv(n, 12), (int) Math.floorMod(n, 12L) + 1, 1, 0, 0);
      case WEEK -> ofDays(n * 7, 0, 0);
      case DAY -> ofDays(n, 0, 0);
      case HOUR, MINUTE -> {
        int length = unit == DateTimeUnit.HOUR ? 3600 : 60;
        long perDay = DAY_SECONDS / length;
        yield ofDays(Math.floorDiv(n, perDay), (int) Math.floorMod(n, perDay) * length, 0);
      }
      default -> {
        long perSecond = perSecond(unit);
        long seconds = Math.floorDiv(n, perSecond);
        yield ofDays(
            Math.floorDiv(seconds, (long) DAY_SECONDS),
            (int) Math.floorMod(seconds, (long) DAY_SECONDS),
            Math.floorMod(n, perSecond) * (SECOND_ATTOS / perSecond));
      }
    };
  }

  /** {@return how many of a unit of a second or less there are in a second} */
  static long perSecond(DateTimeUnit unit) {
    long n = 1;
    for (int u = DateTimeUnit.SECOND.ordinal(); u < unit.ordinal(); u++) {
      n *= 1000;
    }
    return n;
  }

  /**
   * {@return the point in time at a day and a time of day}
   *
   * @param days the days since the start of 1970
   * @param second the second of the day
   * @param attos the attoseconds within the second
   */
  static Moment ofDays(long days, int second, long attos) {
    long shifted = days - CYCLE_START;
    long cycle = Math.floorDiv(shifted, CYCLE_DAYS);
    int rest = (int) Math.floorMod(shifted, CYCLE_DAYS);
    // Each of these divisions leaves out the leap days that the longer cycles add or take away.
    int year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int dayOfYear = rest - (365 * year + year / 4 - year / 100);
    int month = 11;
    while (MARCH_DAYS[month] > dayOfYear) {
      month--;
    }
    boolean next = month >= 10; // January and February belong to the year that began in March
    return new Moment(
        2000 + 400 * cycle + year + (next ? 1 : 0),
        next ? month - 9 : month + 3,
        dayOfYear - MARCH_DAYS[month] + 1,
        second,
        attos);
  }

  /** {@return the days from the start of 1970 to the start of this day} */
  long days() {
    long y = month <= 2 ? year - 1 : year;
    int dayOfYear = MARCH_DAYS[(month + 9) % 12] + day - 1;
    long leaps = Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    // 719468 days lie between the 1st of March of the year 0 and the start of 1970.
    return y * 365 + leaps + dayOfYear - 719468;
  }

  /**
   * {@return the count of steps since 1970, rounded down}
   *
   * @param step what is counted
   * @throws IllegalArgumentException if that is not known
   */
  long count(Step step) {
    DateTimeUnit unit = step.unit();
    long n =
        switch (unit) {
          case GENERIC ->
              throw new IllegalArgumentException(
                  "Cannot create a NumPy datetime other than NaT with generic units");
          case YEAR -> year - EPOCH_YEAR;
          case MONTH -> 12 * (year - EPOCH_YEAR) + month - 1;
          case WEEK -> Math.floorDiv(days(), 7);
          case DAY -> days();
          case HOUR -> days() * 24 + second / 3600;
          case MINUTE -> days() * 1440 + second / 60;
          default -> {
            long perSecond = perSecond(unit);
            long seconds = days() * DAY_SECONDS + second;
            yield seconds * perSecond + attos / (SECOND_ATTOS / perSecond);
          }
        };
    return floorDiv(n, n < 0, step.multiple());
  }

  /**
   * {@return a product divided and rounded down; as in NumPy the sign is that of the factor, even
   * if the product has overflown}
   *
   * @param n the product
   * @param negative whether it is negative
   * @param divisor what to divide by, positive
   */
  static long floorDiv(long n, boolean negative, long divisor) {
    return negative ? (n - (divisor - 1)) / divisor : n / divisor;
  }

  /**
   * {@return this point in time some minutes later}
   *
   * @param minutes how many, less than a day's
   */
  Moment plusMinutes(int minutes) {
    int total = second + minutes * 60;
    return ofDays(
        days() + Math.floorDiv(total, DAY_SECONDS), Math.floorMod(total, DAY_SECONDS), attos);
  }

  /**
   * {@return whether a year has a 29th of February}
   *
   * @param year the year
   */
  static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /**
   * {@return how many days a month has}
   *
   * @param year the year
   * @param month the month, from 1
   */
  static int daysIn(long year, int month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** {@return the longest unit, from years on, that writes this without loss} */
  DateTimeUnit lossless() {
    if (attos != 0) {
      long rest = attos;
      DateTimeUnit unit = DateTimeUnit.ATTOSECOND;
      while (rest % 1000 == 0) {
        rest /= 1000;
        unit = DateTimeUnit.values()[unit.ordinal() - 1];
      }
      return unit;
    }
    if (second != 0) {
      return second % 60 != 0
          ? DateTimeUnit.SECOND
          : second % 3600 != 0 ? DateTimeUnit.MINUTE : DateTimeUnit.HOUR;
    }
    return day != 1 ? DateTimeUnit.DAY : month != 1 ? DateTimeUnit.MONTH : DateTimeUnit.YEAR;
  }
}
