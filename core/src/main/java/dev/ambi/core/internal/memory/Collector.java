package dev.ambi.core.internal.memory;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/**
 * Has the garbage collector run.
 *
 * <p>{@link System#gc} looks at the whole heap: with the collectors that servers use it takes tens
 * of milliseconds where the heap is nearly empty, and seconds where it is not. Results that a
 * program drops at once are young, and a collection of young objects ends them in a millisecond.
 * There is no call for one, but the JVM makes one when there is no room for new objects: so garbage
 * is made until one is seen to have happened.
 *
 * <p>Not safe for threads by itself.
 */
final class Collector {
  /** Larger objects may be given a place of their own, apart from the young ones. */
  private static final int PIECE = 64 << 10;

  /**
   * The most garbage that is made: what it takes to make more of it could be more than it saves.
   */
  private static final long MOST = 64L << 20;

  private static final int MOST_SKIPPED = 64;

  private int skip;
  private int skipped;

  /** Collects young objects; whether that happened. It may be left out, as it did not help. */
  boolean collectYoung() {
    if (skipped < skip) {
      skipped++;
      return false;
    }
    skipped = 0;
    WeakReference<Object> young = new WeakReference<>(new Object());
    for (long made = 0; made < MOST; made += PIECE) {
      Reference.reachabilityFence(new byte[PIECE]);
      if (young.refersTo(null)) {
        return true;
      }
    }
    helped(false);
    return false;
  }

  /**
   * Tells whether the last collection of young objects gave enough back.
   *
   * @param enough whether it did; if not, the next ones are left out, each time twice as many
   */
  void helped(boolean enough) {
    skip = enough ? 0 : Math.clamp(2L * skip, 1, MOST_SKIPPED);
  }

  /** Collects all. */
  void collectAll() {
    System.gc();
  }
}
