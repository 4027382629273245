package dev.ambi.bridge.exchange;

/**
 * What the import of an {@code ArrowArray} may do where the elements are not as an array has them.
 * Without it, such arrays are refused.
 */
public enum ArrowAllow {
  /** Copy: bools, of which Arrow has eight in a byte, and days, which it has in 32 bits. */
  COPY,

  /**
   * Copy elements that have nulls, with NaN or NaT in their places. Elements that have neither
   * (integers, bools, bytes) are refused still: there, {@link ArrowImport#masked} says where the
   * nulls are.
   */
  FILL_NULLS,

  /**
   * Forget the time zone of timestamps. Arrow's are in UTC where there is one, and it says only how
   * to show them; datetime64 has none.
   */
  DROP_TIMEZONE
}
