package dev.ambi.core.internal.datetime;

import dev.ambi.core.DateTimeUnit;

/** Points in time as text in the format of ISO 8601. */
public final class Iso8601 {

  /** Room for each unit's text, a year of any length included; by ordinal. */
  private static final int[] LENGTH = {22, 25, 28, 28, 32, 35, 38, 42, 45, 48, 51, 54, 57, 4};

  private static final int ZONE_LENGTH = 5;

  private Iso8601() {}

  /**
   * {@return how many characters suffice for every point in time}
   *
   * @param unit the unit down to which it is written
   * @param local whether it has an offset from UTC
   */
  public static int length(DateTimeUnit unit, boolean local) {
    return LENGTH[unit.ordinal()] + (local ? ZONE_LENGTH : 0);
  }
}
