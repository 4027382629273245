package dev.ambi.bridge.exchange;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory of a producer, from the import of its struct until the struct is given back: once, when
 * the caller's arena closes, or when no array over the memory is reachable.
 */
final class Borrowed {
  private static final AtomicLong LIVE = new AtomicLong();

  /** A thread of our own: what a producer does when it gets its memory back may take its time. */
  private static final Cleaner CLEANER = Cleaner.create();

  private final Arena arena;
  private final Return end;

  /** Refers to nothing that keeps the arena reachable. */
  private static final class Return implements Runnable {
    private final Runnable release;
    private boolean begun;
    private boolean ended;

    Return(Runnable release) {
      this.release = release;
    }

    synchronized void begin() {
      if (ended) {
        throw new IllegalStateException("the arena was closed while the import was under way");
      }
      begun = true;
      LIVE.incrementAndGet();
    }

    @Override
    public void run() {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
        if (!begun) {
          return;
        }
      }
      try {
        release.run();
      } finally {
        LIVE.decrementAndGet();
      }
    }
  }

  /**
   * @param arena where the memory belongs; null for the collector
   * @param release gives the struct back; runs at the end, and only after {@link #begin}
   */
  Borrowed(Arena arena, Runnable release) {
    this.end = new Return(release);
    if (arena == null) {
      this.arena = Arena.ofAuto();
      CLEANER.register(this.arena.scope(), end);
    } else {
      this.arena = arena;
      MemorySegment.NULL.reinterpret(0, arena, _ -> end.run());
    }
  }

  /** {@return the producer's memory} */
  MemorySegment memory(long address, long bytes) {
    return MemorySegment.ofAddress(bytes == 0 ? 0 : address).reinterpret(bytes, arena, null);
  }

  /**
   * All is well: from here on the struct is ours to give back.
   *
   * @throws IllegalStateException if the arena has been closed meanwhile
   */
  void begin() {
    end.begin();
  }

  /** Gives the struct back now; what was copied out of it needs it no more. */
  void finish() {
    end.run();
  }

  static long live() {
    return LIVE.get();
  }
}
