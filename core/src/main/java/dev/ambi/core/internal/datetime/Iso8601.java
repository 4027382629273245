package dev.ambi.core.internal.datetime;

import dev.ambi.core.Casting;
import dev.ambi.core.DateTimeUnit;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Writes points in time in the format of ISO 8601. */
public final class Iso8601 {

  /** The text of NaT. */
  public static final String NAT = "NaT";

  /** Room for each unit's text, a year of any length included; by ordinal. */
  private static final int[] LENGTH = {22, 25, 28, 28, 32, 35, 38, 42, 45, 48, 51, 54, 57, 4};

  private static final int MAX_LENGTH = 62;

  /** An offset takes four more characters than the Z it comes in place of. */
  private static final int OFFSET_LENGTH = 4;

  /**
   * What follows the time.
   *
   * @param utc whether a Z follows
   * @param zone the zone whose time and offset are written, or null
   * @param system whether the zone is the system's, which is used for the years 1970 to 9999 only
   */
  public record Zone(boolean utc, ZoneId zone, boolean system) {
    /** Nothing follows. */
    public static final Zone NAIVE = new Zone(false, null, false);

    /** A Z follows. */
    public static final Zone UTC = new Zone(true, null, false);

    private boolean appliesTo(Moment m) {
      return zone != null && (!system || (m.year() >= 1970 && m.year() < 10000));
    }

    private int offsetMinutes(Moment m) {
      try {
        var local =
            LocalDate.of(Math.toIntExact(m.year()), m.month(), m.day())
                .atTime(LocalTime.ofSecondOfDay(m.second()));
        return zone.getRules().getOffset(local.toInstant(ZoneOffset.UTC)).getTotalSeconds() / 60;
      } catch (DateTimeException | ArithmeticException e) {
        throw new IllegalArgumentException("no offset is known for the year " + m.year(), e);
      }
    }
  }

  private Iso8601() {}

  /**
   * {@return how many characters suffice for every point in time}
   *
   * @param unit the unit down to which it is written, or null for any
   * @param local whether it has an offset from UTC
   */
  public static int length(DateTimeUnit unit, boolean local) {
    if (unit == null) {
      return MAX_LENGTH;
    }
    boolean timed = unit.compareTo(DateTimeUnit.DAY) > 0 && unit != DateTimeUnit.GENERIC;
    return LENGTH[unit.ordinal()] + (local && timed ? OFFSET_LENGTH : 0);
  }

  /**
   * {@return a point in time as text, without a zone}
   *
   * @param count the count, or NaT
   * @param step what it counts
   */
  public static String format(long count, Step step) {
    return format(count, step, step.unit(), Zone.NAIVE, Casting.UNSAFE);
  }

  /**
   * {@return a point in time as text}
   *
   * @param count the count, or NaT
   * @param step what it counts
   * @param unit the unit down to which it is written; null for the longest that loses nothing, but
   *     no longer than days
   * @param zone what follows the time
   * @param casting what may be lost
   */
  public static String format(
      long count, Step step, DateTimeUnit unit, Zone zone, Casting casting) {
    if (count == Moment.NAT) {
      return NAT;
    }
    Moment m = Moment.of(count, step);
    if (unit == DateTimeUnit.GENERIC) {
      return NAT;
    }
    boolean local = zone.appliesTo(m);
    DateTimeUnit base = unit == DateTimeUnit.WEEK ? DateTimeUnit.DAY : unit;
    if (base == null) {
      base = m.lossless();
      if ((base.compareTo(DateTimeUnit.MINUTE) < 0 && local) || base == DateTimeUnit.HOUR) {
        base = DateTimeUnit.MINUTE;
      } else if (base.compareTo(DateTimeUnit.DAY) < 0) {
        base = DateTimeUnit.DAY;
      }
    }
    int offset = local ? zone.offsetMinutes(m) : 0;
    if (local) {
      m = m.plusMinutes(offset);
    }
    if (casting != Casting.UNSAFE) {
      check(m, base, local, casting);
    }
    StringBuilder b = new StringBuilder();
    write(b, m, base);
    if (base.compareTo(DateTimeUnit.DAY) > 0) {
      if (local) {
        writeOffset(b, offset);
      } else if (zone.utc()) {
        b.append('Z');
      }
    }
    return b.toString();
  }

  private static void check(Moment m, DateTimeUnit base, boolean local, Casting casting) {
    if (local && base.compareTo(DateTimeUnit.DAY) <= 0) {
      throw new IllegalArgumentException(
          "Cannot create a local timezone-based date string from a NumPy datetime without forcing"
              + " 'unsafe' casting");
    }
    DateTimeUnit precision = m.lossless();
    if (casting != Casting.SAME_KIND && precision.compareTo(base) > 0) {
      throw new IllegalArgumentException(
          "Cannot create a string with unit precision '"
              + base.symbol()
              + "' from the NumPy datetime, which has data at unit precision '"
              + precision.symbol()
              + "', requires 'unsafe' or 'same_kind' casting");
    }
  }

  private static void write(StringBuilder b, Moment m, DateTimeUnit base) {
    digits(b, m.year(), 4);
    if (base.compareTo(DateTimeUnit.MONTH) >= 0) {
      two(b.append('-'), m.month());
    }
    if (base.compareTo(DateTimeUnit.DAY) >= 0) {
      two(b.append('-'), m.day());
    }
    if (base.compareTo(DateTimeUnit.HOUR) >= 0) {
      two(b.append('T'), m.second() / 3600);
    }
    if (base.compareTo(DateTimeUnit.MINUTE) >= 0) {
      two(b.append(':'), m.second() / 60 % 60);
    }
    if (base.compareTo(DateTimeUnit.SECOND) >= 0) {
      two(b.append(':'), m.second() % 60);
    }
    int digits = 3 * (base.ordinal() - DateTimeUnit.SECOND.ordinal());
    if (digits > 0) {
      b.append('.');
      int start = b.length();
      digits(b, m.attos(), 18);
      b.setLength(start + digits);
    }
  }

  /** A number filled up with zeros behind its sign, which counts as a digit. */
  private static void digits(StringBuilder b, long n, int width) {
    int start = b.length();
    b.append(n);
    b.insert(n < 0 ? start + 1 : start, "0".repeat(Math.max(start + width - b.length(), 0)));
  }

  private static void two(StringBuilder b, int n) {
    b.append((char) ('0' + n / 10)).append((char) ('0' + n % 10));
  }

  private static void writeOffset(StringBuilder b, int minutes) {
    b.append(minutes < 0 ? '-' : '+');
    two(b, Math.abs(minutes) / 60);
    two(b, Math.abs(minutes) % 60);
  }
}
