package dev.ambi.bridge.nativelib;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The dynamic linker's own calls. {@code SymbolLookup.libraryLookup} would do, but it opens with RTLD_LOCAL, and
 * extensions must find libambi's symbols.
 */
public final class DynamicLibrary {
  private static final int RTLD_NOW = 2;
  private static final int RTLD_GLOBAL = 0x100;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle DLOPEN =
      handle("dlopen", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
  private static final MethodHandle DLSYM =
      handle("dlsym", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
  private static final MethodHandle DLERROR = handle("dlerror", FunctionDescriptor.of(ADDRESS));
  private static final MethodHandle DLCLOSE =
      handle("dlclose", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private DynamicLibrary() {}

  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
  }

  /** Opens a library whose symbols later libraries may bind to. */
  public static long openGlobal(Path file) {
    return open(file, RTLD_NOW | RTLD_GLOBAL);
  }

  /** Opens a library for itself alone, all its symbols bound now. */
  public static long openLocal(Path file) {
    return open(file, RTLD_NOW);
  }

  private static long open(Path file, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle =
          (MemorySegment) DLOPEN.invokeExact(arena.allocateFrom(file.toString()), flags);
      if (handle.address() == 0) {
        String reason = Memory.string(((MemorySegment) DLERROR.invokeExact()).address());
        throw new UnsatisfiedLinkError(reason == null ? "cannot open " + file : reason);
      }
      return handle.address();
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** The symbol's address in an open library, or 0. */
  public static long symbol(long library, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return ((MemorySegment)
              DLSYM.invokeExact(MemorySegment.ofAddress(library), arena.allocateFrom(name)))
          .address();
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** Gives the library back; its code and data go when nobody else has it open. */
  public static void close(long library) {
    try {
      int ignored = (int) DLCLOSE.invokeExact(MemorySegment.ofAddress(library));
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }
}
