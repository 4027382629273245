package dev.ambi.core;

/**
 * The unit that a datetime64 or timedelta64 counts, from the longest to the shortest; {@link
 * #GENERIC} is a unit not yet known, which takes that of whatever it meets.
 *
 * <p>Years and months differ in length, so a span of them converts to no other unit but each other.
 */
public enum DateTimeUnit {
  /** Years. */
  YEAR("Y", "years"),
  /** Months: twelve to a year. */
  MONTH("M", "months"),
  /** Weeks, which start on Thursdays as the year 1970 did. */
  WEEK("W", "weeks"),
  /** Days of 24 hours. */
  DAY("D", "days"),
  /** Hours. */
  HOUR("h", "hours"),
  /** Minutes. */
  MINUTE("m", "minutes"),
  /** Seconds; there are no leap seconds. */
  SECOND("s", "seconds"),
  /** Thousandths of a second. */
  MILLISECOND("ms", "milliseconds"),
  /** Thousandths of a millisecond. */
  MICROSECOND("us", "microseconds"),
  /** Thousandths of a microsecond. */
  NANOSECOND("ns", "nanoseconds"),
  /** Thousandths of a nanosecond. */
  PICOSECOND("ps", "picoseconds"),
  /** Thousandths of a picosecond. */
  FEMTOSECOND("fs", "femtoseconds"),
  /** Thousandths of a femtosecond. */
  ATTOSECOND("as", "attoseconds"),
  /** Not yet known. */
  GENERIC("generic", "generic time units");

  private final String symbol;
  private final String plural;

  DateTimeUnit(String symbol, String plural) {
    this.symbol = symbol;
    this.plural = plural;
  }

  /** {@return NumPy's name of the unit, such as {@code ms}} */
  public String symbol() {
    return symbol;
  }

  /** {@return the name of more than one, such as {@code milliseconds}} */
  public String plural() {
    return plural;
  }

  /** {@return whether the unit is the year or the month, whose length in days varies} */
  public boolean isCalendar() {
    return this == YEAR || this == MONTH;
  }

  /**
   * {@return the unit of that name}
   *
   * @param symbol the name, such as {@code ms}
   * @throws IllegalArgumentException if no unit is called so
   */
  public static DateTimeUnit of(String symbol) {
    if (symbol.equals("\u03bcs")) {
      return MICROSECOND;
    }
    for (DateTimeUnit unit : values()) {
      if (unit.symbol.equals(symbol)) {
        return unit;
      }
    }
    throw new IllegalArgumentException("Invalid datetime unit \"" + symbol + "\" in metadata");
  }
}
