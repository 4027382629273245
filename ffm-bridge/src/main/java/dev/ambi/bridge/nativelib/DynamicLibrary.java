package dev.ambi.bridge.nativelib;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.nio.file.Path;

/**
 * The dynamic linker's own calls. {@code SymbolLookup.libraryLookup} would do, but it opens with
 * RTLD_LOCAL, and extensions must find libambi's symbols.
 */
public final class DynamicLibrary {
  private static final long RTLD_NOW = 2;
  private static final long RTLD_GLOBAL = 0x100;

  private static final long DLOPEN = address("dlopen");
  private static final long DLSYM = address("dlsym");
  private static final long DLERROR = address("dlerror");
  private static final long DLCLOSE = address("dlclose");

  private DynamicLibrary() {}

  private static long address(String name) {
    return Linker.nativeLinker().defaultLookup().findOrThrow(name).address();
  }

  /** Opens a library whose symbols later libraries may bind to. */
  public static long openGlobal(Path file) {
    return open(file, RTLD_NOW | RTLD_GLOBAL);
  }

  /** Opens a library for itself alone, all its symbols bound now. */
  public static long openLocal(Path file) {
    return open(file, RTLD_NOW);
  }

  private static long open(Path file, long flags) {
    try (Arena arena = Arena.ofConfined()) {
      long library = Downcalls.call(DLOPEN, arena.allocateFrom(file.toString()).address(), flags);
      if (library == 0) {
        String reason = Memory.string(Downcalls.call(DLERROR));
        throw new UnsatisfiedLinkError(reason == null ? "cannot open " + file : reason);
      }
      return library;
    }
  }

  /** The symbol's address in an open library, or 0. */
  public static long symbol(long library, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return Downcalls.call(DLSYM, library, arena.allocateFrom(name).address());
    }
  }

  /** Gives the library back; its code and data go when nobody else has it open. */
  public static void close(long library) {
    Downcalls.call(DLCLOSE, library);
  }
}
