package dev.ambi.core;

import dev.ambi.core.internal.memory.Allocations;

/**
 * The native memory of arrays for which the program names no arena.
 *
 * <p>The garbage collector frees it. It does not see the size of native memory, so it is made to
 * run when much has gathered: over the young objects first, which costs little, and over the whole
 * heap where that does not give enough back. Memory that it frees is kept, up to a limit, for the
 * next arrays. A program that makes many large results gains by ending them itself: with {@code
 * out} arguments, an arena, or a {@linkplain #scope() scope}.
 */
public final class Memory {

  private Memory() {}

  /**
   * {@return a new scope: until it closes, every array that this thread makes without naming an
   * arena lies in it}
   */
  public static MemoryScope scope() {
    return new MemoryScope();
  }

  /**
   * {@return how many bytes are in use by arrays, or not yet seen by the collector to be unused;
   * memory of arenas that the program named is not counted}
   */
  public static long usedBytes() {
    return Allocations.leasedBytes();
  }

  /** {@return how many bytes are kept for the next arrays} */
  public static long keptBytes() {
    return Allocations.cachedBytes();
  }

  /** Gives the memory that is kept for the next arrays back to the system. */
  public static void trim() {
    Allocations.trim();
  }
}
