package dev.ambi.bridge.exchange;

import static dev.ambi.bridge.exchange.ExportMode.COPY;
import static dev.ambi.bridge.exchange.ExportMode.SHARE;
import static dev.ambi.bridge.exchange.ExportMode.TRUST;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays that go to C by the Arrow C data interface, and come back. */
class ArrowExportTest {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment array = arena.allocate(Arrow.ARRAY);
  private final MemorySegment schema = arena.allocate(Arrow.SCHEMA);
  private final Produced structs = new Produced(array, schema);
  private long live;

  @BeforeEach
  void count() {
    live = Exchange.live();
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    assertThat(Gone.soon(() -> Exchange.live() == live)).isTrue();
    arena.close();
  }

  private String format() {
    return MemorySegment.ofAddress(structs.getSchema("format")).reinterpret(100).getString(0);
  }

  private double sum() {
    Arrow.releaseSchema(schema);
    return Produced.PEER.callDouble("sum_doubles", array);
  }

  @Test
  void consumersReadTheArraysOwnMemoryAndReleaseIt() {
    NDArray a = NDArray.of(new double[] {1, 2, 3});
    Arrow.exportArray(a, SHARE, array, schema);
    assertThat(format()).isEqualTo("g");
    assertThat(structs.get("length")).isEqualTo(3);
    assertThat(structs.get("null_count")).isZero();
    assertThat(structs.get("n_buffers")).isEqualTo(2);
    MemorySegment buffers = MemorySegment.ofAddress(structs.get("buffers")).reinterpret(16);
    assertThat(buffers.toArray(JAVA_LONG)).containsExactly(0, a.address());
    assertThat(Exchange.liveExports()).isEqualTo(live + 2);
    assertThat(sum()).isEqualTo(6);
    assertThat(structs.get("release")).isZero();
    assertThat(structs.getSchema("release")).isZero();
    assertThat(Exchange.live()).isEqualTo(live);
  }

  @Test
  void theExportKeepsTheMemoryAndTheReleaseLetsItGo() throws InterruptedException {
    NDArray a = NDArray.ones(300_000);
    WeakReference<MemorySegment> memory = new WeakReference<>(a.memory());
    Arrow.exportArray(a, SHARE, array, schema);
    a = null;
    System.gc();
    Thread.sleep(20);
    assertThat(sum()).isEqualTo(300_000);
    assertThat(Gone.soon(() -> memory.get() == null)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "int8, c",
    "uint8, C",
    "int16, s",
    "uint16, S",
    "int32, i",
    "uint32, I",
    "int64, l",
    "uint64, L",
    "float16, e",
    "float32, f",
    "float64, g",
    "S3, w:3",
    "V3, w:3",
    "datetime64[s], tss:",
    "datetime64[ms], tsm:",
    "datetime64[us], tsu:",
    "datetime64[ns], tsn:",
    "timedelta64[s], tDs",
    "timedelta64[ms], tDm",
    "timedelta64[us], tDu",
    "timedelta64[ns], tDn"
  })
  void dtypesGoAndComeBack(String name, String format) {
    NDArray a = NDArray.zeros(DType.parse(name), 2, 3);
    Arrow.exportArray(a.get("0"), SHARE, array, schema);
    assertThat(format()).isEqualTo(format);
    assertThat(structs.getSchema("flags")).isEqualTo(2);
    NDArray back = Arrow.importArray(array, schema);
    assertThat(back.address()).isEqualTo(a.address());
    assertThat(back.itemSize()).isEqualTo(a.itemSize());
    if (a.dtype().kind() != 'S') {
      assertThat(back.dtype()).isEqualTo(a.dtype());
    }
    Arrow.exportArray(a, SHARE, array, schema);
    assertThat(format()).isEqualTo("+w:3");
    NDArray rows = Arrow.importArray(array, schema);
    assertThat(rows.shape()).isEqualTo(a.shape());
    assertThat(rows.address()).isEqualTo(a.address());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "complex64 | view them as float32 with one more axis of length 2",
        "complex128 | view them as float64 with one more axis of length 2",
        "U3 | its text varies in length",
        "i4, f8 | export the fields with exportRecords",
        "datetime64[h] | cast them to a unit of s, ms, us or ns",
        "datetime64[10s] | cast them to a unit of s, ms, us or ns",
        "timedelta64[D] | cast them to a unit of s, ms, us or ns",
        "timedelta64 | cast them to a unit of s, ms, us or ns"
      })
  void dtypesThatArrowHasNot(String name, String message) {
    NDArray a = NDArray.zeros(DType.parse(name), 2);
    for (ExportMode mode : ExportMode.values()) {
      assertRefused(a, mode, "Arrow has no elements like " + a.dtype().repr() + ": " + message);
    }
  }

  private void assertRefused(NDArray a, ExportMode mode, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.exportArray(a, mode, array, schema))
        .withMessageContaining(message);
    assertThat(structs.get("release")).isZero();
    assertThat(structs.getSchema("release")).isZero();
    assertThat(Exchange.live()).isEqualTo(live);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::2", "::-1", "1:3, ::-1", ":, 1", ":, :, 0:1"})
  void otherStridesAreCopied(String index) {
    NDArray all = NDArray.arange(60).astype(DType.FLOAT64).reshape(3, 4, 5);
    NDArray view = all.get(index);
    assertRefused(view, SHARE, "have other strides: export it with ExportMode.COPY");
    assertRefused(all.transpose(), SHARE, "have other strides");
    Arrow.exportArray(view, COPY, array, schema);
    assertThat(Arrow.importArray(array, schema)).isEqualTo(view);
  }

  @Test
  void manyDimensionsAndNoElements() {
    assertRefused(NDArray.scalar(1.0), SHARE, "no array of no dimensions: export array.reshape(1)");
    for (NDArray a :
        new NDArray[] {
          NDArray.arange(120).reshape(2, 3, 4, 5),
          NDArray.zeros(0),
          NDArray.zeros(0, 3),
          NDArray.zeros(3, 0),
          NDArray.zeros(3, 0, 2),
          NDArray.zeros(DType.parse("S0"), 4).get("1:"),
          NDArray.arange(20).get("5:9")
        }) {
      Arrow.exportArray(a, SHARE, array, schema);
      NDArray back = Arrow.importArray(array, schema);
      assertThat(back.shape()).isEqualTo(a.shape());
      if (a.dtype().kind() == 'i') {
        assertThat(back).isEqualTo(a);
      }
    }
  }

  @Test
  void anEmptyArrayHasAnAddress() {
    Arrow.exportArray(NDArray.zeros(0), SHARE, array, schema);
    MemorySegment buffers = MemorySegment.ofAddress(structs.get("buffers")).reinterpret(16);
    assertThat(buffers.get(JAVA_LONG, 8)).isNotZero();
    // An empty import has none of its own.
    NDArray empty = Arrow.importArray(array, schema);
    Arrow.exportArray(empty, SHARE, array, schema);
    assertThat(MemorySegment.ofAddress(structs.get("buffers")).reinterpret(16).get(JAVA_LONG, 8))
        .isNotZero();
    Arrow.releaseArray(array);
    Arrow.releaseSchema(schema);
  }

  @Test
  void whatIsNotInNativeMemoryInOrderIsCopied() {
    NDArray swapped =
        NDArray.of(new double[] {1, 2}).astype(DType.FLOAT64.withByteOrder(ByteOrder.BIG_ENDIAN));
    assertRefused(swapped, SHARE, "not in this machine's byte order");
    NDArray heap = NDArray.wrap(new double[] {1, 2});
    assertRefused(heap, SHARE, "on the Java heap");
    MemorySegment memory = Arena.ofAuto().allocate(24, 8);
    NDArray misaligned = NDArray.of(memory, 1, DType.FLOAT64, new long[] {2}, new long[] {8}, true);
    assertRefused(misaligned, SHARE, "not aligned to 8 bytes");
    misaligned.assign(heap);
    NDArray inArena = NDArray.fromArray(arena, new double[] {1, 2});
    assertRefused(inArena, SHARE, "arena can be closed");
    for (NDArray a : new NDArray[] {swapped, heap, misaligned, inArena, inArena.readOnly()}) {
      Arrow.exportArray(a, COPY, array, schema);
      assertThat(sum()).isEqualTo(3);
    }
    Arrow.exportArray(inArena, TRUST, array, schema);
    assertThat(sum()).isEqualTo(3);
    Arrow.exportArray(heap.copy().readOnly(), SHARE, array, schema);
    assertThat(sum()).isEqualTo(3);
  }

  @Test
  void freedArraysAreRefused() {
    Arena own = Arena.ofConfined();
    NDArray a = NDArray.fromArray(own, new double[] {1, 2});
    own.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> Arrow.exportArray(a, TRUST, array, schema))
        .withMessageContaining("freed");
    assertThatIllegalStateException()
        .isThrownBy(() -> Arrow.exportRecords(Map.of("x", a), TRUST, array, schema))
        .withMessageContaining("column 'x': array memory was freed");
  }

  @Test
  void boolsArePacked() {
    boolean[] values = new boolean[21];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 3 == 0;
    }
    NDArray a = NDArray.of(values);
    assertRefused(a, SHARE, "eight bools to a byte: export them with ExportMode.COPY");
    Arrow.exportArray(a.get("::-1"), COPY, array, schema);
    assertThat(format()).isEqualTo("b");
    assertThat(Arrow.importing(ArrowAllow.COPY).array(array, schema)).isEqualTo(a.get("::-1"));
    Arrow.exportArray(a.reshape(3, 7), COPY, array, schema);
    assertThat(Arrow.importing(ArrowAllow.COPY).array(array, schema)).isEqualTo(a.reshape(3, 7));
    Arrow.exportArray(a.get(":0"), COPY, array, schema);
    assertThat(Arrow.importing(ArrowAllow.COPY).array(array, schema).size()).isZero();
  }

  @Test
  void daysAreNarrowed() {
    NDArray days =
        NDArray.of(new long[] {0, -1, 20000, Long.MIN_VALUE}).view(DType.parse("datetime64[D]"));
    assertRefused(days, SHARE, "Arrow has days in 32 bits");
    Arrow.exportArray(days, COPY, array, schema);
    assertThat(format()).isEqualTo("tdD");
    assertThat(structs.get("null_count")).isEqualTo(1);
    NDArray back = Arrow.importing(ArrowAllow.COPY, ArrowAllow.FILL_NULLS).array(array, schema);
    assertThat(back.dtype()).isEqualTo(days.dtype());
    assertThat(back.view(DType.INT64)).isEqualTo(days.view(DType.INT64));
    NDArray far = NDArray.of(new long[] {0, 1L << 31}).view(DType.parse("datetime64[D]"));
    assertRefused(far, COPY, "element 1 is day 2147483648 since 1970: cast to a unit of s");
  }

  @Test
  void notATimeIsNull() {
    NDArray times =
        NDArray.of(new long[] {5, Long.MIN_VALUE, 7}).view(DType.parse("datetime64[ns]"));
    Arrow.exportArray(times, SHARE, array, schema);
    assertThat(structs.get("null_count")).isEqualTo(1);
    MaskedArray back = Arrow.importing().masked(array, schema);
    assertThat(back.mask()).isEqualTo(NDArray.of(new boolean[] {false, true, false}));
    assertThat(back.values().address()).isEqualTo(times.address());
  }

  // ------------------------------------------------------------------ records

  private static Map<String, NDArray> columns() {
    Map<String, NDArray> columns = new LinkedHashMap<>();
    columns.put("é", NDArray.arange(3));
    columns.put("x", NDArray.of(new double[] {1, 2, 3}));
    columns.put("rows", NDArray.arange(6).reshape(3, 2));
    return columns;
  }

  @Test
  void recordsGoAndComeBack() {
    Map<String, NDArray> columns = columns();
    Arrow.exportRecords(columns, SHARE, array, schema);
    assertThat(format()).isEqualTo("+s");
    assertThat(Exchange.liveExports()).isEqualTo(live + 10);
    Map<String, NDArray> back = Arrow.importRecords(array, schema);
    assertThat(back.keySet()).containsExactly("é", "x", "rows");
    back.forEach((name, column) -> {
      assertThat(column).isEqualTo(columns.get(name));
      assertThat(column.address()).isEqualTo(columns.get(name).address());
    });
  }

  @Test
  void aChildMayBeMovedAndOutliveItsParent() {
    Arrow.exportRecords(columns(), SHARE, array, schema);
    Arrow.releaseSchema(schema);
    assertThat(Produced.PEER.callDouble("sum_moved_child", array)).isEqualTo(6);
    assertThat(Exchange.live()).isEqualTo(live);
  }

  @Test
  void recordsThatAreWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Arrow.exportRecords(
                new TreeMap<>(Map.of("a", NDArray.arange(3), "b", NDArray.arange(4))),
                SHARE,
                array,
                schema))
        .withMessage("columns of records are equally long: 'a' has 3 rows and 'b' has 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Arrow.exportRecords(Map.of("a", NDArray.arange(6).get("::2")), SHARE, array, schema))
        .withMessageStartingWith("column 'a': ")
        .withMessageContaining("have other strides");
    assertThat(Exchange.live()).isEqualTo(live);
    Arrow.exportRecords(Map.of(), SHARE, array, schema);
    assertThat(Arrow.importRecords(array, schema)).isEmpty();
  }

  @Test
  void structsThatAreNone() {
    NDArray a = NDArray.arange(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.exportArray(a, SHARE, MemorySegment.NULL, schema))
        .withMessage("ArrowArray: a NULL pointer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.exportArray(a, SHARE, array, arena.allocate(64, 8)))
        .withMessage("ArrowSchema: the segment has 64 of 72 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.exportArray(a, SHARE, array.asReadOnly(), schema))
        .withMessageContaining("read-only");
  }
}
