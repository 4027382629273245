package dev.ambi.core.internal;

import dev.ambi.core.NDArray;

/** Words for the use of an array whose arena was closed. */
public final class ClosedArena {

  /** What is said of an array; where it was used may follow. */
  public static final String WORDS = "array memory was freed: its Arena is closed";

  private ClosedArena() {}

  /**
   * {@return what to throw where memory could not be reached: an exception that tells which operand
   * was freed, or the one that there is}
   *
   * @param e what was thrown
   * @param function the function that was called
   * @param operands its operands, of which some may be null or no array
   */
  public static IllegalStateException explain(
      IllegalStateException e, String function, Object... operands) {
    for (Object operand : operands) {
      if (operand instanceof NDArray a && !a.isAlive()) {
        return new IllegalStateException(
            WORDS
                + ": "
                + function
                + "() of an array of shape "
                + a.shape()
                + " and "
                + a.dtype().repr(),
            e);
      }
    }
    return e;
  }
}
