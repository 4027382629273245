package dev.ambi.core.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Native memory for the time of one call. A thread keeps one block; calls within calls get blocks
 * of their own.
 */
public final class Scratch implements AutoCloseable {

  private static final long KEPT = 64 * 1024;
  private static final ThreadLocal<Scratch> CURRENT = ThreadLocal.withInitial(Scratch::new);

  private final MemorySegment memory;
  private final boolean kept;
  private boolean taken;

  private Scratch() {
    this.memory = Arena.ofAuto().allocate(KEPT, 64);
    this.kept = true;
  }

  private Scratch(long bytes) {
    this.memory = Arena.ofAuto().allocate(bytes, 64);
    this.kept = false;
  }

  /**
   * {@return a block of at least so many bytes, aligned to 64, whose content is undefined}
   *
   * @param bytes how many
   */
  public static Scratch take(long bytes) {
    Scratch mine = CURRENT.get();
    if (mine.taken || bytes > KEPT) {
      return new Scratch(bytes);
    }
    mine.taken = true;
    return mine;
  }

  /** {@return the block} */
  public MemorySegment memory() {
    return memory;
  }

  /** Gives the block back. */
  @Override
  public void close() {
    if (kept) {
      taken = false;
    }
  }
}
