package dev.ambi.core.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Blocks from {@code malloc} and {@code calloc}. Large ones ask Linux for huge pages: to fault in
 * memory by small pages takes several times as long as to write to it. Others are parts of a large
 * slab, for the same reason.
 */
final class CLibrary implements BlockSource {
  private static final long ALIGNMENT = 64;

  /** From this size on a block is no part of a slab, and asks for huge pages. */
  private static final long HUGE_FROM = 4L << 20;

  /** The first slab is small, for programs that do not need more; each one is twice as large. */
  private static final long FIRST_SLAB = 512L << 10;

  private static final long LARGEST_SLAB = 32L << 20;

  private static final long PAGE = 4096;

  /** Linux's numbers. */
  private static final int MADV_DONTNEED = 4;

  private static final int MADV_HUGEPAGE = 14;

  private static final MethodHandle MALLOC =
      function("malloc", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle CALLOC =
      function(
          "calloc",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle FREE =
      function("free", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));
  private static final MethodHandle MADVISE =
      System.getProperty("os.name").equals("Linux")
          ? function(
              "madvise",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT))
          : null;

  private Slab slab;
  private long nextSlab = FIRST_SLAB;

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find(name)
        .map(address -> linker.downcallHandle(address, type))
        .orElse(null);
  }

  static boolean isThere() {
    return ValueLayout.ADDRESS.byteSize() == 8 && MALLOC != null && CALLOC != null && FREE != null;
  }

  @Override
  public Block take(long bytes, boolean zeroed) {
    if (bytes < HUGE_FROM) {
      Part part = part(bytes);
      if (zeroed && part != null) {
        MemorySegment.ofAddress(part.address).reinterpret(bytes).fill((byte) 0);
      }
      return part;
    }
    Slab own = allocate(bytes, zeroed);
    return own == null ? null : new Part(own, own.address, bytes);
  }

  private synchronized Part part(long bytes) {
    long step = (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    if (slab == null || slab.end - slab.at < step) {
      long size = Math.max(nextSlab, bytes);
      Slab fresh = allocate(size, false);
      if (fresh == null) {
        return null;
      }
      nextSlab = Math.min(2 * size, LARGEST_SLAB);
      if (slab != null) {
        slab.release();
      }
      slab = fresh;
      slab.use();
    }
    Part part = new Part(slab, slab.at, bytes);
    slab.at += step;
    return part;
  }

  private static Slab allocate(long bytes, boolean zeroed) {
    if (bytes > Long.MAX_VALUE - ALIGNMENT) {
      return null;
    }
    long raw = call(bytes + ALIGNMENT, zeroed);
    if (raw == 0) {
      return null;
    }
    Slab slab = new Slab(raw, bytes);
    if (bytes >= HUGE_FROM) {
      advise(slab.address, bytes, MADV_HUGEPAGE);
    }
    return slab;
  }

  private static long call(long bytes, boolean zeroed) {
    try {
      return zeroed ? (long) CALLOC.invokeExact(bytes, 1L) : (long) MALLOC.invokeExact(bytes);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** For the whole pages; where Linux does not follow, nothing is lost. */
  private static void advise(long address, long bytes, int advice) {
    long start = (address + PAGE - 1) & -PAGE;
    long end = (address + bytes) & -PAGE;
    if (MADVISE == null || end <= start) {
      return;
    }
    try {
      int _ = (int) MADVISE.invokeExact(start, end - start, advice);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was allocated at once; freed with its last part. */
  private static final class Slab {
    final long raw;
    final long address;
    final long end;
    long at;
    private int users;

    Slab(long raw, long bytes) {
      this.raw = raw;
      this.address = (raw + ALIGNMENT - 1) & -ALIGNMENT;
      this.at = address;
      this.end = address + bytes;
    }

    synchronized void use() {
      users++;
    }

    synchronized void release() {
      if (--users > 0) {
        return;
      }
      try {
        FREE.invokeExact(raw);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Part extends Block {
    private final Slab slab;
    private final long address;

    Part(Slab slab, long address, long bytes) {
      super(bytes);
      this.slab = slab;
      this.address = address;
      slab.use();
    }

    @Override
    MemorySegment lease(Runnable end) {
      return MemorySegment.ofAddress(address).reinterpret(bytes(), Arena.ofAuto(), _ -> end.run());
    }

    @Override
    MemorySegment lease(Arena arena) {
      return MemorySegment.ofAddress(address).reinterpret(bytes(), arena, null);
    }

    @Override
    void free() {
      // Before the slab may be gone: another part may keep it for long.
      if (bytes() < slab.end - slab.address) {
        advise(address, bytes(), MADV_DONTNEED);
      }
      slab.release();
    }
  }
}
