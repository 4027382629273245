package dev.ambi.core;

/**
 * A range along one axis, {@code start:stop:step} with Python's meaning: bounds beyond the axis are
 * clipped, negative ones count from the end, an absent one is the end from which the step walks
 * away.
 *
 * @param start the first place, null for absent
 * @param stop the place before which to stop, null for absent
 * @param step the distance between places, not zero
 */
public record Slice(Long start, Long stop, long step) implements Index {

  /** The whole axis. */
  public static final Slice ALL = new Slice(null, null, 1);

  /** Refuses a step of zero. */
  public Slice {
    if (step == 0) {
      throw new IllegalArgumentException("slice step cannot be zero");
    }
  }

  /**
   * {@return the slice {@code start:stop}}
   *
   * @param start the first place
   * @param stop the place before which to stop
   */
  public static Slice of(long start, long stop) {
    return new Slice(start, stop, 1);
  }

  /**
   * {@return the slice {@code start:stop:step}}
   *
   * @param start the first place, null for absent
   * @param stop the place before which to stop, null for absent
   * @param step the distance between places, not zero
   */
  public static Slice of(Long start, Long stop, long step) {
    return new Slice(start, stop, step);
  }

  /**
   * {@return the slice {@code start:}}
   *
   * @param start the first place
   */
  public static Slice from(long start) {
    return new Slice(start, null, 1);
  }

  /**
   * {@return the slice {@code :stop}}
   *
   * @param stop the place before which to stop
   */
  public static Slice to(long stop) {
    return new Slice(null, stop, 1);
  }

  /**
   * {@return the slice {@code ::step}}
   *
   * @param step the distance between places, not zero
   */
  public static Slice by(long step) {
    return new Slice(null, null, step);
  }

  /**
   * {@return the first place taken on an axis of the given length}
   *
   * @param length the length of the axis
   */
  public long firstOf(long length) {
    return start == null ? (step > 0 ? 0 : length - 1) : clip(start, length);
  }

  /**
   * {@return how many places are taken on an axis of the given length}
   *
   * @param length the length of the axis
   */
  public long countOf(long length) {
    long first = firstOf(length);
    long end = stop == null ? (step > 0 ? length : -1) : clip(stop, length);
    if (step > 0) {
      return end <= first ? 0 : (end - first - 1) / step + 1;
    }
    return first <= end ? 0 : step == Long.MIN_VALUE ? 1 : (first - end - 1) / -step + 1;
  }

  private long clip(long place, long length) {
    long p = place < 0 ? place + length : place;
    long low = step > 0 ? 0 : -1;
    long high = step > 0 ? length : length - 1;
    return Math.max(low, Math.min(high, p));
  }
}
