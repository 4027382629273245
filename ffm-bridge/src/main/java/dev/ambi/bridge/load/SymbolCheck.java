package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares the symbols that a binary needs with those that there are, before the loader does: the
 * loader names the first that is missing, and only when it is too late to say what would help.
 *
 * <p>There is what {@code libambi} exports, and what the libraries define that the binary asks for
 * (and they in turn), found where the loader would find them. A weak symbol may be missing.
 *
 * <p>An instance is immutable and may be shared between threads, as far as its predicate may.
 */
public final class SymbolCheck {

  private final Predicate<String> offered;

  private SymbolCheck(Predicate<String> offered) {
    this.offered = offered;
  }

  /**
   * A check against a set of names, as of an emulated version that offers less than the library.
   *
   * @param offered whether a symbol of a given name is there, besides those of the binary's own
   *     libraries
   * @return the check
   */
  public static SymbolCheck against(Predicate<String> offered) {
    return new SymbolCheck(offered);
  }

  /**
   * A check against a library that is loaded for all to see ({@code RTLD_GLOBAL}), with the
   * libraries that it needs itself.
   *
   * @param library the library: {@code libambi}
   * @return the check
   * @throws ExtensionLoadException if the library cannot be read
   */
  public static SymbolCheck against(Path library) {
    ElfFile elf = ElfFile.readLazily(library);
    List<ElfFile> offering = new ArrayList<>();
    offering.add(elf);
    for (LibraryClosure.Library needed : LibraryClosure.of(elf).libraries()) {
      offering.add(needed.elf());
    }
    return new SymbolCheck(name -> isIn(offering, name));
  }

  /**
   * What a binary needs and nothing gives.
   *
   * @param symbols the symbols, in the order in which they were come upon
   * @param libraries the libraries, likewise; symbols may be missing because they would define them
   * @param python the names of needed libraries that are a Python interpreter
   */
  public record Missing(
      List<MissingSymbol> symbols, List<MissingLibrary> libraries, List<String> python) {

    /** Copies the lists. */
    public Missing {
      symbols = List.copyOf(symbols);
      libraries = List.copyOf(libraries);
      python = List.copyOf(python);
    }

    /**
     * Whether the binary can be loaded, as far as its needs go.
     *
     * @return whether nothing is missing, and no other Python would be brought along
     */
    public boolean isNothing() {
      return symbols.isEmpty() && libraries.isEmpty() && python.isEmpty();
    }
  }

  /**
   * Looks for all that a binary needs.
   *
   * @param binary the binary
   * @return what is missing
   */
  public Missing check(ElfFile binary) {
    LibraryClosure closure = LibraryClosure.of(binary);
    List<ElfFile> defining = new ArrayList<>();
    defining.add(binary);
    List<ElfFile> checked = new ArrayList<>();
    checked.add(binary);
    Set<String> python = new LinkedHashSet<>();
    for (LibraryClosure.Library library : closure.libraries()) {
      if (isInterpreter(library.name())) {
        python.add(library.name());
        continue;
      }
      defining.add(library.elf());
      if (library.place() != LibraryClosure.Place.SYSTEM) {
        checked.add(library.elf());
      }
    }
    List<MissingLibrary> libraries = new ArrayList<>();
    for (MissingLibrary library : closure.missing()) {
      if (isInterpreter(library.name())) {
        python.add(library.name());
      } else {
        libraries.add(library);
      }
    }
    return new Missing(missingSymbols(checked, defining), libraries, List.copyOf(python));
  }

  private List<MissingSymbol> missingSymbols(List<ElfFile> checked, List<ElfFile> defining) {
    List<MissingSymbol> missing = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (ElfFile elf : checked) {
      for (ElfSymbol symbol : elf.undefined()) {
        String name = symbol.name();
        if (symbol.binding() != ElfSymbol.Binding.WEAK
            && !offered.test(name)
            && !isIn(defining, name)
            && seen.add(name)) {
          missing.add(new MissingSymbol(name, String.valueOf(elf.file().getFileName())));
        }
      }
    }
    return missing;
  }

  /**
   * Refuses a binary that lacks anything.
   *
   * @param binary the binary
   * @throws ExtensionLoadException with {@link Reason#MISSING_SYMBOLS}, {@link
   *     Reason#MISSING_LIBRARY} or {@link Reason#OTHER_PYTHON}; the message lists all that is
   *     missing
   */
  public void require(ElfFile binary) {
    Missing missing = check(binary);
    if (missing.isNothing()) {
      return;
    }
    Reason reason = Reason.MISSING_LIBRARY;
    List<String> words = new ArrayList<>();
    if (!missing.python.isEmpty()) {
      reason = Reason.OTHER_PYTHON;
      words.add(
          "is linked with the Python interpreter "
              + String.join(", ", missing.python)
              + ", which would be a second one in the process");
    }
    String self = String.valueOf(binary.file().getFileName());
    for (boolean python : new boolean[] {true, false}) {
      List<String> names = new ArrayList<>();
      for (MissingSymbol symbol : missing.symbols) {
        if (symbol.isPython() == python) {
          names.add(symbol.name() + by(symbol.neededBy(), self));
        }
      }
      if (!names.isEmpty()) {
        boolean elsewhere = !python && !missing.libraries.isEmpty();
        reason = reason == Reason.OTHER_PYTHON || elsewhere ? reason : Reason.MISSING_SYMBOLS;
        words.add(
            "needs "
                + count(names.size(), python ? "symbol of Python's C API" : "symbol")
                + (python ? ", not offered: " : ", not in any of its libraries: ")
                + String.join(", ", names));
      }
    }
    if (!missing.libraries.isEmpty()) {
      List<String> names = new ArrayList<>();
      for (MissingLibrary library : missing.libraries) {
        names.add(
            library.name()
                + by(library.neededBy(), self)
                + (library.searched().isEmpty()
                    ? ""
                    : " (searched in " + String.join(", ", library.searched()) + ")"));
      }
      words.add(
          "needs "
              + (names.size() == 1 ? "1 library" : names.size() + " libraries")
              + ", not on this machine: "
              + String.join(", ", names));
    }
    throw new ExtensionLoadException(reason, binary.file(), String.join("; ", words));
  }

  private static String by(String neededBy, String self) {
    return neededBy.equals(self) ? "" : " (for " + neededBy + ")";
  }

  private static String count(int n, String what) {
    return n == 1 ? "1 " + what : n + " " + what.replaceFirst("^symbol", "symbols");
  }

  private static boolean isIn(List<ElfFile> libraries, String name) {
    for (ElfFile library : libraries) {
      if (library.exports(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name is one that CPython keeps for itself. */
  static boolean isPython(String name) {
    return name.startsWith("Py") || name.startsWith("_Py");
  }

  private static boolean isInterpreter(String library) {
    return library.startsWith("libpython") && library.contains(".so");
  }
}
