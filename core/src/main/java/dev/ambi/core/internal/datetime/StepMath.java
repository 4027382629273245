package dev.ambi.core.internal.datetime;

import static dev.ambi.core.DateTimeUnit.DAY;
import static dev.ambi.core.DateTimeUnit.MONTH;
import static dev.ambi.core.DateTimeUnit.WEEK;
import static dev.ambi.core.DateTimeUnit.YEAR;

import dev.ambi.core.DateTimeUnit;

/** Relations between steps: which divides which, what they have in common, how they convert. */
public final class StepMath {

  /** How many of the next shorter unit one unit has; by ordinal, years and months left out. */
  private static final int[] PARTS = {1, 1, 7, 24, 60, 60, 1000, 1000, 1000, 1000, 1000, 1000};

  /** The days of 400 years, after which the calendar repeats. */
  private static final long CYCLE_DAYS = 400 * 365 + 97;

  /** Products from here on count as overflown. */
  private static final int SAFE_BITS = 56;

  /** A conversion of counts: times {@code num}, divided by {@code den}. */
  record Factor(long num, long den) {}

  private StepMath() {}

  /** How many of the shorter unit the longer one has, 0 if too many; not for years and months. */
  private static long parts(DateTimeUnit longer, DateTimeUnit shorter) {
    long factor = 1;
    for (int u = longer.ordinal(); u < shorter.ordinal(); u++) {
      factor *= PARTS[u];
      if (factor >>> SAFE_BITS != 0) {
        return 0;
      }
    }
    return factor;
  }

  private static long gcd(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  /**
   * {@return the longest step of which both are multiples}
   *
   * @param a one step
   * @param b the other
   * @param aIsSpan whether the first is of a timedelta64: of years and months it has then nothing
   *     in common with other units
   * @param bIsSpan the same of the second
   * @throws IllegalArgumentException if there is none
   * @throws ArithmeticException if its multiple is too large
   */
  public static Step common(Step a, Step b, boolean aIsSpan, boolean bIsSpan) {
    if (a.isGeneric()) {
      return b;
    }
    if (b.isGeneric()) {
      return a;
    }
    if (mixesCalendar(a, b)) {
      if (a.unit().isCalendar() ? aIsSpan : bIsSpan) {
        throw new IllegalArgumentException(
            "Cannot get a common metadata divisor for Numpy datetime metadata "
                + a.bracketed()
                + " and "
                + b.bracketed()
                + " because they have incompatible nonlinear base time units.");
      }
    }
    boolean ordered = a.unit().compareTo(b.unit()) <= 0;
    Step longer = ordered ? a : b;
    Step shorter = ordered ? b : a;
    long parts = evenParts(longer.unit(), shorter.unit());
    if (parts == 0) {
      throw new ArithmeticException(
          "Integer overflow getting a common metadata divisor for NumPy datetime metadata "
              + a.bracketed()
              + " and "
              + b.bracketed()
              + ".");
    }
    // The greatest common divisor, taken modulo the smaller number so that nothing overflows.
    long n = shorter.multiple();
    long multiple = gcd(n, longer.multiple() % n * (parts % n) % n);
    return new Step(shorter.unit(), (int) multiple);
  }

  /**
   * As {@link #parts}, with twelve months to a year; where there is no even number, that without
   * the uneven part, which leaves the shorter unit and some divisor of its multiple.
   */
  private static long evenParts(DateTimeUnit longer, DateTimeUnit shorter) {
    return longer == YEAR && shorter == MONTH ? 12 : parts(longer, shorter);
  }

  private static boolean mixesCalendar(Step a, Step b) {
    return a.unit().isCalendar() != b.unit().isCalendar();
  }

  /**
   * {@return whether every count of one step is a whole number of the other}
   *
   * @param longer the step to be divided
   * @param divisor the other
   * @param strict whether years and months are multiples of no other unit, as for spans; if not,
   *     they are of all
   */
  static boolean divides(Step longer, Step divisor, boolean strict) {
    if (longer.isGeneric() || divisor.isGeneric()) {
      return longer.isGeneric();
    }
    if (mixesCalendar(longer, divisor)) {
      return !strict;
    }
    boolean down = longer.unit().compareTo(divisor.unit()) <= 0;
    long parts =
        down ? evenParts(longer.unit(), divisor.unit()) : evenParts(divisor.unit(), longer.unit());
    long a = times(longer.multiple(), down ? parts : 1);
    long b = times(divisor.multiple(), down ? 1 : parts);
    return a > 0 && b > 0 && a % b == 0;
  }

  /** The product, 0 if it is too large. */
  private static long times(long a, long b) {
    long product = a * b;
    return Math.multiplyHigh(a, b) != 0 || product >>> SAFE_BITS != 0 ? 0 : product;
  }

  /**
   * {@return whether two steps are the same span under two names, such as 1000 ms and 1 s}
   *
   * @param a the step with the shorter unit
   * @param b the step with the longer unit, a second or less
   */
  static boolean isMetricAlias(Step a, Step b) {
    int levels = a.unit().ordinal() - b.unit().ordinal();
    if (a.isGeneric() || b.unit().compareTo(DateTimeUnit.SECOND) < 0 || levels < 1 || levels > 3) {
      return false;
    }
    return a.multiple() == b.multiple() * parts(b.unit(), a.unit());
  }

  /**
   * {@return by what to multiply and divide counts of one step to get counts of another; years and
   * months have their average length over the calendar's cycle of 400 years}
   *
   * @param from the step of the source
   * @param to the step of the result
   * @throws IllegalArgumentException if the result is generic and the source is not
   * @throws ArithmeticException if the factor is too large
   */
  static Factor factor(Step from, Step to) {
    if (from.isGeneric()) {
      return new Factor(1, 1);
    }
    if (to.isGeneric()) {
      throw new IllegalArgumentException(
          "Cannot convert from specific units to generic units in NumPy datetimes or timedeltas");
    }
    boolean down = from.unit().compareTo(to.unit()) <= 0;
    DateTimeUnit longer = down ? from.unit() : to.unit();
    DateTimeUnit shorter = down ? to.unit() : from.unit();
    try {
      Factor f = factor(longer, shorter);
      return down
          ? reduced(f.num(), f.den(), from.multiple(), to.multiple())
          : reduced(f.den(), f.num(), from.multiple(), to.multiple());
    } catch (ArithmeticException _) {
      throw new ArithmeticException(
          "Integer overflow while computing the conversion factor between NumPy datetime units "
              + longer.symbol()
              + " and "
              + shorter.symbol());
    }
  }

  /** The fraction a c / (b d), reduced. */
  private static Factor reduced(long a, long b, long c, long d) {
    long ab = gcd(a, b);
    long cd = gcd(c, d);
    long ad = gcd(a / ab, d / cd);
    long cb = gcd(c / cd, b / ab);
    return new Factor(
        Math.multiplyExact(a / ab / ad, c / cd / cb), Math.multiplyExact(b / ab / cb, d / cd / ad));
  }

  private static Factor factor(DateTimeUnit longer, DateTimeUnit shorter) {
    if (longer == shorter) {
      return new Factor(1, 1);
    }
    if (!longer.isCalendar()) {
      return new Factor(known(parts(longer, shorter)), 1);
    }
    if (shorter == MONTH) {
      return new Factor(12, 1);
    }
    long years = longer == YEAR ? 400 : 400 * 12;
    return shorter == WEEK
        ? new Factor(CYCLE_DAYS, years * 7)
        : reduced(CYCLE_DAYS, years, known(parts(DAY, shorter)), 1);
  }

  private static long known(long parts) {
    if (parts == 0) {
      throw new ArithmeticException("too many");
    }
    return parts;
  }
}
