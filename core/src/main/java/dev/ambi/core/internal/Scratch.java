package dev.ambi.core.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Native memory for the time of one call. A thread keeps a block, of which calls within calls get
 * one part after the other; they end in the reverse order, as try-with-resources does.
 */
public final class Scratch implements AutoCloseable {

  private static final long KEPT = 64 * 1024;
  private static final long ALIGNMENT = 64;
  private static final ThreadLocal<Stack> CURRENT = ThreadLocal.withInitial(Stack::new);

  private final MemorySegment memory;
  private final Stack stack;
  private final long before;

  private Scratch(MemorySegment memory, Stack stack, long before) {
    this.memory = memory;
    this.stack = stack;
    this.before = before;
  }

  /**
   * {@return a block of at least so many bytes, aligned to 64, whose content is undefined}
   *
   * @param bytes how many
   */
  public static Scratch take(long bytes) {
    Stack stack = CURRENT.get();
    long from = stack.used;
    if (bytes > KEPT - from) {
      return new Scratch(Arena.ofAuto().allocate(bytes, ALIGNMENT), null, 0);
    }
    stack.used = from + (bytes + ALIGNMENT - 1 & -ALIGNMENT);
    MemorySegment memory = from == 0 ? stack.block : stack.block.asSlice(from);
    return new Scratch(memory, stack, from);
  }

  /** {@return the block} */
  public MemorySegment memory() {
    return memory;
  }

  /** Gives the block back. */
  @Override
  public void close() {
    if (stack != null) {
      stack.used = before;
    }
  }

  /** A thread's block, and how much of it is taken. */
  private static final class Stack {
    final MemorySegment block = Arena.ofAuto().allocate(KEPT, ALIGNMENT);
    long used;
  }
}
