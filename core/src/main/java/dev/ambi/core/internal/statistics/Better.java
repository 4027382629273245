package dev.ambi.core.internal.statistics;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.TypeId;
import dev.ambi.core.internal.loop.Lanes;
import java.lang.foreign.MemorySegment;

/**
 * Whether a later element takes the place of an earlier extremum: if it is beyond it, or NaN and
 * the other is not.
 */
final class Better {

  private final int lane;
  private final boolean floats;
  private final boolean unsigned;
  private final boolean max;

  private Better(TypeId id, boolean max) {
    this.lane = Lanes.of(id);
    this.floats = id.isFloat();
    this.unsigned = id == TypeId.UINT64;
    this.max = max;
  }

  static Better of(TypeId id, boolean max) {
    return new Better(id, max);
  }

  /** Whether nothing can be better: NaN. */
  boolean isLast(MemorySegment m, long at) {
    return floats && Double.isNaN(Lanes.getDouble(lane, m, at));
  }

  boolean test(MemorySegment later, long laterAt, MemorySegment earlier, long earlierAt) {
    if (floats) {
      double a = Lanes.getDouble(lane, later, laterAt);
      double b = Lanes.getDouble(lane, earlier, earlierAt);
      return (max ? a > b : a < b) || (Double.isNaN(a) && !Double.isNaN(b));
    }
    long flip = unsigned ? Long.MIN_VALUE : 0;
    long a = Lanes.getLong(lane, later, laterAt) ^ flip;
    long b = Lanes.getLong(lane, earlier, earlierAt) ^ flip;
    return max ? a > b : a < b;
  }

  /**
   * Keeps the better of pairs.
   *
   * @param m where the earlier extrema are, from the start without gaps
   * @param laterAt where the later ones are
   * @param n how many
   * @param mark what is noted of those that are replaced
   * @param marksAt where it is noted, in elements of eight bytes
   */
  void keep(MemorySegment m, long laterAt, long n, long mark, long marksAt) {
    int item = Lanes.size(lane);
    for (long i = 0; i < n; i++) {
      if (test(m, laterAt + i * item, m, i * item)) {
        MemorySegment.copy(m, laterAt + i * item, m, i * item, item);
        m.set(JAVA_LONG_UNALIGNED, marksAt + i * 8, mark);
      }
    }
  }
}
