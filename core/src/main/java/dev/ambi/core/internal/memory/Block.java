package dev.ambi.core.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Native memory that is leased to one user after the other. Aligned to 64 bytes. */
abstract class Block {
  private final long bytes;

  Block(long bytes) {
    this.bytes = bytes;
  }

  /** The size. */
  final long bytes() {
    return bytes;
  }

  /** Whether it may be leased again once a lease has ended. */
  boolean isReusable() {
    return true;
  }

  /**
   * The memory, usable while reachable. Not zeroed.
   *
   * @param end run once no segment of the lease is reachable; must not refer to the lease
   */
  abstract MemorySegment lease(Runnable end);

  /** The memory, usable until the arena closes; null where this block cannot do that. */
  abstract MemorySegment lease(Arena arena);

  /** Gives the memory back to the system; there is no lease. */
  abstract void free();
}
