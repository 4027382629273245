package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code .npy} files: versions, mapping, and files that someone damaged or made up. */
class NpyFileTest {

  @TempDir Path dir;

  private Path file(byte[] bytes) throws IOException {
    Path file = dir.resolve("x.npy");
    Files.write(file, bytes);
    return file;
  }

  /** A file with the given header text, in the given version, and so many bytes of elements. */
  private Path file(int version, String header, int elementBytes) throws IOException {
    byte[] text =
        header.getBytes(version < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    int lengthSize = version == 1 ? 2 : 4;
    byte[] bytes = new byte[8 + lengthSize + text.length + elementBytes];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0};
    System.arraycopy(magic, 0, bytes, 0, 8);
    for (int i = 0; i < lengthSize; i++) {
      bytes[8 + i] = (byte) (text.length >>> 8 * i);
    }
    System.arraycopy(text, 0, bytes, 8 + lengthSize, text.length);
    for (int i = 0; i < elementBytes; i++) {
      bytes[8 + lengthSize + text.length + i] = (byte) (i % 8 == 0 ? i / 8 + 1 : 0);
    }
    return file(bytes);
  }

  @Test
  void everyVersionIsRead() throws IOException {
    String header = "{'descr': '<i8', 'fortran_order': False, 'shape': (2, 3), }\n";
    NDArray expected = NDArray.arange(1, 7, 1).reshape(2, 3);
    for (int version = 1; version <= 3; version++) {
      assertThat(NDArray.load(file(version, header, 48))).isEqualTo(expected);
    }
  }

  @Test
  void whatOthersWriteInAHeaderIsRead() throws IOException {
    NDArray expected = NDArray.arange(1, 4, 1);
    for (String header :
        new String[] {
          "{\"shape\":(3,),\"descr\":\"<i8\",\"fortran_order\":False}",
          " {'descr' : '=i8' ,\t'fortran_order' : True , 'shape' : ( 3 , ) }  \n\n",
          "{'descr': 'int64', 'fortran_order': False, 'shape': (3L,), }",
        }) {
      assertThat(NDArray.load(file(1, header, 24))).as(header).isEqualTo(expected);
    }
    NDArray scalar =
        NDArray.load(file(1, "{'descr': '<i8', 'fortran_order': False, 'shape': ()}", 8));
    assertThat(scalar.ndim()).isZero();
    assertThat(scalar.item()).isEqualTo(1L);
  }

  @Test
  void fortranOrderIsKept() throws IOException {
    NDArray a = NDArray.arange(24).reshape(2, 3, 4).copy(Order.F);
    Path file = dir.resolve("f.npy");
    a.save(file);
    NDArray b = NDArray.load(file);
    assertThat(b).isEqualTo(a);
    assertThat(b.isFContiguous()).isTrue();
    assertThat(b.isCContiguous()).isFalse();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("'fortran_order': True");
  }

  @Test
  void viewsAreSavedAsTheyLook() throws IOException {
    NDArray a = NDArray.arange(24).reshape(4, 6).get("::-2, 1::2");
    Path file = dir.resolve("v.npy");
    a.save(file);
    assertThat(NDArray.load(file)).isEqualTo(a);
    NDArray spread = NDArray.arange(3).broadcastTo(2, 3);
    spread.save(file);
    assertThat(NDArray.load(file)).isEqualTo(spread);
  }

  @Test
  void bigEndianElementsAreReadAndKept() throws IOException {
    NDArray a = NDArray.arange(1, 3, 1).astype(DType.parse(">f4"));
    Path file = dir.resolve("b.npy");
    a.save(file);
    NDArray b = NDArray.load(file);
    assertThat(b.dtype()).isEqualTo(DType.parse(">f4"));
    assertThat(b.toDoubleArray()).containsExactly(1, 2);
  }

  @Test
  void loadedArraysDoNotWriteToTheirFile() throws IOException {
    for (long n : new long[] {10, 3L << 20}) {
      Path file = dir.resolve("w.npy");
      NDArray.arange(n).save(file);
      NDArray a = NDArray.load(file);
      assertThat(a.isWritable()).isTrue();
      a.setLong(-1, 5);
      assertThat(a.getLong(5)).isEqualTo(-1);
      assertThat(a.getLong(n - 1)).isEqualTo(n - 1);
      assertThat(NDArray.load(file).getLong(5)).isEqualTo(5);
      a.save(file); // over the file from which it may be mapped
      assertThat(NDArray.load(file).getLong(5)).isEqualTo(-1);
      assertThat(a.getLong(n - 1)).isEqualTo(n - 1);
    }
  }

  @Test
  void mappingFollowsItsMode() throws IOException {
    Path file = dir.resolve("m.npy");
    NDArray.zeros(DType.FLOAT64, 4).save(file);
    NDArray kept;
    try (Arena arena = Arena.ofConfined()) {
      NDArray readOnly = NDArray.map(file, MapMode.READ_ONLY, arena);
      assertThat(readOnly.isWritable()).isFalse();
      assertThat(readOnly.isAligned()).isTrue();
      NDArray.map(file, MapMode.PRIVATE, arena).setDouble(1, 0);
      assertThat(readOnly.getDouble(0)).isZero();
      NDArray.map(file, MapMode.READ_WRITE, arena).setDouble(2, 0);
      assertThat(readOnly.getDouble(0)).isEqualTo(2);
      kept = readOnly;
    }
    assertThat(kept.isAlive()).isFalse();
    assertThatThrownBy(() -> kept.getDouble(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("array memory was freed: its Arena is closed");
    NDArray.zeros(DType.FLOAT64, 0, 3).save(file);
    assertThat(NDArray.map(file, MapMode.READ_ONLY, Arena.ofAuto()).shape())
        .isEqualTo(Shape.of(0, 3));
  }

  @Test
  void aNewFileIsMapped() throws IOException {
    for (Order order : new Order[] {Order.C, Order.F}) {
      Path file = dir.resolve("new.npy");
      Files.writeString(file, "something older");
      NDArray a;
      try (Arena arena = Arena.ofConfined()) {
        a = NDArray.mapNew(file, DType.parse(">i4"), order, arena, 2, 3);
        assertThat(a.isWritable()).isTrue();
        assertThat(a.isFContiguous()).isEqualTo(order == Order.F);
        assertThat(a.address() % 64).isZero();
        assertThat(a.toLongArray()).containsOnly(0);
        a.assign(NDArray.arange(6).reshape(2, 3));
        a.memory().force();
      }
      assertThat(a.isAlive()).isFalse();
      NDArray expected = NDArray.arange(6).reshape(2, 3).astype(DType.parse(">i4"));
      assertThat(NDArray.load(file)).isEqualTo(expected);
      Path saved = dir.resolve("saved.npy");
      expected.copy(order).save(saved);
      assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(saved));
    }
    for (long[] shape : new long[][] {{}, {0}, {0, 3}, {5}}) {
      Path file = dir.resolve("odd.npy");
      try (Arena arena = Arena.ofConfined()) {
        assertThat(NDArray.mapNew(file, DType.INT16, Order.F, arena, shape).shape())
            .isEqualTo(Shape.of(shape));
      }
      assertThat(NDArray.load(file)).isEqualTo(NDArray.zeros(DType.INT16, shape));
    }
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).noneMatch(p -> p.toString().endsWith(".tmp"));
    }
  }

  @Test
  void aNewFileThatCannotBeLeavesTheOldOne() throws IOException {
    Path file = dir.resolve("old.npy");
    NDArray.arange(3).save(file);
    assertThatThrownBy(
            () -> NDArray.mapNew(file, DType.INT8, Order.C, Arena.ofAuto(), Long.MAX_VALUE))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> NDArray.mapNew(file, DType.INT8, Order.C, Arena.ofAuto(), -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(NDArray.load(file)).isEqualTo(NDArray.arange(3));
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void largeViewsAreSavedInParts() throws IOException {
    NDArray a = NDArray.arange(6_000_000).reshape(2, 3000, 1000).transpose(2, 0, 1);
    Path file = dir.resolve("large.npy");
    a.save(file);
    NDArray b = NDArray.load(file);
    assertThat(b.isCContiguous()).isTrue();
    assertThat(b).isEqualTo(a);
    NDArray wide = NDArray.arange(3_000_000).broadcastTo(3, 3_000_000).get(":, ::-1");
    wide.save(file);
    assertThat(NDArray.load(file)).isEqualTo(wide);
    NDArray heap = NDArray.wrap(new double[] {1, 2, 3}).get("1:");
    heap.save(file);
    assertThat(NDArray.load(file)).isEqualTo(heap);
  }

  @Test
  void aFileThatShrinksUnderItsMappingIsNoCrash() throws IOException {
    Path file = dir.resolve("shrinks.npy");
    NDArray.zeros(DType.INT8, 1 << 20).save(file);
    NDArray a = NDArray.map(file, MapMode.READ_ONLY, Arena.ofAuto());
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.setLength(100);
    }
    assertThatThrownBy(() -> a.getLong(1 << 19)).isInstanceOf(InternalError.class);
  }

  @Test
  void aFileAboveTwoGigabytesOpens() throws IOException {
    // Sparse: it takes no room on the disk.
    long n = (1L << 31) + 8;
    Path file = file(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (" + n + ",)}", 1);
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      long start = raw.length() - 1;
      raw.setLength(start + n);
      raw.seek(start + n - 1);
      raw.write(7);
    }
    try (Arena arena = Arena.ofConfined()) {
      NDArray a = NDArray.load(file, arena);
      assertThat(a.size()).isEqualTo(n);
      assertThat(a.getLong(-1)).isEqualTo(7);
      assertThat(a.get("::-1").getLong(0)).isEqualTo(7);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> NDArray.load(dir.resolve("none.npy")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.npy");
    assertThatThrownBy(() -> NDArray.arange(3).save(dir.resolve("none/a.npy")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("a.npy: there is no such directory");
    assertThatThrownBy(() -> NDArray.load(dir))
        .isInstanceOf(NpyFormatException.class)
        .hasMessageContaining("not a regular file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          {'descr': '<f8', 'fortran_order': False, 'shape': (3,) ~ ends too soon
          {'descr': '<f8', 'fortran_order': False, 'shape': (3,), } x ~ unexpected 'x'
          {'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'shape': (2,)} ~ 'shape' is there twice
          {'descr': '<f8', 'fortran_order': False} ~ no key 'shape'
          {'descr': '<f8', 'shape': (3,)} ~ no key 'fortran_order'
          {'fortran_order': False, 'shape': (3,)} ~ no key 'descr'
          {'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'extra': 1} ~ unknown key 'extra'
          {'descr': '<f8', 'fortran_order': False, 'shape': (3,), 5: 1} ~ unknown key 5
          ['descr'] ~ no Python dict
          hello ~ no Python dict
          ` ` ~ no Python dict
          {'descr': '<f8', 'fortran_order': 0, 'shape': (3,)} ~ neither True nor False
          {'descr': '<f8', 'fortran_order': 'False', 'shape': (3,)} ~ neither True nor False
          {'descr': '<f8', 'fortran_order': false, 'shape': (3,)} ~ unexpected "false
          {'descr': '<f8', 'fortran_order': False, 'shape': (-3,)} ~ negative length: -3
          {'descr': '<f8', 'fortran_order': False, 'shape': (-1, -1)} ~ negative length: -1
          {'descr': '<f8', 'fortran_order': False, 'shape': 3} ~ no tuple
          {'descr': '<f8', 'fortran_order': False, 'shape': (3)} ~ no tuple
          {'descr': '<f8', 'fortran_order': False, 'shape': [3]} ~ no tuple
          {'descr': '<f8', 'fortran_order': False, 'shape': None} ~ no tuple
          {'descr': '<f8', 'fortran_order': False, 'shape': ('3',)} ~ no integer
          {'descr': '<f8', 'fortran_order': False, 'shape': (True,)} ~ no integer
          {'descr': '<f8', 'fortran_order': False, 'shape': (3.0,)} ~ unexpected '.0
          {'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775808,)} ~ too large
          {'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807,)} ~ impossible shape
          {'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)} ~ impossible shape
          {'descr': '<f8', 'fortran_order': False, 'shape': (0, 4294967296, 4294967296)} ~ impossible shape
          {'descr': '<f8', 'fortran_order': False, 'shape': (4,)} ~ needs 32 bytes, there are 24
          {'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846975,)} ~ there are 24
          {'descr': '|O', 'fortran_order': False, 'shape': (3,)} ~ pickled objects
          {'descr': [('a', '<f8'), ('b', '|O')], 'fortran_order': False, 'shape': (1,)} ~ pickled objects
          {'descr': [('a', '<f8'), ('a', '<i4')], 'fortran_order': False, 'shape': (1,)} ~ 'a'
          {'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (4,)} ~ needs 32 bytes
          {'descr': [('a', '<f8', (1000000000, 1000000000, 1000000000))], 'fortran_order': False, 'shape': (1,)} ~ dtype size in bytes must fit into a C int
          {'descr': '<f9', 'fortran_order': False, 'shape': (3,)} ~ dtype '<f9' is unknown
          {'descr': '<M8[parsec]', 'fortran_order': False, 'shape': (3,)} ~ dtype '<M8[parsec]' is unknown
          {'descr': '', 'fortran_order': False, 'shape': (3,)} ~ dtype '' is unknown
          {'descr': '<U99999999999', 'fortran_order': False, 'shape': (3,)} ~ is unknown
          {'descr': '|S-5', 'fortran_order': False, 'shape': (3,)} ~ is unknown
          {'descr': None, 'fortran_order': False, 'shape': (3,)} ~ descr is no dtype
          {'descr': '<f8, 'fortran_order': False, 'shape': (3,)} ~ no Python dict
          {'descr': __import__('os'), 'fortran_order': False, 'shape': (3,)} ~ no Python dict
          {'déscr': '<f8', 'fortran_order': False, 'shape': (3,)} ~ unknown key 'déscr'
          {'descr': '<f8', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)} ~ maximum supported dimension
          """)
  void badHeadersAreRefused(String header, String reason) throws IOException {
    for (int version = 1; version <= 3; version++) {
      Path file = file(version, header, 24);
      assertThatThrownBy(() -> NDArray.load(file))
          .isInstanceOf(NpyFormatException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining(reason);
    }
  }

  @Test
  void nestingIsBounded() throws IOException {
    Path file = file(2, "(".repeat(100_000), 0);
    assertThatThrownBy(() -> NDArray.load(file))
        .isInstanceOf(NpyFormatException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file(3, "{'descr': '<f8 '}", 0));
    bytes[25] = (byte) 0xFF;
    Path file = file(bytes);
    assertThatThrownBy(() -> NDArray.load(file))
        .isInstanceOf(NpyFormatException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void cutFilesAreRefusedAtEveryLength() throws IOException {
    NDArray a = NDArray.arange(3);
    Path whole = dir.resolve("whole.npy");
    a.save(whole);
    byte[] bytes = Files.readAllBytes(whole);
    for (int n = 0; n < bytes.length; n++) {
      Path file = file(Arrays.copyOf(bytes, n));
      assertThatThrownBy(() -> NDArray.load(file))
          .as("%d bytes", n)
          .isInstanceOf(NpyFormatException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Object[][] cases = {
      {"PK\3\4 an archive", ".npz"},
      {"\u0080\4 pickled", "pickled"},
      {"just some text", "does not start with"},
      {"\u0093NUMPY\4\0aaaaaaaa", "unknown .npy version 4.0"},
      {"\u0093NUMPY\1\1aaaaaaaa", "unknown .npy version 1.1"},
      {"\u0093NUMPY\0\0aaaaaaaa", "unknown .npy version 0.0"},
      {"\u0093NUMPY\1\0\u00ff\u00ff{}", "header of 65535 bytes goes beyond"},
      {"\u0093NUMPY\2\0\u00ff\u00ff\u00ff\u00ff{}", "header of 4294967295 bytes goes beyond"},
    };
    for (Object[] c : cases) {
      Path file = file(((String) c[0]).getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> NDArray.load(file))
          .isInstanceOf(NpyFormatException.class)
          .hasMessageContaining((String) c[1]);
      assertThatThrownBy(() -> NDArray.map(file, MapMode.READ_ONLY, Arena.ofAuto()))
          .isInstanceOf(NpyFormatException.class);
    }
  }

  @Test
  void mutatedFilesLoadOrAreRefused() throws IOException {
    Random random = new Random(20240607);
    Path whole = dir.resolve("whole.npy");
    NDArray.arange(6).reshape(2, 3).save(whole);
    byte[] original = Files.readAllBytes(whole);
    String alphabet = "{}()[]'\",:-+ \\TrueFalseNone0123456789<>|=fiUSOVL\n\u0000\u00ff";
    int loaded = 0;
    for (int round = 0; round < 4000; round++) {
      byte[] bytes = original.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(10) == 0 ? random.nextInt(10) : 10 + random.nextInt(62);
        bytes[at] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Path file = file(bytes);
      try {
        NDArray a = NDArray.load(file);
        assertThat(a.nbytes()).isLessThanOrEqualTo(48);
        a.repr();
        loaded++;
      } catch (NpyFormatException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
      } catch (IllegalArgumentException e) {
        // Four bytes of a str element that are no character, met when it is looked at.
        assertThat(e).hasMessageContaining("is not in range");
      }
    }
    assertThat(loaded).isBetween(1, 3999);
  }
}
