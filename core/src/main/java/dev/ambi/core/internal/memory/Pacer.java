package dev.ambi.core.internal.memory;

/**
 * When the collector is asked to run. After a collection, what is out is taken to be in use; the
 * next is due when an allowance more is out.
 *
 * <p>The allowance starts small: memory that was never touched is expensive, and little memory
 * stays in the processor's caches. It grows while collections take more than a twentieth of the
 * time, and no faster than the time they have taken pays for: a program that ends soon gains
 * nothing by it.
 *
 * <p>Not safe for threads by itself.
 */
final class Pacer {
  /** A collection's share of the time that is aimed at is 1 / SHARE. */
  private static final double SHARE = 10;

  /** How many bytes of fresh memory a nanosecond pays for. */
  private static final double FRESH_PER_NANOSECOND = 2;

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
    long took = now - began;
    double wanted = allowance * SHARE * took / Math.max(began - last, 1);
    if (wanted > allowance) {
      allowance = (long) Math.min(wanted, allowance + FRESH_PER_NANOSECOND * took);
    } else if (wanted < allowance / 4.0) {
      allowance /= 2;
    }
    allowance = Math.clamp(allowance, least, most);
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
