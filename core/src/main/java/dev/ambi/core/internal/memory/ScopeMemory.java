package dev.ambi.core.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Memory of one thread that ends at a time the program names, and is used again at once. Until
 * {@link #close} everything that the thread allocates comes from here.
 */
public final class ScopeMemory implements AutoCloseable {
  private static final long FIRST = 256 << 10;
  private static final long LARGEST_CHUNK = 8 << 20;
  private static final long ALIGNMENT = 64;
  private static final Cleaner CLEANER = Cleaner.create();

  /** What has to come back even where the scope is never closed. */
  private static final class Taken implements Runnable {
    final List<Block> blocks = new ArrayList<>(4);

    @Override
    public void run() {
      // Backwards, so that the next scope takes the same first block.
      for (int i = blocks.size() - 1; i >= 0; i--) {
        Allocations.RECYCLER.giveBack(blocks.get(i));
      }
      blocks.clear();
    }
  }

  private final ThreadMemory thread;
  private final Thread owner = Thread.currentThread();
  private final ScopeMemory outer;
  private final Arena arena = Arena.ofConfined();
  private final Taken taken = new Taken();
  private final Cleaner.Cleanable cleanable;
  private MemorySegment chunk = MemorySegment.NULL;
  private long at;
  private long chunkSize = FIRST;
  private boolean closed;

  private ScopeMemory(ThreadMemory thread) {
    this.thread = thread;
    this.outer = thread.scope;
    this.cleanable = CLEANER.register(arena.scope(), taken);
  }

  /** {@return a new innermost scope of the current thread} */
  public static ScopeMemory open() {
    ThreadMemory thread = ThreadMemory.own();
    ScopeMemory scope = new ScopeMemory(thread);
    thread.scope = scope;
    return scope;
  }

  /** {@return memory, usable until the scope closes; null where there is none} */
  MemorySegment allocate(long bytes, boolean zeroed) {
    long start = (at + ALIGNMENT - 1) & -ALIGNMENT;
    if (bytes > chunk.byteSize() - start) {
      boolean own = bytes > LARGEST_CHUNK / 4;
      if (!own && bytes > chunkSize / 4) {
        chunkSize = Math.min(4 * SizeClass.size(bytes), LARGEST_CHUNK);
      }
      MemorySegment fresh = take(own ? bytes : chunkSize);
      if (fresh == null) {
        return null;
      }
      if (own) {
        return cleared(fresh.asSlice(0, bytes), zeroed);
      }
      chunk = fresh;
      chunkSize = Math.min(2 * chunkSize, LARGEST_CHUNK);
      start = 0;
    }
    at = start + bytes;
    return cleared(chunk.asSlice(start, bytes), zeroed);
  }

  private static MemorySegment cleared(MemorySegment memory, boolean zeroed) {
    return zeroed ? memory.fill((byte) 0) : memory;
  }

  private MemorySegment take(long bytes) {
    Block block = Allocations.RECYCLER.takeBlock(bytes);
    if (block == null) {
      return null;
    }
    MemorySegment memory = block.lease(arena);
    if (memory != null) {
      taken.blocks.add(block);
      return memory;
    }
    Allocations.RECYCLER.giveBack(block);
    return arena.allocate(bytes, ALIGNMENT);
  }

  /** {@return whether the memory is still there} */
  public boolean isOpen() {
    return !closed;
  }

  /**
   * Runs an action whose allocations come from what surrounds this scope.
   *
   * @param <T> what it returns
   * @param action the action
   * @return what it returns
   * @throws IllegalStateException if this is not the innermost open scope of the current thread
   */
  public <T> T outside(Supplier<T> action) {
    checkInnermost();
    thread.scope = outer;
    try {
      return action.get();
    } finally {
      thread.scope = this;
    }
  }

  private void checkInnermost() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("a memory scope belongs to the thread that opened it");
    }
    if (closed) {
      throw new IllegalStateException("the memory scope is closed");
    }
    if (thread.scope != this) {
      throw new IllegalStateException(
          "a memory scope was opened within this one and is not closed");
    }
  }

  /**
   * Ends all arrays of the scope. A second time has no effect.
   *
   * @throws IllegalStateException if this is not the innermost open scope of the current thread, or
   *     native code is using an array of it
   */
  @Override
  public void close() {
    if (closed && Thread.currentThread() == owner) {
      return;
    }
    checkInnermost();
    arena.close();
    closed = true;
    thread.scope = outer;
    cleanable.clean();
  }
}
