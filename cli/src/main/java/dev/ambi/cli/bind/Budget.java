package dev.ambi.cli.bind;

/** How much work a header may make: it may be hostile, and grow without end. */
final class Budget {
  private static final int MOST_TOKENS = 3_000_000;

  private final long end;
  private int tokens;

  /**
   * A budget.
   *
   * @param end when the work must be done, as {@link System#nanoTime} counts
   */
  Budget(long end) {
    this.end = end;
  }

  long end() {
    return end;
  }

  /**
   * Spends some of it.
   *
   * @param count the tokens that were made
   * @throws BindException when nothing is left
   */
  void spend(int count) {
    tokens += count;
    if (tokens > MOST_TOKENS || tokens < 0) {
      throw new BindException("the header grows to more than " + MOST_TOKENS + " tokens");
    }
    if (System.nanoTime() - end > 0) {
      throw new BindException("the header takes too long to read");
    }
  }
}
