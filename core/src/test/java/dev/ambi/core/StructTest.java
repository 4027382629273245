package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What structured and void dtypes do beyond what is recorded of NumPy. */
class StructTest {

  private static final StructDType POINT =
      DType.struct().field("a", DType.INT32).field("b", DType.FLOAT64).build();

  private static final StructDType SUB =
      DType.struct().field("a", DType.INT32, 2, 3).field("b", DType.str(2)).build();

  private static NDArray points() {
    NDArray a = NDArray.zeros(POINT, 2);
    a.setObject(List.of(1, 2.5), 0);
    a.setObject(new Object[] {3, 4.5}, 1);
    return a;
  }

  @Test
  void aBuilderPlacesFieldsOneBehindTheOther() {
    assertThat(POINT).isEqualTo(DType.parse("[('a', '<i4'), ('b', '<f8')]"));
    assertThat(POINT.itemSize()).isEqualTo(12);
    assertThat(POINT.names()).containsExactly("a", "b");
    assertThat(POINT.field("b").offset()).isEqualTo(4);
    StructDType aligned =
        DType.struct().field("a", DType.INT8).field("b", POINT).aligned(true).build();
    assertThat(aligned.field("b").offset()).isEqualTo(1);
    assertThat(DType.struct().field("", DType.INT8).field("", DType.BOOL).build().names())
        .containsExactly("f0", "f1");
  }

  @Test
  void aBuilderAlignsFieldsAsCDoes() {
    StructDType d =
        DType.struct()
            .field("a", DType.INT8)
            .titled("b", "second", DType.FLOAT64)
            .field("c", DType.INT16)
            .aligned(true)
            .build();
    assertThat(d.fields().stream().map(Field::offset)).containsExactly(0L, 8L, 16L);
    assertThat(d.itemSize()).isEqualTo(24);
    assertThat(d.alignment()).isEqualTo(8);
    assertThat(d.field("second")).isSameAs(d.field("b"));
    assertThat(NDArray.zeros(d, 3).isAligned()).isTrue();
    assertThat(DType.struct().field("a", DType.INT8).itemSize(16).build().itemSize()).isEqualTo(16);
  }

  @Test
  void impossibleStructuresAreRefused() {
    assertThatThrownBy(() -> DType.struct().fieldAt("a", DType.INT8, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("offset -1 cannot be negative");
    assertThatThrownBy(() -> DType.struct().fieldAt("a", DType.INT8, Long.MAX_VALUE).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(
            () -> DType.struct().field("a", DType.bytes(1L << 62)).field("b", DType.INT8).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> new StructDType(List.of(new Field("a", DType.INT32, 6)), 9, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("requires 10 bytes");
    assertThatThrownBy(() -> new StructDType(List.of(), 1L << 40, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StructDType(List.of(), -1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DType.ofVoid(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DType.subArray(DType.INT8, 1L << 40, 1L << 40))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DType.subArray(DType.INT8, 0, 1L << 31))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DType.subArray(DType.INT8, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DType.parse("[".repeat(5000) + "]".repeat(5000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void alignmentIsNoPartOfEquality() {
    DType packed = DType.struct().field("a", DType.INT32).build();
    DType aligned = DType.struct().field("a", DType.INT32).aligned(true).build();
    assertThat(aligned).isEqualTo(packed).hasSameHashCodeAs(packed);
    assertThat(DType.struct().titled("a", "t", DType.INT32).build()).isNotEqualTo(packed);
    assertThat(DType.struct().field("a", DType.UINT32).build()).isNotEqualTo(packed);
  }

  @Test
  void anElementIsARow() {
    Row row = (Row) points().getObject(1);
    assertThat(row.values()).containsExactly(3L, 4.5);
    assertThat(row.get("b")).isEqualTo(4.5);
    assertThat(row.get(0)).isEqualTo(3L);
    assertThat(row.asMap()).containsExactly(Map.entry("a", 3L), Map.entry("b", 4.5));
    assertThat(row).hasToString("(3, 4.5)");
    assertThat(row)
        .isEqualTo(Row.of(POINT, List.of(3L, 4.5)))
        .hasSameHashCodeAs(points().getObject(1));
    assertThat(row).isNotEqualTo(points().getObject(0));
    assertThatThrownBy(() -> row.get("c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no field of name c");
    assertThatThrownBy(() -> row.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> row.values().add(1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Row.of(POINT, List.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Row.of(POINT, Arrays.asList(1L, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRowDoesNotChange() {
    NDArray a = NDArray.zeros(DType.struct().field("v", DType.ofVoid(2)).field("s", SUB).build());
    Row row = (Row) a.item();
    a.field("v").setBytes(new byte[] {1, 2});
    a.field("s").field("a").fill(7);
    assertThat((byte[]) row.get("v")).containsExactly(0, 0);
    ((byte[]) row.get("v"))[0] = 9;
    assertThat((byte[]) row.get("v")).containsExactly(0, 0);
    NDArray inner = (NDArray) ((Row) row.get("s")).get("a");
    assertThat(inner).isEqualTo(NDArray.zeros(DType.INT32, 2, 3));
    assertThatThrownBy(() -> inner.setLong(1, 0, 0))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(row).isEqualTo(NDArray.zeros(row.dtype()).item());
  }

  @Test
  void anElementIsSetFromManyThings() {
    NDArray a = NDArray.zeros(POINT);
    a.setObject(Map.of("b", 1.5, "a", 7));
    assertThat(a.item()).hasToString("(7, 1.5)");
    a.setObject(9);
    assertThat(a.item()).hasToString("(9, 9.0)");
    a.setString("12");
    assertThat(a.item()).hasToString("(12, 12.0)");
    a.setObject("13".getBytes(StandardCharsets.US_ASCII));
    assertThat(a.item()).hasToString("(13, 13.0)");
    a.setDouble(2);
    a.setLong(3);
    a.setBoolean(true);
    assertThat(a.item()).hasToString("(1, 1.0)");
    a.setObject(
        Row.of(
            DType.struct().field("x", DType.FLOAT64).field("y", DType.INT8).build(),
            List.of(2.5, 4L)));
    assertThat(a.item()).hasToString("(2, 4.0)");
    a.fill(List.of(5, 6));
    assertThat(a.getString()).isEqualTo("(5, 6.0)");
    assertThat(NDArray.full(POINT, List.of(1, 2), 2).toString()).isEqualTo("[(1, 2.) (1, 2.)]");
  }

  @Test
  void whatCannotBeSetChangesNothing() {
    NDArray a = points();
    assertRefused(a, List.of(1), "could not assign tuple of length 1 to structure with 2 fields.");
    assertRefused(
        a, List.of(1, 2, 3), "could not assign tuple of length 3 to structure with 2 fields.");
    assertRefused(a, Map.of("a", 1), "no value for field 'b'");
    assertRefused(a, Map.of("a", 1, "c", 2), "no field of name c");
    assertRefused(a, null, null);
    assertRefused(a, List.of(77, "x"), "could not convert string to float: 'x'");
    assertThatThrownBy(() -> a.setObject(List.of(77, new Complex(1, 2)), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> a.setObject(List.of(1L << 40, 1), 0))
        .isInstanceOf(ArithmeticException.class);
    assertThat(a).isEqualTo(points());
    assertThatThrownBy(() -> a.readOnly().field("a").setLong(1, 0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static void assertRefused(NDArray a, Object value, String message) {
    var refused =
        assertThatThrownBy(() -> a.setObject(value, 0))
            .isInstanceOf(IllegalArgumentException.class);
    if (message != null) {
      refused.hasMessage(message);
    }
  }

  @Test
  void aSubArrayIsSetFromArraysListsAndValues() {
    NDArray a = NDArray.zeros(SUB);
    a.setObject(List.of(new int[][] {{1, 2, 3}, {4, 5, 6}}, "xyz"));
    assertThat(a.item()).hasToString("([[1, 2, 3], [4, 5, 6]], 'xy')");
    a.setObject(List.of(List.of(7, 8, 9), "z"));
    assertThat(a.item()).hasToString("([[7, 8, 9], [7, 8, 9]], 'z')");
    a.setObject(List.of(NDArray.arange(3), "z"));
    assertThat(a.item()).hasToString("([[0, 1, 2], [0, 1, 2]], 'z')");
    a.setObject(List.of(3, "z"));
    assertThat(a.item()).hasToString("([[3, 3, 3], [3, 3, 3]], 'z')");
    assertThatThrownBy(() -> a.setObject(List.of(List.of(1, 2), "z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("could not broadcast input array from shape (2,) into shape (2,3)");
    assertThatThrownBy(() -> a.setObject(List.of(List.of(List.of(1, 2, 3), List.of(1)), "z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inhomogeneous");
    assertThat(a.item()).hasToString("([[3, 3, 3], [3, 3, 3]], 'z')");
  }

  @Test
  void subArraysOfStructuresTakeLists() {
    DType d = DType.struct().field("p", POINT, 2).build();
    NDArray a = NDArray.zeros(d);
    a.setObject(List.of(List.of(List.of(1, 2), List.of(3, 4))));
    assertThat(a.item()).hasToString("([(1, 2.0), (3, 4.0)],)");
    assertThat(a.field("p").dtype()).isEqualTo(POINT);
    assertThat(a.field("p").field("b").toDoubleArray()).containsExactly(2, 4);
  }

  @Test
  void voidHoldsBytes() {
    NDArray v = NDArray.zeros(DType.ofVoid(4), 2);
    v.setObject(new byte[] {1, 2, 0}, 0);
    v.setBytes(new byte[] {1, 2, 3, 4, 5}, 1);
    assertThat(v.getBytes(0)).containsExactly(1, 2, 0, 0);
    assertThat((byte[]) v.getObject(1)).containsExactly(1, 2, 3, 4);
    assertThat(v.getBoolean(0)).isTrue();
    assertThat(NDArray.zeros(DType.ofVoid(4)).getBoolean()).isFalse();
    assertThatThrownBy(() -> v.setObject(5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a bytes-like object is required, not 'Integer'");
    assertThatThrownBy(() -> v.setString("ab", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> v.getDouble(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> points().getLong(0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(v.repr())
        .isEqualTo("array([b'\\x01\\x02\\x00\\x00', b'\\x01\\x02\\x03\\x04'], dtype='|V4')");
  }

  @Test
  void voidOfNoSizeStaysThatOrTakesTheSizeOfItsSource() {
    DType none = DType.ofVoid(0);
    assertThat(NDArray.zeros(none, 3).nbytes()).isZero();
    assertThat(NDArray.arange(3).astype(none).dtype()).isEqualTo(DType.ofVoid(8));
    assertThat(points().astype(none)).isEqualTo(points());
    assertThat(NDArray.zeros(none, 3).copy()).isEqualTo(NDArray.zeros(none, 3));
    assertThat(NDArray.zeros(none, 3).getObject(1)).isEqualTo(new byte[0]);
    NDArray empty = NDArray.zeros(DType.struct().build(), 2);
    assertThat(empty).hasToString("[() ()]").isEqualTo(empty.copy());
    assertThat(empty.getBoolean(0)).isFalse();
  }

  @Test
  void anArrayOfSubArraysHasTheirAxes() {
    DType d = DType.parse("(2,3)f4");
    assertThat(NDArray.zeros(d, 5).shape()).isEqualTo(Shape.of(5, 2, 3));
    assertThat(NDArray.zeros(d, 5).dtype()).isEqualTo(DType.FLOAT32);
    DType deep = DType.subArray(d, 4);
    assertThat(NDArray.zeros(deep, 5).shape()).isEqualTo(Shape.of(5, 4, 2, 3));
    assertThat(NDArray.full(d, 7).size()).isEqualTo(6);
    NDArray fortran = NDArray.zeros(Arena.ofAuto(), d, Order.F, 5);
    assertThat(fortran.isFContiguous()).isTrue();
    assertThat(NDArray.arange(2).astype(d).shape()).isEqualTo(Shape.of(2, 2, 3));
    MemorySegment memory = MemorySegment.ofArray(new byte[48]);
    NDArray wrapped = NDArray.of(memory, d, 2);
    assertThat(wrapped.strides()).containsExactly(24, 12, 4);
    assertThatThrownBy(() -> NDArray.of(memory, d, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(NDArray.zeros(DType.ofVoid(24), 2).view(d).shape()).isEqualTo(Shape.of(2, 2, 3));
    assertThatThrownBy(() -> NDArray.zeros(DType.FLOAT64, 12).view(d))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Changing the dtype to a subarray type is only supported if the total itemsize is"
                + " unchanged");
    assertThatThrownBy(() -> NDArray.zeros(d, new long[64]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maximum supported dimension");
  }

  @Test
  void fieldsAreViews() {
    NDArray a = points();
    NDArray b = a.field("b");
    b.assign(NDArray.of(new double[] {-1, -2}));
    assertThat(a).hasToString("[(1, -1.) (3, -2.)]");
    assertThat(b.isAligned()).isFalse();
    assertThat(a.get("::-1").field("a").toLongArray()).containsExactly(3, 1);
    assertThat(NDArray.zeros(POINT, 0).field("b").shape()).isEqualTo(Shape.of(0));
    assertThat(a.get("2:").field("b").size()).isZero();
    assertThat(NDArray.zeros(POINT).field("b").ndim()).isZero();
    assertThat(NDArray.zeros(SUB, 4).field("a").shape()).isEqualTo(Shape.of(4, 2, 3));
    assertThat(a.broadcastTo(2, 2).field("a").isWritable()).isFalse();
  }

  @Test
  void fieldsOfWhatIsNotStructuredAreRefused() {
    assertThatThrownBy(() -> NDArray.arange(3).field("a"))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> NDArray.zeros(DType.ofVoid(4), 2).fields("a", "b"))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> points().fields()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void assigningToSomeFieldsLeavesTheOthersAlone() {
    StructDType d =
        DType.struct()
            .field("a", DType.INT16)
            .field("b", DType.INT8)
            .field("c", DType.FLOAT32)
            .build();
    NDArray a = NDArray.full(d, List.of(1, 2, 3), 4);
    NDArray source = NDArray.full(d, List.of(7, 8, 9), 4);
    a.fields("a", "c").assign(source.fields("a", "c"));
    assertThat(a.getString(3)).isEqualTo("(7, 2, 9.0)");
    a.fields("c", "b").assign(source.fields("b", "a"), Casting.UNSAFE);
    assertThat(a.getString(3)).isEqualTo("(7, 7, 8.0)");
    a.fields("a", "b").fill(List.of(0, 0));
    assertThat(a.getString(0)).isEqualTo("(0, 0, 8.0)");
    a.fields("a", "b").setObject(List.of(5, 6), 1);
    assertThat(a.getString(1)).isEqualTo("(5, 6, 8.0)");
  }

  @Test
  void assigningAnArrayToItselfInAnotherOrderIsRight() {
    StructDType d = DType.struct().field("a", DType.INT32).field("b", DType.INT32).build();
    NDArray a = NDArray.full(d, List.of(1, 2), 3);
    a.fields("a", "b").assign(a.fields("b", "a"));
    assertThat(a).hasToString("[(2, 1) (2, 1) (2, 1)]");
    a.setObject(List.of(8, 9), 0);
    a.assign(a.get("::-1").copy());
    a.get("1:").assign(a.get(":-1"));
    assertThat(a).hasToString("[(2, 1) (2, 1) (2, 1)]");
  }

  @Test
  void byteOrderReachesEveryField() {
    StructDType d = DType.struct().field("p", POINT).field("q", DType.INT16, 2).build();
    DType big = d.withByteOrder(ByteOrder.BIG_ENDIAN);
    assertThat(big.isNative()).isFalse();
    assertThat(big).hasToString("[('p', [('a', '>i4'), ('b', '>f8')]), ('q', '>i2', (2,))]");
    assertThat(big.toNative()).isEqualTo(d);
    NDArray a = NDArray.full(d, List.of(List.of(1, 2), new int[] {3, 4}), 2);
    NDArray swapped = a.astype(big);
    assertThat(swapped.getObject(0)).hasToString(a.getObject(0).toString());
    assertThat(swapped.astype(d)).isEqualTo(a);
    assertThat(swapped).isNotEqualTo(a);
    DType mixed = DType.struct().field("a", DType.INT8).field("b", DType.parse(">f8")).build();
    assertThat(mixed.isNative()).isFalse();
  }

  @Test
  void equalityLooksAtFieldsNotAtGaps() {
    DType gaps =
        DType.parse("{'names': ['a'], 'formats': ['<f8'], 'offsets': [4], 'itemsize': 16}");
    MemorySegment x = MemorySegment.ofArray(new byte[32]);
    MemorySegment y = MemorySegment.ofArray(new byte[32]);
    y.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 1, (byte) 7);
    NDArray a = NDArray.of(x, gaps, 2);
    NDArray b = NDArray.of(y, gaps, 2);
    assertThat(a).isEqualTo(b).hasSameHashCodeAs(b);
    a.field("a").setDouble(Double.NaN, 0);
    assertThat(a).isNotEqualTo(b).isEqualTo(a.copy()).hasSameHashCodeAs(a.copy());
    assertThat(b.getBoolean(0)).isFalse();
    assertThat(points()).isNotEqualTo(points().field("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[('a', '<i4'), ('a', '<i4')]",
        "[('a', '<i4'), 5]",
        "[('a',)]",
        "[('a', '<i4', (2,), 1)]",
        "[(1, '<i4')]",
        "[(('a', 'b', 'c'), '<i4')]",
        "[('a', '|O')]",
        "[('a', '<i4', (-1,))]",
        "[('a', '<i4', ('x',))]",
        "[('a', '<i4', '2')]",
        "[('a', '<f8', (2147483647, 2147483647))]",
        "[('a', '|V2147483647'), ('', '|V2147483647')]",
        "[('a', [('b', 'what')])]",
        "('<i4', (2,), 1)",
        "{'names': ['a']}",
      })
  void damagedHeadersAreRefused(String descr, @TempDir Path dir) throws IOException {
    Path file = dir.resolve("a.npy");
    Files.write(file, npy(descr));
    assertThatThrownBy(() -> NDArray.load(file)).isInstanceOf(NpyFormatException.class);
  }

  private static byte[] npy(String descr) {
    String dict = "{'descr': " + descr + ", 'fortran_order': False, 'shape': (0,), }";
    byte[] text =
        (dict + " ".repeat(117 - dict.length() % 64 + 64) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[10 + text.length];
    System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, 0, all, 0, 8);
    all[8] = (byte) text.length;
    all[9] = (byte) (text.length >> 8);
    System.arraycopy(text, 0, all, 10, text.length);
    return all;
  }

  @Test
  void filesKeepGapsAndTitles(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("a.npy");
    StructDType d =
        new StructDType(
            List.of(
                new Field("a", Optional.of("first"), DType.INT16, 2),
                new Field("b", DType.subArray(POINT, 2), 8)),
            40,
            false);
    NDArray a = NDArray.zeros(d, 2, 3);
    a.field("a").assign(NDArray.arange(6).reshape(2, 3), Casting.UNSAFE);
    a.transpose().save(file);
    NDArray loaded = NDArray.load(file);
    assertThat(loaded).isEqualTo(a.transpose());
    assertThat(loaded.isFContiguous()).isTrue();
    NDArray overlapping =
        NDArray.zeros(
            DType.struct(List.of(new Field("a", DType.INT32, 0), new Field("b", DType.INT8, 1))));
    assertThatThrownBy(() -> overlapping.save(dir.resolve("b.npy")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlapping or out-of-order fields");
    assertThat(dir.toFile().list()).containsExactly("a.npy");
  }

  @Test
  void aClosedArenaIsNoticed() {
    NDArray a;
    try (Arena arena = Arena.ofConfined()) {
      a = NDArray.zeros(arena, POINT, Order.C, 2);
      assertThat(a.field("a").isAlive()).isTrue();
    }
    assertThatThrownBy(() -> a.getObject(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> a.field("a").getLong(0)).isInstanceOf(IllegalStateException.class);
  }
}
