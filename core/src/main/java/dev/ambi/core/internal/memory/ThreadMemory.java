package dev.ambi.core.internal.memory;

import java.lang.foreign.MemorySegment;

/**
 * Small arrays of one thread, cut from a chunk from front to back. A chunk's memory is in use while
 * any array of it is reachable.
 */
final class ThreadMemory {
  /** The largest array that is cut from a chunk. */
  static final long SMALL = 8 << 10;

  private static final long CHUNK = 64 << 10;
  private static final long ALIGNMENT = 64;

  private static final ThreadLocal<ThreadMemory> OWN =
      ThreadLocal.withInitial(ThreadMemory::forThread);

  /** What virtual threads share: there may be millions of them, too many for a chunk each. */
  private static final ThreadMemory[] SHARED = new ThreadMemory[16];

  static {
    for (int i = 0; i < SHARED.length; i++) {
      SHARED[i] = new ThreadMemory(true);
    }
  }

  private final boolean shared;
  private MemorySegment chunk = MemorySegment.NULL;
  private long end;
  private long at;

  /** The innermost scope that the thread has opened; null outside of any. */
  ScopeMemory scope;

  private final ThreadMemory small;

  private ThreadMemory(boolean shared) {
    this.shared = shared;
    this.small = this;
  }

  private ThreadMemory(ThreadMemory small) {
    this.shared = false;
    this.small = small;
  }

  private static ThreadMemory forThread() {
    Thread thread = Thread.currentThread();
    return thread.isVirtual()
        ? new ThreadMemory(SHARED[(int) thread.threadId() & (SHARED.length - 1)])
        : new ThreadMemory(false);
  }

  static ThreadMemory own() {
    return OWN.get();
  }

  /**
   * {@return memory, or null where there is none}
   *
   * @param bytes its size, at most {@link #SMALL}
   */
  MemorySegment allocate(long bytes) {
    return small.cut(bytes);
  }

  private MemorySegment cut(long bytes) {
    if (shared) {
      synchronized (this) {
        return next(bytes);
      }
    }
    return next(bytes);
  }

  private MemorySegment next(long bytes) {
    long start = at;
    long next = start + ((bytes + ALIGNMENT - 1) & -ALIGNMENT);
    if (next > end) {
      MemorySegment fresh = Allocations.RECYCLER.allocate(CHUNK, false);
      if (fresh == null) {
        return null;
      }
      chunk = fresh;
      end = fresh.byteSize();
      next -= start;
      start = 0;
    }
    at = next;
    return chunk.asSlice(start, bytes);
  }
}
