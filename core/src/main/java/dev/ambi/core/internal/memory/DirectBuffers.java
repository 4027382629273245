package dev.ambi.core.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Blocks without native calls: direct buffers, of which each lease is a new slice. What a buffer
 * cannot hold comes from an automatic arena, and is not used again.
 */
final class DirectBuffers implements BlockSource {
  private static final int ALIGNMENT = 64;

  /** A buffer has less than 2 GiB. */
  private static final long MAX_BUFFER = 1L << 30;

  private static final Cleaner CLEANER = Cleaner.create();

  /**
   * The virtual machine limits direct buffers, by default to the size of the heap, and is slow to
   * refuse: what is beyond half of that comes from arenas.
   */
  private final long limit = Runtime.getRuntime().maxMemory() / 2;

  private final AtomicLong taken = new AtomicLong();

  @Override
  public Block take(long bytes, boolean zeroed) {
    if (bytes <= MAX_BUFFER) {
      if (taken.addAndGet(bytes) <= limit) {
        try {
          ByteBuffer raw = ByteBuffer.allocateDirect((int) bytes + 2 * ALIGNMENT);
          return new Buffer(raw.alignedSlice(ALIGNMENT), bytes);
        } catch (OutOfMemoryError _) {
          // The limit was set lower: an arena has none.
        }
      }
      taken.addAndGet(-bytes);
    }
    try {
      return new FromArena(Arena.ofAuto().allocate(bytes, ALIGNMENT));
    } catch (OutOfMemoryError _) {
      return null;
    }
  }

  /** Runs the action when no segment of the same scope is reachable any more. */
  private static MemorySegment watched(MemorySegment memory, Runnable end) {
    CLEANER.register(memory.scope(), end);
    return memory;
  }

  private final class Buffer extends Block {
    private final ByteBuffer buffer;

    Buffer(ByteBuffer buffer, long bytes) {
      super(bytes);
      this.buffer = buffer;
    }

    @Override
    MemorySegment lease(Runnable end) {
      return watched(MemorySegment.ofBuffer(buffer.slice(0, (int) bytes())), end);
    }

    @Override
    MemorySegment lease(Arena arena) {
      return null;
    }

    /** The collector frees the buffer. */
    @Override
    void free() {
      taken.addAndGet(-bytes());
    }
  }

  private static final class FromArena extends Block {
    private MemorySegment memory;

    FromArena(MemorySegment memory) {
      super(memory.byteSize());
      this.memory = memory;
    }

    @Override
    boolean isReusable() {
      return false;
    }

    @Override
    MemorySegment lease(Runnable end) {
      MemorySegment only = memory;
      // The end refers to this block: it would never come.
      memory = null;
      return watched(only, end);
    }

    @Override
    MemorySegment lease(Arena arena) {
      return null;
    }

    @Override
    void free() {}
  }
}
