package dev.ambi.bridge;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory Java has taken over from C with array results. The garbage collector frees it,
 * but does not see its size: a program that makes large results and little garbage would run out of
 * memory. So, as the JDK does for direct buffers, the collector is asked to run when as much has
 * gathered as the heap may have.
 */
final class TakenMemory {
  private static final long LIMIT = Runtime.getRuntime().maxMemory();
  private static final AtomicLong TAKEN = new AtomicLong();

  /**
   * What is still taken after a collection is in use: the next one waits until as much has come
   * again.
   */
  private static volatile long nextCollection = LIMIT;

  private TakenMemory() {}

  static void add(long bytes) {
    long taken = TAKEN.addAndGet(bytes);
    if (taken > nextCollection) {
      nextCollection = taken + LIMIT;
      System.gc();
    } else if (taken < nextCollection - 2 * LIMIT) {
      nextCollection = taken + LIMIT;
    }
  }

  static void remove(long bytes) {
    TAKEN.addAndGet(-bytes);
  }
}
