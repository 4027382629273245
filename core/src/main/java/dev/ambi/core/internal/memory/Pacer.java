package dev.ambi.core.internal.memory;

/**
 * When the collector is asked to run. After a collection, what is out is taken to be in use; the
 * next is due when an allowance more is out. The allowance is such that collections take about a
 * twentieth of the time: little memory lies waiting where a collection is cheap or allocation slow,
 * more where it is not.
 *
 * <p>Not safe for threads by itself.
 */
final class Pacer {
  /** A collection's share of the time that is aimed at is 1 / SHARE. */
  private static final double SHARE = 20;

  private static final double MAX_STEP = 8;

  private final long least;
  private final long most;
  private long allowance;
  private long due;
  private long last;

  /**
   * Starts with the smallest allowance.
   *
   * @param least the smallest allowance in bytes
   * @param most the largest
   * @param now the time in nanoseconds
   */
  Pacer(long least, long most, long now) {
    this.least = least;
    this.most = Math.max(least, most);
    this.allowance = least;
    this.due = least;
    this.last = now;
  }

  /** {@return whether a collection is due, with so many bytes out} */
  boolean isDue(long out) {
    return out > due;
  }

  /** Tells that memory came back. */
  void returned(long out) {
    due = Math.min(due, next(out));
  }

  /**
   * Tells that a collection has ended.
   *
   * @param out the bytes that are out now
   * @param began when it began
   * @param now the time
   */
  void ended(long out, long began, long now) {
    double wanted = SHARE * (now - began) / Math.max(began - last, 1);
    double factor = Math.clamp(wanted, 1 / MAX_STEP, MAX_STEP);
    allowance = (long) Math.clamp(allowance * factor, (double) least, (double) most);
    due = next(out);
    last = now;
  }

  /** A large amount in use allows for more: else a growing program would collect all the time. */
  private long next(long out) {
    return out + Math.max(allowance, out / 4);
  }

  /** {@return the allowance in bytes} */
  long allowance() {
    return allowance;
  }
}
