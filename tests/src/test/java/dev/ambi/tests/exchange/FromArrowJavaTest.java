package dev.ambi.tests.exchange;

import static dev.ambi.bridge.exchange.ArrowAllow.COPY;
import static dev.ambi.bridge.exchange.ArrowAllow.DROP_TIMEZONE;
import static dev.ambi.bridge.exchange.ArrowAllow.FILL_NULLS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ambi.bridge.exchange.Arrow;
import dev.ambi.bridge.exchange.ArrowAllow;
import dev.ambi.bridge.exchange.Exchange;
import dev.ambi.bridge.exchange.MaskedArray;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Shape;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.FixedWidthVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ambi reads what arrow-java's C data module exports, and gives the memory back. */
class FromArrowJavaTest {
  private final BufferAllocator allocator = new RootAllocator();
  private final long live = Exchange.live();
  private final Arena arena = Arena.ofConfined();
  private ArrowJava structs;

  @BeforeEach
  void make() {
    structs = new ArrowJava(allocator);
  }

  @AfterEach
  void nothingIsLeft() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
    structs.close();
    assertThat(allocator.getAllocatedMemory()).isZero();
    allocator.close();
    assertThat(Exchange.live()).isEqualTo(live);
  }

  private NDArray array(FieldVector vector, ArrowAllow... allowed) {
    try (vector) {
      structs.given(vector);
    }
    return Arrow.importing(allowed).in(arena).array(structs.array(), structs.schema());
  }

  private void assertRefused(FieldVector vector, String message) {
    try (vector) {
      structs.given(vector);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importArray(structs.array(), structs.schema()))
        .withMessageContaining(message);
    assertThat(allocator.getAllocatedMemory()).isPositive();
    structs.release();
  }

  private Float8Vector doubles(int n) {
    Float8Vector v = new Float8Vector("x", allocator);
    v.allocateNew(n);
    for (int i = 0; i < n; i++) {
      v.set(i, i);
    }
    v.setValueCount(n);
    return v;
  }

  @Test
  void elementsAreTheVectorsAndOutliveIt() {
    Float8Vector v = doubles(1000);
    long address = v.getDataBufferAddress();
    NDArray a = array(v);
    assertThat(a.address()).isEqualTo(address);
    assertThat(a).isEqualTo(NDArray.arange(1000).astype(DType.FLOAT64));
    assertThat(allocator.getAllocatedMemory()).isGreaterThan(8000);
    arena.close();
    structs.close();
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @Test
  void theCollectorGivesTheMemoryBack() throws InterruptedException {
    try (Float8Vector v = doubles(1000)) {
      structs.given(v);
    }
    NDArray a = Arrow.importArray(structs.array(), structs.schema());
    structs.close();
    assertThat(a.sum().getDouble()).isEqualTo(499_500);
    a = null;
    for (int i = 0; i < 500 && allocator.getAllocatedMemory() != 0; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(allocator.getAllocatedMemory()).isZero();
    // The counter falls after the callback has run.
    for (int i = 0; i < 500 && Exchange.live() != live; i++) {
      Thread.sleep(10);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TINYINT, int8",
    "UINT1, uint8",
    "SMALLINT, int16",
    "UINT2, uint16",
    "INT, int32",
    "UINT4, uint32",
    "BIGINT, int64",
    "UINT8, uint64",
    "FLOAT2, float16",
    "FLOAT4, float32",
    "FLOAT8, float64",
    "TIMESTAMPSEC, datetime64[s]",
    "TIMESTAMPMILLI, datetime64[ms]",
    "TIMESTAMPMICRO, datetime64[us]",
    "TIMESTAMPNANO, datetime64[ns]"
  })
  void types(MinorType type, String dtype) {
    FieldVector v = type.getNewVector(Field.nullable("x", type.getType()), allocator, null);
    ((FixedWidthVector) v).allocateNew(3);
    v.getDataBuffer().setZero(0, v.getDataBuffer().capacity());
    v.getDataBuffer().setByte(0, 1);
    for (int i = 0; i < 3; i++) {
      BitVectorHelper.setBit(v.getValidityBuffer(), i);
    }
    v.setValueCount(3);
    NDArray a = array(v);
    assertThat(a.dtype()).isEqualTo(DType.parse(dtype));
    assertThat(a.shape()).isEqualTo(Shape.of(3));
    assertThat(a.view(DType.UINT8).getLong(0)).isEqualTo(1);
  }

  @Test
  void nulls() {
    Float8Vector v = doubles(5);
    v.setNull(3);
    try (v) {
      structs.given(v);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importArray(structs.array(), structs.schema()))
        .withMessageContaining("some elements are null");
    NDArray a = Arrow.importing(FILL_NULLS).array(structs.array(), structs.schema());
    assertThat(a).isEqualTo(NDArray.of(new double[] {0, 1, 2, Double.NaN, 4}));
    structs.close();
    // All was copied: nothing waits for the collector.
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @Test
  void nullsOfIntegersAreMasked() {
    BigIntVector v = new BigIntVector("n", allocator);
    v.allocateNew(3);
    v.set(0, 7);
    v.setNull(1);
    v.set(2, 9);
    v.setValueCount(3);
    long address = v.getDataBufferAddress();
    try (v) {
      structs.given(v);
    }
    MaskedArray a = Arrow.importing().in(arena).masked(structs.array(), structs.schema());
    assertThat(a.values().address()).isEqualTo(address);
    assertThat(a.values().getLong(2)).isEqualTo(9);
    assertThat(a.mask()).isEqualTo(NDArray.of(new boolean[] {false, true, false}));
  }

  @Test
  void boolsAndDaysInACopy() {
    BitVector bits = new BitVector("b", allocator);
    bits.allocateNew(11);
    for (int i = 0; i < 11; i++) {
      bits.set(i, i % 4 == 1 ? 1 : 0);
    }
    bits.setValueCount(11);
    assertThat(array(bits, COPY)).isEqualTo(NDArray.arange(11).remainder(4).equal(1));
    structs.close();
    structs = new ArrowJava(allocator);
    DateDayVector days = new DateDayVector("d", allocator);
    days.allocateNew(2);
    days.set(0, 20_000);
    days.set(1, -1);
    days.setValueCount(2);
    NDArray d = array(days, COPY);
    assertThat(d.dtype()).isEqualTo(DType.parse("datetime64[D]"));
    assertThat(d.view(DType.INT64)).isEqualTo(NDArray.of(new long[] {20_000, -1}));
  }

  @Test
  void bytes() {
    FixedSizeBinaryVector v = new FixedSizeBinaryVector("w", allocator, 3);
    v.allocateNew(2);
    v.set(0, "abc".getBytes(UTF_8));
    v.set(1, "def".getBytes(UTF_8));
    v.setValueCount(2);
    NDArray a = array(v);
    assertThat(a.dtype()).isEqualTo(DType.ofVoid(3));
    assertThat(a.view(DType.bytes(3)).toString()).isEqualTo("[b'abc' b'def']");
  }

  @Test
  void listsOfFixedSize() {
    FixedSizeListVector v =
        new FixedSizeListVector(
            "l", allocator, FieldType.notNullable(new ArrowType.FixedSizeList(3)), null);
    v.addOrGetVector(FieldType.notNullable(new ArrowType.Int(32, true)));
    v.allocateNew();
    IntVector items = (IntVector) v.getDataVector();
    for (int i = 0; i < 6; i++) {
      items.setSafe(i, i);
    }
    v.setNotNull(0);
    v.setNotNull(1);
    v.setValueCount(2);
    assertThat(array(v)).isEqualTo(NDArray.arange(6).astype(DType.INT32).reshape(2, 3));
  }

  @Test
  void recordBatches() {
    Float8Vector x = doubles(4);
    BigIntVector n = new BigIntVector("n", allocator);
    n.allocateNew(4);
    for (int i = 0; i < 4; i++) {
      n.set(i, 10L * i);
    }
    n.setValueCount(4);
    try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(x, n))) {
      root.setRowCount(4);
      structs.given(root);
    }
    Map<String, NDArray> columns =
        Arrow.importing().in(arena).records(structs.array(), structs.schema());
    assertThat(columns.keySet()).containsExactly("x", "n");
    assertThat(columns.get("x")).isEqualTo(NDArray.of(new double[] {0, 1, 2, 3}));
    assertThat(columns.get("n")).isEqualTo(NDArray.of(new long[] {0, 10, 20, 30}));
  }

  @Test
  void textIsRefused() {
    VarCharVector v = new VarCharVector("t", allocator);
    v.setSafe(0, "text".getBytes(UTF_8));
    v.setValueCount(1);
    assertRefused(v, "Arrow's format 'u' is of text of varying length");
  }

  @Test
  void decimalsAreRefused() {
    DecimalVector v = new DecimalVector("d", allocator, 19, 10);
    v.allocateNew(1);
    v.set(0, 5);
    v.setValueCount(1);
    assertRefused(v, "is of decimals");
  }

  @Test
  void timeZonesAreRefusedOrForgotten() {
    TimeStampMilliTZVector v = new TimeStampMilliTZVector("t", allocator, "Europe/Berlin");
    v.allocateNew(1);
    v.set(0, 86_400_000);
    v.setValueCount(1);
    assertRefused(v, "is in the time zone 'Europe/Berlin'");
    structs.close();
    structs = new ArrowJava(allocator);
    TimeStampMilliTZVector again = new TimeStampMilliTZVector("t", allocator, "UTC");
    again.allocateNew(1);
    again.set(0, 86_400_000);
    again.setValueCount(1);
    assertThat(array(again, DROP_TIMEZONE).toString()).isEqualTo("['1970-01-02T00:00:00.000']");
  }

  @Test
  void noElements() {
    assertThat(array(doubles(0)).shape()).isEqualTo(Shape.of(0));
  }
}
