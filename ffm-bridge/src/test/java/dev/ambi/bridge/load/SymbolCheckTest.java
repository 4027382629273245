package dev.ambi.bridge.load;

import static dev.ambi.bridge.load.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymbolCheckTest {

  @TempDir Path dir;

  /** Nothing of Python is offered; the libraries of the system are there. */
  private static final SymbolCheck NONE = SymbolCheck.against(name -> false);

  /** A library that calls functions, in one of its own that is named as the file is. */
  private Path needing(String file, String functions, String... options) {
    StringBuilder declarations = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (String function : functions.split(" ")) {
      declarations.append("extern int ").append(function).append("(void);\n");
      calls.append("  ").append(function).append("();\n");
    }
    String own = file.replaceFirst(".*/", "").replace(".so", "");
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-fno-builtin");
    return new CSource(declarations + "void " + own + "(void) {\n" + calls + "}\n")
        .library(dir.resolve(file), all.toArray(new String[0]));
  }

  private Path defining(String file, String function, String... options) {
    return new CSource("int " + function + "(void) { return 1; }")
        .library(dir.resolve(file), options);
  }

  @Test
  void findsAllThatIsMissing() {
    Path file = needing("m.so", "PyList_New _Py_Dealloc PyList_Size nowhere malloc getpid");
    ElfFile elf = ElfFile.read(file);
    assertThat(NONE.check(elf).symbols())
        .extracting(MissingSymbol::name)
        .containsExactlyInAnyOrder("PyList_New", "_Py_Dealloc", "PyList_Size", "nowhere");
    refused(
        file,
        Reason.MISSING_SYMBOLS,
        "needs 2 symbols of Python's C API, not offered: ",
        () -> SymbolCheck.against("PyList_New"::equals).require(elf));
    refused(
        file,
        Reason.MISSING_SYMBOLS,
        "; needs 1 symbol, not in any of its libraries: nowhere",
        () -> SymbolCheck.against("PyList_New"::equals).require(elf));
  }

  @Test
  void acceptsABinaryWhoseNeedsAreMet() {
    Path file = needing("m.so", "PyList_New malloc");
    Set<String> offered = Set.of("PyList_New");
    SymbolCheck check = SymbolCheck.against(offered::contains);
    assertThat(check.check(ElfFile.read(file)).isNothing()).isTrue();
    check.require(ElfFile.read(file));
  }

  @Test
  void letsWeakSymbolsBeMissing() {
    Path file = CSource.module("m").library(dir.resolve("m.so"));
    assertThat(NONE.check(ElfFile.read(file)).symbols())
        .extracting(MissingSymbol::name)
        .contains("PyList_Append", "PyModule_Create2")
        .doesNotContain("maybe_there");
  }

  @Test
  void countsTheLibrariesOfTheOfferingLibraryAsThere() {
    // Real extensions use sqrt and do not ask for libm: CPython's executable brings it.
    Path file = needing("m.so", "sqrt");
    Path without = defining("libwithout.so", "PyList_New");
    Path with = defining("libwith.so", "PyList_New", "-Wl,--no-as-needed", "-lm");
    ElfFile elf = ElfFile.read(file);
    assertThat(SymbolCheck.against(without).check(elf).symbols())
        .containsExactly(new MissingSymbol("sqrt", "m.so"));
    assertThat(SymbolCheck.against(with).check(elf).isNothing()).isTrue();
  }

  @Test
  void looksIntoLibrariesRelativeToTheBinaryAndInTurn() throws IOException {
    Path libs = Files.createDirectory(dir.resolve("p.libs"));
    defining("p.libs/libdeep.so", "deep", "-Wl,-soname,libdeep.so");
    needing(
        "p.libs/libnear.so",
        "deep",
        "-Wl,-soname,libnear.so",
        "-L" + libs,
        "-ldeep",
        "-Wl,-rpath,$ORIGIN");
    Path file =
        needing(
            "p/m.so",
            "deep libnear",
            "-Wl,--no-as-needed",
            "-Wl,--allow-shlib-undefined",
            "-L" + libs,
            "-lnear",
            "-Wl,-rpath,${ORIGIN}/../p.libs");
    assertThat(NONE.check(ElfFile.read(file)).isNothing()).isTrue();

    Files.delete(libs.resolve("libdeep.so"));
    SymbolCheck.Missing missing = NONE.check(ElfFile.read(file));
    assertThat(missing.libraries()).hasSize(1);
    assertThat(missing.libraries().getFirst().name()).isEqualTo("libdeep.so");
    assertThat(missing.libraries().getFirst().neededBy()).isEqualTo("libnear.so");
    refused(
        file,
        Reason.MISSING_LIBRARY,
        "needs 1 library, not on this machine: libdeep.so (for libnear.so) (searched in "
            + libs.toRealPath(),
        () -> NONE.require(ElfFile.read(file)));
  }

  @Test
  void inheritsRpathButNotRunpath() throws IOException {
    Path libs = Files.createDirectory(dir.resolve("l"));
    defining("l/libdeep.so", "deep", "-Wl,-soname,libdeep.so");
    needing("l/libnear.so", "deep", "-Wl,-soname,libnear.so", "-L" + libs, "-ldeep");
    for (boolean runpath : new boolean[] {false, true}) {
      Path file =
          needing(
              "m.so",
              "libnear",
              "-Wl,--no-as-needed",
              "-Wl,--allow-shlib-undefined",
              "-L" + libs,
              "-lnear",
              runpath ? "-Wl,--enable-new-dtags" : "-Wl,--disable-new-dtags",
              "-Wl,-rpath,$ORIGIN/l");
      assertThat(NONE.check(ElfFile.read(file)).libraries().size()).isEqualTo(runpath ? 1 : 0);
    }
  }

  @Test
  void listsMissingLibraries() throws IOException {
    Path one = defining("libone.so", "one", "-Wl,-soname,libone.so.7");
    Path file = needing("m.so", "one PyList_New", one.toString());
    refused(
        file,
        Reason.MISSING_SYMBOLS,
        "needs 1 symbol of Python's C API, not offered: PyList_New; needs 1 symbol, not in any of"
            + " its libraries: one; needs 1 library, not on this machine: libone.so.7",
        () -> NONE.require(ElfFile.read(file)));
  }

  @Test
  void refusesToBringAnotherPython() {
    Path python =
        defining("libpython3.11.so.1.0", "PyList_New", "-Wl,-soname,libpython3.11.so.1.0");
    Path file = needing("m.so", "PyList_New", python.toString(), "-Wl,-rpath,$ORIGIN");
    SymbolCheck check = SymbolCheck.against("PyList_New"::equals);
    refused(
        file,
        Reason.OTHER_PYTHON,
        "is linked with the Python interpreter libpython3.11.so.1.0",
        () -> check.require(ElfFile.read(file)));
  }

  @Test
  void findsInTheCacheOfTheLoaderWhatIsThere() {
    assertThat(LibraryCache.ofSystem().candidates("libc.so.6")).anyMatch(Files::isRegularFile);
    assertThat(LibraryCache.ofSystem().cached("libnowhere.so")).isEmpty();
  }

  @Test
  void findsNothingInACacheOfTheLoaderThatIsNone() {
    byte[] bytes = new byte[200];
    byte[] magic = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    for (int fill : new int[] {0, 0x7f, 0xff}) {
      Arrays.fill(bytes, 20, 200, (byte) fill);
      assertThat(new LibraryCache(bytes, Platform.current()).cached("")).isEmpty();
    }
    assertThat(new LibraryCache(new byte[0], Platform.current()).cached("libc.so.6")).isEmpty();
  }
}
