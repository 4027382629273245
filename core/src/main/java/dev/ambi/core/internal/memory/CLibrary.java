package dev.ambi.core.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Blocks from {@code malloc} and {@code calloc}; large ones ask Linux for huge pages. */
final class CLibrary implements BlockSource {
  private static final long ALIGNMENT = 64;

  /** From this size on a block asks for huge pages. */
  private static final long HUGE_FROM = 4L << 20;

  private static final long PAGE = 4096;

  /** Linux's number for it. */
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
    if (bytes > Long.MAX_VALUE - ALIGNMENT) {
      return null;
    }
    long raw = allocate(bytes + ALIGNMENT, zeroed);
    if (raw == 0) {
      return null;
    }
    long address = (raw + ALIGNMENT - 1) & -ALIGNMENT;
    if (bytes >= HUGE_FROM && MADVISE != null) {
      adviseHuge(address, bytes);
    }
    return new Taken(raw, address, bytes);
  }

  private static long allocate(long bytes, boolean zeroed) {
    try {
      return zeroed ? (long) CALLOC.invokeExact(bytes, 1L) : (long) MALLOC.invokeExact(bytes);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Only advice: where it fails, pages are small. */
  private static void adviseHuge(long address, long bytes) {
    long start = (address + PAGE - 1) & -PAGE;
    try {
      int _ = (int) MADVISE.invokeExact(start, address + bytes - start, MADV_HUGEPAGE);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Taken extends Block {
    private final long raw;
    private final long address;

    Taken(long raw, long address, long bytes) {
      super(bytes);
      this.raw = raw;
      this.address = address;
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
      try {
        FREE.invokeExact(raw);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
