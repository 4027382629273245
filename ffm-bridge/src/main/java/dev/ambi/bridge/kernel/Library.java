package dev.ambi.bridge.kernel;

import dev.ambi.bridge.kernel.call.LibrarySearch;
import dev.ambi.bridge.nativelib.DynamicLibrary;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A native library: where a kernel's symbols are. Stays loaded until the process ends, so that no
 * call can reach code that is gone. Immutable; safe for use by several threads.
 */
public final class Library {
  private final String name;
  private final SymbolLookup symbols;

  private Library(String name, SymbolLookup symbols) {
    this.name = name;
    this.symbols = symbols;
  }

  /**
   * {@return the library of that name, as the linker's {@code -lNAME} would find it}
   *
   * <p>It is looked for in the directories of the system property {@code ambi.library.path}, then
   * of {@code java.library.path}, then where the dynamic linker looks. Of {@code libNAME.so} and
   * {@code libNAME.so.3}, which a system without the library's development package has, either will
   * do.
   *
   * @param name the name without {@code lib} and ending, such as {@code openblas}
   * @throws KernelLinkException if there is none, with the places searched, or it cannot be loaded,
   *     with the reason
   */
  public static Library find(String name) {
    Objects.requireNonNull(name, "name");
    if (name.isBlank() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      throw new KernelLinkException(
          "'" + name + "' is no name of a library; Library.open takes a path");
    }
    return LibrarySearch.find(name, Library::load);
  }

  /**
   * {@return the library in a file}
   *
   * @param file the file
   * @throws KernelLinkException if it is not there or cannot be loaded, with the reason
   */
  public static Library open(Path file) {
    Path absolute = file.toAbsolutePath();
    if (!Files.isRegularFile(absolute)) {
      throw new KernelLinkException("there is no library " + absolute);
    }
    return load(absolute.toString());
  }

  private static Library load(String file) {
    try {
      long handle = DynamicLibrary.openLocal(Path.of(file));
      return new Library(
          file,
          symbol -> {
            long address = DynamicLibrary.symbol(handle, symbol);
            return address == 0 ? Optional.empty() : Optional.of(MemorySegment.ofAddress(address));
          });
    } catch (UnsatisfiedLinkError e) {
      throw new KernelLinkException("cannot load " + file + ": " + e.getMessage(), e);
    }
  }

  /** {@return the C library, with what else belongs to every process} */
  public static Library system() {
    return new Library("the C library", Linker.nativeLinker().defaultLookup());
  }

  /**
   * {@return a library whose symbols somebody else finds}
   *
   * @param name its name, for messages
   * @param symbols finds them; what it finds must stay loaded
   */
  public static Library of(String name, SymbolLookup symbols) {
    return new Library(Objects.requireNonNull(name), Objects.requireNonNull(symbols));
  }

  /** {@return the file that was loaded, or what the library is called} */
  public String name() {
    return name;
  }

  /**
   * {@return the address of a function or variable; empty if the library has none of that name}
   *
   * @param symbol the name as the library exports it
   */
  public Optional<MemorySegment> lookup(String symbol) {
    return symbol.isEmpty() || symbol.indexOf('\0') >= 0 ? Optional.empty() : symbols.find(symbol);
  }

  /**
   * {@return the address of a function or variable}
   *
   * @param symbol the name as the library exports it
   * @throws KernelLinkException if the library has none of that name
   */
  public MemorySegment symbol(String symbol) {
    return lookup(symbol)
        .orElseThrow(() ->
            new KernelLinkException(
                "there is no symbol '"
                    + symbol
                    + "' in "
                    + name
                    + LibrarySearch.hint(symbol, this)));
  }

  @Override
  public String toString() {
    return "Library[" + name + "]";
  }
}
