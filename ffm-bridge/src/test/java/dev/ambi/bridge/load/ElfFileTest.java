package dev.ambi.bridge.load;

import static dev.ambi.bridge.load.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElfFileTest {

  private static final int E_MACHINE = 18;
  private static final int E_SHOFF = 40;
  private static final int E_SHNUM = 60;

  @TempDir static Path shared;
  @TempDir Path dir;
  private static Path module;
  private static byte[] moduleBytes;

  @BeforeAll
  static void compile() throws IOException {
    module =
        CSource.module("reduce")
            .library(
                shared.resolve("reduce.so"),
                "-Wl,--no-as-needed",
                "-Wl,-soname,reduce-soname.so",
                "-Wl,--enable-new-dtags",
                "-Wl,-rpath,$ORIGIN/../x.libs:/opt/lib");
    moduleBytes = Files.readAllBytes(module);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes);
  }

  @Test
  void tellsWhatALibraryNeedsAndOffers() {
    ElfFile elf = ElfFile.read(module);
    assertThat(elf.soname()).contains("reduce-soname.so");
    assertThat(elf.needed()).contains("libc.so.6");
    assertThat(elf.runpath()).containsExactly("$ORIGIN/../x.libs", "/opt/lib");
    assertThat(elf.rpath()).isEmpty();
    assertThat(elf.undefined())
        .extracting(ElfSymbol::name, ElfSymbol::binding)
        .contains(
            tuple("PyList_Append", ElfSymbol.Binding.GLOBAL),
            tuple("maybe_there", ElfSymbol.Binding.WEAK));
    assertThat(elf.exported())
        .contains(
            new ElfSymbol("PyInit_reduce", ElfSymbol.Binding.GLOBAL, ElfSymbol.Kind.FUNCTION),
            new ElfSymbol("counter", ElfSymbol.Binding.GLOBAL, ElfSymbol.Kind.OBJECT));
    assertThat(elf.exports("hidden_in_here")).isFalse();
    assertThat(elf.exports("PyList_Append")).isFalse();
    assertThat(elf.initFunctions()).containsExactly("PyInit_reduce");
    assertThat(elf.initFunction("bottleneck.reduce")).isEqualTo("PyInit_reduce");
  }

  @Test
  void tellsOldRpathFromRunpath() {
    Path old =
        CSource.module("m")
            .library(dir.resolve("m.so"), "-Wl,--disable-new-dtags", "-Wl,-rpath,/opt/a:/opt/b");
    assertThat(ElfFile.read(old).rpath()).containsExactly("/opt/a", "/opt/b");
    assertThat(ElfFile.read(old).runpath()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Wl,--hash-style=sysv", "-Wl,--hash-style=gnu", "-Wl,--hash-style=both"})
  void countsSymbolsByEitherHashTable(String style) {
    ElfFile elf = ElfFile.read(CSource.module("m").library(dir.resolve("m.so"), style, "-s"));
    assertThat(elf.initFunctions()).containsExactly("PyInit_m");
    assertThat(elf.undefined()).extracting(ElfSymbol::name).contains("PyList_Append");
  }

  @Test
  void findsSymbolsByTheHashTableThatAreInTheList() {
    // The C library: thousands of symbols, some weak, some hidden versions, none left out.
    Path libc = LibraryCache.ofSystem().candidates("libc.so.6").getFirst();
    ElfFile listed = ElfFile.read(libc);
    ElfFile hashed = ElfFile.readLazily(libc);
    assertThat(listed.exportedNames()).hasSizeGreaterThan(1000).allMatch(hashed::exports);
    for (String name : List.of("", "mallo", "mallocc", "PyList_New", "é")) {
      assertThat(hashed.exports(name)).as(name).isEqualTo(listed.exports(name)).isFalse();
    }
  }

  @Test
  void needsNoSections() throws IOException {
    byte[] bytes = moduleBytes.clone();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int sections = (int) buffer.getLong(E_SHOFF);
    buffer.putLong(E_SHOFF, 0).putShort(E_SHNUM, (short) 0);
    ElfFile elf = ElfFile.read(write("bare.so", Arrays.copyOf(bytes, sections)));
    assertThat(elf.initFunctions()).containsExactly("PyInit_reduce");
    assertThat(elf.undefined()).isEqualTo(ElfFile.read(module).undefined());
  }

  @Test
  void findsTheNeedsOfALibraryThatExportsNothing() {
    CSource source =
        new CSource(
            """
            extern int PyLong_AsLong(void *);
            static int start(void) { return PyLong_AsLong(0); }
            __attribute__((constructor)) static void begin(void) { start(); }
            """);
    ElfFile elf =
        ElfFile.read(source.library(dir.resolve("m.so"), "-nostdlib", "-Wl,--hash-style=gnu"));
    assertThat(elf.exported()).isEmpty();
    assertThat(elf.undefined()).extracting(ElfSymbol::name).contains("PyLong_AsLong");
  }

  @Test
  void namesTheModulesThereAreWhenTheWantedOneIsNot() {
    ElfFile elf = ElfFile.read(module);
    refused(
        module,
        Reason.NOT_A_MODULE,
        "has no function PyInit_move; it has PyInit_reduce",
        () -> elf.initFunction("bottleneck.move"));
    Path plain = new CSource("int f(void) { return 1; }").library(dir.resolve("plain.so"));
    refused(
        plain,
        Reason.NOT_A_MODULE,
        "no Python extension module",
        () -> ElfFile.read(plain).initFunction("plain"));
  }

  @Test
  void refusesWhatIsNoFile() {
    Path none = dir.resolve("none.so");
    refused(none, Reason.NO_SUCH_FILE, "there is no such file", () -> ElfFile.read(none));
    refused(dir, Reason.UNREADABLE, "is a directory", () -> ElfFile.read(dir));
  }

  @Test
  void refusesTextAndNothing() throws IOException {
    Path empty = write("empty.so", new byte[0]);
    refused(empty, Reason.NOT_A_BINARY, "is empty", () -> ElfFile.read(empty));
    Path text = write("text.so", "INPUT ( libé.so )\n".getBytes(StandardCharsets.UTF_8));
    refused(
        text,
        Reason.NOT_A_BINARY,
        "is a text file that begins \"INPUT ( libé.so )\"",
        () -> ElfFile.read(text));
    Path noise = write("noise.so", new byte[] {1, 2, 3, (byte) 0xff});
    refused(
        noise, Reason.NOT_A_BINARY, "begins with the bytes 01 02 03 ff", () -> ElfFile.read(noise));
  }

  @ParameterizedTest
  @CsvSource({
    "213c617263683e0a2f, NOT_A_LIBRARY, static archive",
    "4d5a9000, OTHER_PLATFORM, Windows binary (PE)",
    "cffaedfe07000001, OTHER_PLATFORM, macOS binary (Mach-O)",
    "cafebabe00000002, OTHER_PLATFORM, 'macOS binary (Mach-O, universal)'",
    "cafebabe00000045, NOT_A_BINARY, a Java class",
    "504b0304, NOT_A_BINARY, zip archive",
    "1f8b0800, NOT_A_BINARY, gzip",
    "0061736d01000000, OTHER_PLATFORM, WebAssembly",
    "934e554d5059, NOT_A_BINARY, .npy"
  })
  void saysWhatAnotherKindOfFileIs(String hex, Reason reason, String words) throws IOException {
    Path file = write("other.so", HexFormat.of().parseHex(hex));
    refused(file, reason, words, () -> ElfFile.read(file));
  }

  @Test
  void refusesWhatIsNoSharedLibrary() {
    CSource program = new CSource("int main(void) { return 0; }");
    Path object = program.compile(dir.resolve("m.o"), List.of("-c"));
    refused(object, Reason.NOT_A_LIBRARY, "is an object file (.o)", () -> ElfFile.read(object));
    Path pie = program.compile(dir.resolve("pie"), List.of("-pie", "-fPIE"));
    refused(pie, Reason.NOT_A_LIBRARY, "is a program", () -> ElfFile.read(pie));
    Path fixed = program.compile(dir.resolve("fixed"), List.of("-no-pie"));
    refused(fixed, Reason.NOT_A_LIBRARY, "is a program", () -> ElfFile.read(fixed));
  }

  @Test
  void refusesOtherMachinesInWords() throws IOException {
    byte[] bytes = moduleBytes.clone();
    int here = bytes[E_MACHINE] & 0xff;
    boolean onX86 = here == Platform.Machine.X86_64.elf();
    bytes[E_MACHINE] = (byte) (onX86 ? 183 : 62);
    Path other = write("other.so", bytes);
    refused(
        other,
        Reason.OTHER_MACHINE,
        onX86
            ? "was built for aarch64, this machine is x86-64"
            : "was built for x86-64, this machine is aarch64",
        () -> ElfFile.read(other));

    bytes[E_MACHINE] = 3;
    bytes[4] = 1;
    Path i386 = write("i386.so", bytes);
    refused(
        i386, Reason.OTHER_MACHINE, "was built for x86 (i386) (32-bit", () -> ElfFile.read(i386));

    bytes[4] = 2;
    bytes[5] = 2;
    bytes[16] = 0;
    bytes[17] = 3;
    bytes[E_MACHINE] = 0;
    bytes[E_MACHINE + 1] = 22;
    Path s390 = write("s390.so", bytes);
    refused(
        s390,
        Reason.OTHER_MACHINE,
        "was built for S/390 (64-bit, big-endian)",
        () -> ElfFile.read(s390));
  }

  @Test
  void refusesElfOnOtherSystems() {
    Platform mac =
        new Platform(Platform.System.MACOS, Platform.Machine.AARCH64, Platform.Libc.NONE);
    refused(
        module, Reason.OTHER_PLATFORM, "this machine runs macOS", () -> ElfFile.read(module, mac));
  }

  @Test
  void refusesEveryTruncation() {
    for (int length = 0; length < moduleBytes.length; length += length < 8192 ? 1 : 61) {
      byte[] cut = Arrays.copyOf(moduleBytes, length);
      Reason reason = null;
      try {
        ElfFile.parse(module, FileContent.of(module, cut), Platform.current());
      } catch (ExtensionLoadException e) {
        reason = e.reason();
      }
      assertThat(reason)
          .as("cut after %d bytes", length)
          .isEqualTo(length == 0 ? Reason.NOT_A_BINARY : Reason.TRUNCATED);
    }
  }

  @Test
  void refusesNamesThatOverlapWithoutMeasure() {
    // One long string whose tails are the names of all symbols: 400 MB of names in 1 MB.
    CSource source = new CSource("int " + "a".repeat(20_000) + ";\n" + variables(20_000));
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(source.library(dir.resolve("m.so"), "-nostdlib"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    pointNamesIntoTheLongOne(bytes);
    refused(
        module,
        Reason.MALFORMED,
        "names overlap",
        () -> ElfFile.parse(module, FileContent.of(module, bytes), Platform.current()));
  }

  private static String variables(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("int v").append(i).append(";\n");
    }
    return text.toString();
  }

  /** Rewrites {@code st_name} of all dynamic symbols; the table is found by its section. */
  private static void pointNamesIntoTheLongOne(byte[] bytes) {
    ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int sections = (int) elf.getLong(E_SHOFF);
    int count = elf.getShort(E_SHNUM);
    for (int i = 0; i < count; i++) {
      int at = sections + i * 64;
      if (elf.getInt(at + 4) == 11) { // SHT_DYNSYM
        int table = (int) elf.getLong(at + 24);
        int size = (int) elf.getLong(at + 32);
        int strings = (int) elf.getLong(sections + elf.getInt(at + 40) * 64 + 24);
        int longest = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("a".repeat(20_000));
        for (int symbol = 24; symbol < size; symbol += 24) {
          elf.putInt(table + symbol, longest - strings + symbol % 100);
        }
        return;
      }
    }
    throw new AssertionError("no dynamic symbols");
  }
}
