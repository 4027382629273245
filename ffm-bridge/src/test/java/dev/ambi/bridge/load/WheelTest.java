package dev.ambi.bridge.load;

import static dev.ambi.bridge.load.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken from a wheel, and what is refused; the cache has its own test. */
class WheelTest {

  private static final Charset UTF8 = StandardCharsets.UTF_8;
  private static final byte[] TEXT = "some text\n".getBytes(UTF8);

  @TempDir static Path shared;
  @TempDir Path dir;
  private static byte[] module;
  private static byte[] library;
  private CacheDirectory cache;

  @BeforeAll
  static void compile() throws IOException {
    module = Files.readAllBytes(CSource.module("reduce").library(shared.resolve("reduce.so")));
    library =
        Files.readAllBytes(
            new CSource("int f(void) { return 1; }").library(shared.resolve("libf.so")));
  }

  @BeforeEach
  void makeCache() {
    cache = new CacheDirectory(dir.resolve("cache"));
  }

  /** Opening and unpacking, of which one refuses. */
  private void load(Path wheel) {
    Wheel.open(wheel).unpack(cache);
  }

  private void refuses(WheelBuilder wheel, Reason reason, String words) throws IOException {
    Path file = wheel.write(dir);
    refused(file, reason, words, () -> load(file));
    Path wheels = dir.resolve("cache/wheels");
    if (Files.exists(wheels)) {
      try (Stream<Path> left = Files.list(wheels)) {
        assertThat(left).as("what is left in the cache").allMatch(p -> p.endsWith(".lock"));
      }
    }
  }

  @Test
  void unpacksAndListsModules() throws IOException {
    Path file =
        new WheelBuilder()
            .file("pkg/__init__.py", "")
            .file("pkg/reduce.abi3.so", module)
            .file("pkg/sub/reduce.so", module)
            .file("pkg/other.cpython-312-x86_64-linux-gnu.so", module)
            .file("pkg/lib/libf.so", library)
            .file("pkg.libs/libg-1234.so", library)
            .file("top.abi3.so", module)
            .file("ext/__init__.abi3.so", module)
            .file("demo-1.0.data/platlib/plat.abi3.so", module)
            .file("demo-1.0.data/scripts/run", TEXT)
            .file("pkg/a, \"b\".txt", TEXT)
            .unlisted(WheelBuilder.INFO + "RECORD.jws", TEXT)
            .write(dir);
    Wheel wheel = Wheel.open(file);
    assertThat(wheel.name()).isEqualTo("demo");
    assertThat(wheel.version()).isEqualTo("1.0");
    UnpackedWheel unpacked = wheel.unpack(cache);
    assertThat(unpacked.modules().sequencedKeySet())
        .containsExactly("ext", "pkg.reduce", "pkg.sub.reduce", "plat", "top");
    assertThat(unpacked.find("pkg.reduce"))
        .isEqualTo(unpacked.root().resolve("pkg/reduce.abi3.so"))
        .hasBinaryContent(module);
    assertThat(unpacked.root().resolve("pkg.libs/libg-1234.so")).hasBinaryContent(library);
    assertThat(unpacked.root().resolve("pkg/a, \"b\".txt")).hasBinaryContent(TEXT);
    assertThat(unpacked.root().resolve("plat.abi3.so")).exists();
    refused(
        file,
        Reason.NO_SUCH_MODULE,
        "has no extension module 'pkg.move'; it has ext, pkg.reduce, pkg.sub.reduce, plat, top",
        () -> unpacked.find("pkg.move"));
    refused(file, Reason.NO_SUCH_MODULE, "one has to be named; it has ext,", unpacked::onlyModule);
  }

  @Test
  void findsTheOnlyModule() throws IOException {
    Path file = new WheelBuilder().file("a/reduce.abi3.so", module).write(dir);
    assertThat(Wheel.open(file).unpack(cache).onlyModule()).isEqualTo("a.reduce");
  }

  @Test
  void saysWhenThereIsNoModule() throws IOException {
    Path file = new WheelBuilder().file("a/x.py", TEXT).write(dir);
    UnpackedWheel unpacked = Wheel.open(file).unpack(cache);
    refused(file, Reason.NO_SUCH_MODULE, "it has none at all", () -> unpacked.find("a.x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha384", "sha512"})
  void takesStrongerHashes(String algorithm) throws IOException {
    String digest = algorithm.toUpperCase(Locale.ROOT).replace("SHA", "SHA-");
    Path file =
        new WheelBuilder()
            .unlisted("a.txt", TEXT)
            .text("a.txt," + algorithm + "=" + WheelBuilder.hash(digest, TEXT) + ",\n")
            .write(dir);
    assertThat(Wheel.open(file).unpack(cache).root().resolve("a.txt")).exists();
  }

  @Test
  void refusesWrongHash() throws IOException {
    byte[] other = TEXT.clone();
    other[0]++;
    refuses(
        new WheelBuilder().unlisted("pkg/a.txt", TEXT).line("pkg/a.txt", other),
        Reason.WRONG_HASH,
        "holds the file 'pkg/a.txt' with another SHA-256 hash than its RECORD says");
  }

  @Test
  void refusesWrongSize() throws IOException {
    refuses(
        new WheelBuilder().unlisted("a.txt", TEXT).line("a.txt", Arrays.copyOf(TEXT, 5)),
        Reason.WRONG_HASH,
        "holds the file 'a.txt' with 10 bytes, its RECORD says 5");
  }

  @Test
  void refusesWhatIsNotListed() throws IOException {
    refuses(
        new WheelBuilder().unlisted("extra.so", module),
        Reason.BAD_RECORD,
        "holds the file 'extra.so', which its RECORD does not list");
    refuses(
        new WheelBuilder().unlisted("extra.so", module).text("extra.so,,\n"),
        Reason.BAD_RECORD,
        "holds the file 'extra.so', whose RECORD has no hash");
  }

  @Test
  void refusesWhatIsListedAndNotThere() throws IOException {
    refuses(
        new WheelBuilder().line("gone.py", TEXT),
        Reason.BAD_RECORD,
        "does not hold the file 'gone.py' that its RECORD lists");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a.txt,md5=abc,10; neither sha256 nor a stronger one",
        "a.txt,sha256,10; neither sha256 nor a stronger one",
        "a.txt,sha256=!!!,10; cannot be read",
        "a.txt,sha256=abc,ten; cannot be read",
        "a.txt,10; has 2 fields instead of 3",
        "'\"a.txt,sha256=abc,10'; has a quote that is not closed"
      })
  void refusesBadRecordLines(String line, String words) throws IOException {
    refuses(new WheelBuilder().unlisted("a.txt", TEXT).text(line + "\n"), Reason.BAD_RECORD, words);
  }

  @Test
  void refusesLinesThatAreThereTwice() throws IOException {
    refuses(
        new WheelBuilder().file("a.txt", TEXT).line("a.txt", TEXT),
        Reason.BAD_RECORD,
        "lists 'a.txt' twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "../evil; leaves the directory",
        "pkg/../../evil; leaves the directory",
        "pkg/..; leaves the directory",
        "/etc/evil; has an absolute path",
        "pkg\\..\\evil; has a backslash",
        "C:evil; names a drive",
        "pkg//evil; has an empty part",
        "./evil; has an empty part",
        "demo-1.0.data/platlib/../../evil; leaves the directory"
      })
  void refusesPathsThatLeave(String path, String words) throws IOException {
    refuses(
        new WheelBuilder().file(path, TEXT),
        Reason.UNSAFE_PATH,
        "the entry '" + path + "' " + words);
    assertThat(dir.resolve("evil")).doesNotExist();
    assertThat(dir.resolve("cache/evil")).doesNotExist();
  }

  @Test
  void refusesNamesThatAreNone() throws IOException {
    refuses(new WheelBuilder().file("a\0b", TEXT), Reason.UNSAFE_PATH, "'a\\x00b' has a control");
    refuses(new WheelBuilder().file("", TEXT), Reason.UNSAFE_PATH, "has no name");
    refuses(
        new WheelBuilder().file("x".repeat(256), TEXT), Reason.UNSAFE_PATH, "more than 255 bytes");
    refuses(
        new WheelBuilder().entry(new byte[] {'a', (byte) 0xff}, TEXT, new ZipWriter.Claim()),
        Reason.UNSAFE_PATH,
        "has a name that is no UTF-8");
  }

  @Test
  void refusesLinksAndDevices() throws IOException {
    ZipWriter.Claim link = new ZipWriter.Claim();
    link.mode = ZipWriter.SYMLINK;
    refuses(
        new WheelBuilder().entry("lib".getBytes(UTF8), "/etc".getBytes(UTF8), link),
        Reason.UNSAFE_PATH,
        "the entry 'lib' is a symbolic link");
    ZipWriter.Claim pipe = new ZipWriter.Claim();
    pipe.mode = ZipWriter.FIFO;
    refuses(
        new WheelBuilder().entry("p".getBytes(UTF8), new byte[0], pipe),
        Reason.UNSAFE_PATH,
        "is neither a file nor a directory");
  }

  @Test
  void refusesEntriesOverEachOther() throws IOException {
    refuses(
        new WheelBuilder().file("a.txt", TEXT).unlisted("a.txt", module),
        Reason.UNSAFE_PATH,
        "the entry 'a.txt' is there twice");
    refuses(
        new WheelBuilder().file("a", TEXT).file("a/b", TEXT),
        Reason.UNSAFE_PATH,
        "the entry 'a' is a file and a directory");
    refuses(
        new WheelBuilder().file("a/b", TEXT).file("a", TEXT),
        Reason.UNSAFE_PATH,
        "the entry 'a' is a file and a directory");
    refuses(
        new WheelBuilder().file("a.so", TEXT).file("demo-1.0.data/purelib/a.so", TEXT),
        Reason.UNSAFE_PATH,
        "has two files to install as 'a.so'");
  }

  @Test
  void refusesBombs() throws IOException {
    // 128 MB of zeros in 125 kB.
    refuses(
        new WheelBuilder().file("zeros", new byte[128 << 20]),
        Reason.TOO_LARGE,
        "would unpack to 134217");
    // One that says it is small, and is not.
    ZipWriter.Claim claim = new ZipWriter.Claim();
    claim.size = 100;
    refuses(
        new WheelBuilder()
            .entry("zeros".getBytes(UTF8), new byte[1 << 20], claim)
            .record(text -> text.replace("1048576", "100")),
        Reason.MALFORMED,
        "is larger than the directory says");
  }

  @Test
  void refusesEntriesThatAreNotWhatTheDirectorySays() throws IOException {
    ZipWriter.Claim name = new ZipWriter.Claim();
    name.localName = "b.txt".getBytes(UTF8);
    refuses(
        new WheelBuilder().entry("a.txt".getBytes(UTF8), TEXT, name),
        Reason.MALFORMED,
        "the entry 'a.txt' is another than the directory says");
    ZipWriter.Claim crc = new ZipWriter.Claim();
    crc.crc = 1;
    refuses(
        new WheelBuilder().entry("a.txt".getBytes(UTF8), TEXT, crc),
        Reason.MALFORMED,
        "does not have its checksum");
    ZipWriter.Claim encrypted = new ZipWriter.Claim();
    encrypted.flags = 1;
    refuses(
        new WheelBuilder().entry("a.txt".getBytes(UTF8), TEXT, encrypted),
        Reason.MALFORMED,
        "is encrypted");
    ZipWriter.Claim method = new ZipWriter.Claim();
    method.method = 14;
    refuses(
        new WheelBuilder().entry("a.txt".getBytes(UTF8), TEXT, method),
        Reason.MALFORMED,
        "is compressed by method 14");
  }

  @Test
  void takesStoredEntries() throws IOException {
    ZipWriter.Claim stored = new ZipWriter.Claim();
    stored.method = 0;
    Path file = new WheelBuilder().entry("a.txt".getBytes(UTF8), TEXT, stored).write(dir);
    assertThat(Wheel.open(file).unpack(cache).root().resolve("a.txt")).hasBinaryContent(TEXT);
  }

  @Test
  void refusesWhatIsNoWheel() throws IOException {
    Path text = Files.write(dir.resolve(WheelBuilder.NAME + ".whl"), TEXT);
    refused(text, Reason.NOT_A_WHEEL, "is a text file", () -> load(text));
    Files.write(text, new byte[0]);
    refused(text, Reason.NOT_A_WHEEL, "is empty, not a zip archive", () -> load(text));
    Files.write(text, module);
    refused(text, Reason.NOT_A_WHEEL, "is an ELF binary", () -> load(text));
    Files.write(text, new ZipWriter().add("a.txt", TEXT).finish());
    refused(text, Reason.NOT_A_WHEEL, "has no .dist-info directory", () -> load(text));
    Files.write(text, new ZipWriter().add("demo-1.0.dist-info/WHEEL", TEXT).finish());
    refused(text, Reason.NOT_A_WHEEL, "has version '' of the wheel format", () -> load(text));
    Files.write(text, new ZipWriter().add("else-1.0.dist-info/WHEEL", TEXT).finish());
    refused(
        text,
        Reason.NOT_A_WHEEL,
        "is called demo and holds the metadata else-1.0.dist-info/",
        () -> load(text));
    Path none = dir.resolve("none-1-cp311-cp311-any.whl");
    refused(none, Reason.NO_SUCH_FILE, "there is no such file", () -> load(none));
  }

  @Test
  void refusesMetadataOfAnotherVersionOrNone() throws IOException {
    refuses(
        new WheelBuilder().wheel("Wheel-Version: 2.0\n"),
        Reason.NOT_A_WHEEL,
        "has version '2.0' of the wheel format, not 1.x");
    refuses(new WheelBuilder().wheel(null), Reason.NOT_A_WHEEL, "has no demo-1.0.dist-info/WHEEL");
    refuses(
        new WheelBuilder().file("demo-2.0.dist-info/METADATA", TEXT),
        Reason.NOT_A_WHEEL,
        "has two directories of metadata");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = new WheelBuilder().file("pkg/reduce.abi3.so", module).bytes();
    Path file = dir.resolve(WheelBuilder.NAME + ".whl");
    for (int length : List.of(10, 100, whole.length / 2, whole.length - 100, whole.length - 1)) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(file, Reason.TRUNCATED, "is cut", () -> load(file));
    }
  }

  @Test
  void refusesOtherMachinesBeforeItReads() throws IOException {
    boolean onX86 = Platform.current().machine().same(Platform.Machine.X86_64);
    String other = onX86 ? "aarch64" : "x86_64";
    Path file = dir.resolve("demo-1.0-cp311-cp311-manylinux_2_28_" + other + ".whl");
    Files.write(file, TEXT);
    refused(
        file,
        Reason.OTHER_MACHINE,
        "was built for " + (onX86 ? "aarch64" : "x86-64"),
        () -> load(file));
    Path python = dir.resolve("demo-1.0-cp312-cp312-any.whl");
    Files.write(python, TEXT);
    refused(python, Reason.OTHER_PYTHON, "was built for CPython 3.12", () -> load(python));
  }
}
