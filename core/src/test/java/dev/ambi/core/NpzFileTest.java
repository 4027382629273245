package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code .npz} archives: NumPy's, our own, and those that someone damaged or made up. */
class NpzFileTest {

  @TempDir Path dir;

  private Path resource(String name) throws IOException {
    Path file = dir.resolve(name);
    try (InputStream in = NpzFileTest.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("x", NDArray.arange(6).reshape(2, 3).astype(DType.FLOAT64));
    arrays.put("fortran", NDArray.arange(6).reshape(2, 3).astype(DType.INT32).copy(Order.F));
    arrays.put("big", NDArray.arange(3).astype(DType.parse(">i2")));
    arrays.put("text", NDArray.of(new String[] {"a", "bcd"}));
    arrays.put("scalar", NDArray.scalar(2.5));
    arrays.put("empty", NDArray.zeros(DType.INT8, 0, 3));
    NDArray records = NDArray.zeros(DType.parse("i4,f8"), 2);
    arrays.put("records", records);
    arrays.put("dir/näme", NDArray.of(new boolean[] {true, false}));
    arrays.put("zeros", NDArray.zeros(DType.FLOAT64, 20000));
    return arrays;
  }

  @ParameterizedTest
  @ValueSource(strings = {"numpy-stored.npz", "numpy-compressed.npz"})
  void archivesOfNumPyAreRead(String name) throws IOException {
    Map<String, NDArray> expected = arrays();
    boolean stored = name.contains("stored");
    if (stored) {
      expected.remove("zeros");
    }
    try (NpzFile npz = NpzFile.open(resource(name));
        Arena arena = Arena.ofConfined()) {
      assertThat(npz.names()).containsExactlyElementsOf(expected.keySet());
      NDArray records = npz.get("records");
      assertThat(records.field("a").toLongArray()).containsExactly(1, 3);
      assertThat(records.field("b").toDoubleArray()).containsExactly(2.5, 4.5);
      expected.remove("records");
      for (Map.Entry<String, NDArray> e : expected.entrySet()) {
        assertThat(npz.contains(e.getKey())).isTrue();
        NDArray a = npz.get(e.getKey());
        assertThat(a).as(e.getKey()).isEqualTo(e.getValue());
        assertThat(a.isWritable()).isTrue();
        assertThat(npz.get(e.getKey() + ".npy", arena)).isEqualTo(a);
        if (stored) {
          NDArray mapped = npz.map(e.getKey(), arena);
          assertThat(mapped).isEqualTo(a);
          assertThat(mapped.isWritable()).isFalse();
        } else {
          assertThatThrownBy(() -> npz.map(e.getKey(), arena))
              .isInstanceOf(NpyFormatException.class)
              .hasMessageContaining("compressed");
        }
      }
      assertThat(npz.get("fortran").isFContiguous()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsWrittenIsReadByOthersAndByUs(boolean compressed) throws IOException {
    Map<String, NDArray> arrays = arrays();
    arrays.put("view", NDArray.arange(24).reshape(4, 6).get("::-2, 1::2"));
    arrays.put("", NDArray.scalar(1L));
    Path file = dir.resolve("a.npz");
    NDArray.saveNpz(file, arrays, compressed);
    Path single = dir.resolve("single.npy");
    try (ZipFile zip = new ZipFile(file.toFile());
        NpzFile npz = NpzFile.open(file)) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactlyElementsOf(arrays.keySet().stream().map(n -> n + ".npy").toList());
      for (Map.Entry<String, NDArray> e : arrays.entrySet()) {
        e.getValue().save(single);
        try (InputStream in = zip.getInputStream(zip.getEntry(e.getKey() + ".npy"))) {
          assertThat(in.readAllBytes()).as(e.getKey()).isEqualTo(Files.readAllBytes(single));
        }
        assertThat(npz.get(e.getKey())).as(e.getKey()).isEqualTo(e.getValue());
        if (!compressed) {
          NDArray mapped = npz.map(e.getKey(), Arena.ofAuto());
          assertThat(mapped).isEqualTo(e.getValue());
          assertThat(mapped.size() == 0 || mapped.address() % 64 == 0).isTrue();
        }
      }
    }
    assertThat(Files.size(file)).matches(n -> compressed ? n < 10_000 : n > 160_000);
    byte[] once = Files.readAllBytes(file);
    NDArray.saveNpz(file, arrays, compressed);
    assertThat(Files.readAllBytes(file)).isEqualTo(once);
  }

  @Test
  void noArraysMakeAnArchiveToo() throws IOException {
    Path file = dir.resolve("none.npz");
    NDArray.saveNpz(file, Map.of(), true);
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.names()).isEmpty();
      assertThatThrownBy(() -> npz.get("a"))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("'a' is not a file in the archive " + file);
    }
  }

  @Test
  void moreMembersThanSixteenBitsCount() throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    NDArray one = NDArray.scalar(1L);
    for (int i = 0; i < 66_000; i++) {
      arrays.put("a" + i, one);
    }
    Path file = dir.resolve("many.npz");
    NDArray.saveNpz(file, arrays, false);
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.names()).hasSize(66_000);
      assertThat(npz.get("a65999")).isEqualTo(one);
    }
  }

  @Test
  void afterItIsClosedItIsClosed() throws IOException {
    Path file = dir.resolve("a.npz");
    NDArray.saveNpz(file, Map.of("a", NDArray.arange(3)), false);
    NpzFile npz = NpzFile.open(file);
    NDArray mapped = npz.map("a", Arena.ofAuto());
    npz.close();
    npz.close();
    assertThat(mapped).isEqualTo(NDArray.arange(3));
    assertThatThrownBy(() -> npz.get("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void namesThatLeadOutOfADirectoryAreNotWritten() {
    Path file = dir.resolve("a.npz");
    for (String name : List.of("../a", "a/../../b", "/a", "..", "a\0b", "..\\a")) {
      assertThatThrownBy(() -> NDArray.saveNpz(file, Map.of(name, NDArray.arange(3)), false))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(file).doesNotExist();
  }

  private Path zip(Object... namesAndBytes) throws IOException {
    Path file = dir.resolve("made.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndBytes.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
        zip.write((byte[]) namesAndBytes[i + 1]);
        zip.closeEntry();
      }
    }
    return file;
  }

  private byte[] npy(NDArray array) throws IOException {
    Path file = dir.resolve("part.npy");
    array.save(file);
    return Files.readAllBytes(file);
  }

  @Test
  void namesAreOnlyNames() throws IOException {
    Path file =
        zip("../../../../tmp/evil.npy", npy(NDArray.arange(3)), "/abs.npy", npy(NDArray.arange(2)));
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.names()).containsExactly("../../../../tmp/evil", "/abs");
      assertThat(npz.get("/abs")).isEqualTo(NDArray.arange(2));
      assertThat(npz.get("../../../../tmp/evil")).isEqualTo(NDArray.arange(3));
    }
  }

  @Test
  void whatIsNoArrayIsRefusedWhenAskedFor() throws IOException {
    try (NpzFile npz = NpzFile.open(resource("numpy-objects.npz"))) {
      assertThat(npz.names()).containsExactly("objects", "notes.txt");
      assertThatThrownBy(() -> npz.get("objects"))
          .isInstanceOf(NpyFormatException.class)
          .hasMessageContaining("member 'objects.npy'")
          .hasMessageContaining("pickled objects");
      assertThatThrownBy(() -> npz.get("notes.txt"))
          .isInstanceOf(NpyFormatException.class)
          .hasMessageContaining("member 'notes.txt': no .npy file");
    }
  }

  @Test
  void aBombIsRefusedBeforeItGoesOff() throws IOException {
    // A header of a few bytes that claims what the member does not have.
    byte[] claim = npy(NDArray.zeros(DType.FLOAT64, 1));
    String header = new String(claim, StandardCharsets.ISO_8859_1);
    byte[] lie = header.replace("(1,)", "(999999999999,)").getBytes(StandardCharsets.ISO_8859_1);
    try (NpzFile npz = NpzFile.open(zip("a.npy", lie))) {
      assertThatThrownBy(() -> npz.get("a"))
          .isInstanceOf(NpyFormatException.class)
          .hasMessageContaining("it is cut");
    }
    // Bytes behind the array are not inflated.
    byte[] tail = Arrays.copyOf(claim, 50_000_000);
    try (NpzFile npz = NpzFile.open(zip("a.npy", tail))) {
      assertThatThrownBy(() -> npz.get("a"))
          .isInstanceOf(NpyFormatException.class)
          .hasMessageContaining("bytes after the array");
    }
    // The directory claims more than deflate can make of what is there.
    Path file = zip("a.npy", claim);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int central = find(view, 0x02014b50);
    view.putInt(central + 24, 2_000_000_000);
    Files.write(file, bytes);
    try (NpzFile npz = NpzFile.open(file)) {
      assertThatThrownBy(() -> npz.get("a"))
          .isInstanceOf(NpyFormatException.class)
          .hasMessageContaining("2000000000 bytes cannot come of");
    }
  }

  private static int find(ByteBuffer bytes, int signature) {
    for (int i = 0; ; i++) {
      if (bytes.getInt(i) == signature) {
        return i;
      }
    }
  }

  @Test
  void twoMembersOfOneNameAreRefused() throws IOException {
    Path file = zip("aa.npy", npy(NDArray.arange(1)), "ab.npy", npy(NDArray.arange(2)));
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1).replace("ab.npy", "aa.npy");
    Files.writeString(file, bytes, StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> NpzFile.open(file))
        .isInstanceOf(NpyFormatException.class)
        .hasMessageContaining("two members 'aa.npy'");
    assertThatThrownBy(() -> NpzFile.open(zip("a.npy", npy(NDArray.arange(1)), "a", new byte[1])))
        .isInstanceOf(NpyFormatException.class)
        .hasMessageContaining("two members 'a'");
  }

  @Test
  void anEncryptedOrUnknownMethodIsNamed() throws IOException {
    Path file = zip("a.npy", npy(NDArray.arange(1)));
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int central = find(view, 0x02014b50);
    view.putShort(central + 10, (short) 12);
    Files.write(file, bytes);
    try (NpzFile npz = NpzFile.open(file)) {
      assertThatThrownBy(() -> npz.get("a"))
          .isInstanceOf(NpyFormatException.class)
          .hasMessageContaining("compression method 12 is not supported");
    }
    view.putShort(central + 8, (short) 1);
    Files.write(file, bytes);
    assertThatThrownBy(() -> NpzFile.open(file))
        .isInstanceOf(NpyFormatException.class)
        .hasMessageContaining("encrypted");
  }

  @Test
  void otherFilesAreNoArchives() throws IOException {
    assertThatThrownBy(() -> NpzFile.open(dir.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> NpzFile.open(dir)).isInstanceOf(NpyFormatException.class);
    Path file = dir.resolve("x");
    for (byte[] bytes : List.of(new byte[0], new byte[3], new byte[100_000])) {
      Files.write(file, bytes);
      assertThatThrownBy(() -> NpzFile.open(file))
          .isInstanceOf(NpyFormatException.class)
          .hasMessageContaining("no zip archive");
    }
  }

  @Test
  void somethingMayBeInFrontOfAnArchive() throws IOException {
    Path file = dir.resolve("a.npz");
    NDArray.saveNpz(file, Map.of("a", NDArray.arange(3)), true);
    byte[] archive = Files.readAllBytes(file);
    byte[] moved = new byte[archive.length + 77];
    System.arraycopy(archive, 0, moved, 77, archive.length);
    Files.write(file, moved);
    try (NpzFile npz = NpzFile.open(file)) {
      assertThat(npz.get("a")).isEqualTo(NDArray.arange(3));
    }
  }

  @Test
  void cutArchivesAreRefusedAtEveryLength() throws IOException {
    Path file = dir.resolve("a.npz");
    NDArray.saveNpz(file, Map.of("a", NDArray.arange(3)), true);
    byte[] whole = Files.readAllBytes(file);
    for (int n = 0; n < whole.length; n++) {
      Files.write(file, Arrays.copyOf(whole, n));
      assertThatThrownBy(() -> NpzFile.open(file)).isInstanceOf(NpyFormatException.class);
    }
  }

  @Test
  void damagedElementsAreFound() throws IOException {
    for (boolean compressed : new boolean[] {false, true}) {
      Path file = dir.resolve("a.npz");
      NDArray.saveNpz(file, Map.of("a", NDArray.arange(1000)), compressed);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 4;
      Files.write(file, bytes);
      try (NpzFile npz = NpzFile.open(file)) {
        assertThatThrownBy(() -> npz.get("a")).isInstanceOf(NpyFormatException.class);
      }
    }
  }

  @Test
  void mutatedArchivesAreReadOrRefused() throws IOException {
    Random random = new Random(20251122);
    Path file = dir.resolve("a.npz");
    List<byte[]> originals = new ArrayList<>();
    for (boolean compressed : new boolean[] {false, true}) {
      NDArray.saveNpz(
          file, Map.of("a", NDArray.arange(6).reshape(2, 3), "b", NDArray.scalar(2L)), compressed);
      originals.add(Files.readAllBytes(file));
    }
    originals.add(Files.readAllBytes(resource("numpy-stored.npz")));
    int read = 0;
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = originals.get(round % originals.size()).clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        // Mostly where the archive describes itself.
        int at =
            random.nextBoolean()
                ? random.nextInt(bytes.length)
                : bytes.length - 1 - random.nextInt(Math.min(300, bytes.length));
        bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
      }
      if (random.nextInt(10) == 0) {
        fixChecksums(bytes);
      }
      Files.write(file, bytes);
      try (NpzFile npz = NpzFile.open(file)) {
        for (String name : npz.names()) {
          try {
            assertThat(npz.get(name).nbytes()).isLessThanOrEqualTo(5_000_000);
            read++;
          } catch (NpyFormatException e) {
            refused++;
          }
          try (Arena arena = Arena.ofConfined()) {
            npz.map(name, arena).copy();
          } catch (NpyFormatException e) {
            refused++;
          }
        }
      } catch (NpyFormatException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
        refused++;
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThat(refused).isGreaterThan(100);
  }

  /** So that damage to stored elements is not all that is ever found. */
  private static void fixChecksums(byte[] bytes) {
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 46 < bytes.length; i++) {
      if (view.getInt(i) == 0x02014b50) {
        long size = view.getInt(i + 20) & 0xFFFF_FFFFL;
        long local = view.getInt(i + 42) & 0xFFFF_FFFFL;
        if (local + 30 > bytes.length) {
          continue;
        }
        long start =
            local
                + 30
                + (view.getShort((int) local + 26) & 0xFFFF)
                + (view.getShort((int) local + 28) & 0xFFFF);
        if (start + size <= bytes.length) {
          CRC32 crc = new CRC32();
          crc.update(bytes, (int) start, (int) size);
          view.putInt(i + 16, (int) crc.getValue());
        }
      }
    }
  }
}
