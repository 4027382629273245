package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an ELF shared library says of itself: what it needs and what it offers. It is read from the
 * segments that the system's loader reads, not from the sections, which a stripped library may
 * lack.
 *
 * <p>An instance is immutable, holds nothing open, and may be shared between threads.
 */
public final class ElfFile {

  private final Path file;
  private final String soname;
  private final List<String> needed;
  private final List<String> rpath;
  private final List<String> runpath;
  private final ElfSymbolTable symbols;

  private ElfFile(Path file, ElfDynamic dynamic) {
    this.file = file;
    this.soname = dynamic.soname();
    this.needed = List.copyOf(dynamic.needed());
    this.rpath = List.copyOf(dynamic.rpath());
    this.runpath = List.copyOf(dynamic.runpath());
    this.symbols = dynamic.symbols();
  }

  /**
   * Reads a shared library for the machine that this JVM runs on.
   *
   * @param file the library
   * @return what it says of itself
   * @throws ExtensionLoadException if there is no such file, it is no ELF shared library, it is cut
   *     or contradicts itself, or it was built for another machine
   */
  public static ElfFile read(Path file) {
    return read(file, Platform.current());
  }

  static ElfFile read(Path file, Platform platform) {
    ElfFile elf = readLazily(file, platform);
    elf.symbols.symbols();
    return elf;
  }

  /**
   * As {@link #read(Path)}, but a bad name of a symbol comes out when the symbols are asked for.
   */
  static ElfFile readLazily(Path file) {
    return readLazily(file, Platform.current());
  }

  private static ElfFile readLazily(Path file, Platform platform) {
    Failures.requireRegularFile(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new ElfFile(file, new ElfReader(file, FileContent.of(file, channel), platform).read());
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    }
  }

  static ElfFile parse(Path file, FileContent content, Platform platform) {
    ElfFile elf = new ElfFile(file, new ElfReader(file, content, platform).read());
    elf.symbols.symbols();
    return elf;
  }

  /**
   * The file that was read.
   *
   * @return the path that was given
   */
  public Path file() {
    return file;
  }

  /**
   * The name that the library gives itself ({@code DT_SONAME}).
   *
   * @return the name, if it has one
   */
  public Optional<String> soname() {
    return Optional.ofNullable(soname);
  }

  /**
   * The libraries that must be loaded with this one ({@code DT_NEEDED}), in order.
   *
   * @return their names, as the loader searches them
   */
  public List<String> needed() {
    return needed;
  }

  /**
   * The directories of {@code DT_RPATH}, split at colons, with {@code $ORIGIN} as it stands.
   *
   * @return the directories; empty if there is a {@code DT_RUNPATH}, which replaces it
   */
  public List<String> rpath() {
    return runpath.isEmpty() ? rpath : List.of();
  }

  /**
   * The directories of {@code DT_RUNPATH}, split at colons, with {@code $ORIGIN} as it stands.
   *
   * @return the directories
   */
  public List<String> runpath() {
    return runpath;
  }

  /**
   * The symbols that others have to define, weak ones included.
   *
   * @return the symbols in the order of the symbol table
   */
  public List<ElfSymbol> undefined() {
    return symbols.symbols().undefined();
  }

  /**
   * The symbols that others can bind to.
   *
   * @return the symbols in the order of the symbol table
   */
  public List<ElfSymbol> exported() {
    return symbols.symbols().exported();
  }

  /**
   * The names of {@link #exported()}.
   *
   * @return an unmodifiable set
   */
  public Set<String> exportedNames() {
    return symbols.symbols().names();
  }

  /**
   * Whether others can bind to a symbol of this name.
   *
   * @param name the symbol's name
   * @return whether it is exported
   */
  public boolean exports(String name) {
    return symbols.exports(name);
  }

  /**
   * The functions that initialise Python modules: {@code PyInit_*}, and {@code PyInitU_*} for names
   * that are not ASCII.
   *
   * @return their names, sorted
   */
  public List<String> initFunctions() {
    return exportedNames().stream()
        .filter(name -> name.startsWith("PyInit_") || name.startsWith("PyInitU_"))
        .sorted()
        .toList();
  }

  /**
   * The function that initialises a module, checked to be there.
   *
   * @param module the module's name; of a dotted name the last part counts
   * @return the name of the function
   * @throws ExtensionLoadException with {@link Reason#NOT_A_MODULE} if the library has no such
   *     function; the message names those that it has
   */
  public String initFunction(String module) {
    String name = "PyInit_" + module.substring(module.lastIndexOf('.') + 1);
    if (exports(name)) {
      return name;
    }
    List<String> there = initFunctions();
    throw new ExtensionLoadException(
        Reason.NOT_A_MODULE,
        file,
        "has no function "
            + name
            + (there.isEmpty()
                ? ", nor one for any other module: it is a library, and no Python extension module"
                : "; it has " + String.join(", ", there)));
  }

  @Override
  public String toString() {
    return "ElfFile[" + file + "]";
  }
}
