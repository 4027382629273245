package dev.ambi.tests.exchange;

import static dev.ambi.bridge.exchange.ExportMode.COPY;
import static dev.ambi.bridge.exchange.ExportMode.SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.exchange.Exchange;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** arrow-java's C data module reads what Ambi exports, and releases it. */
class ToArrowJavaTest {
  private final BufferAllocator allocator = new RootAllocator();
  private final long live = Exchange.live();
  private ArrowJava structs;

  @BeforeEach
  void make() {
    structs = new ArrowJava(allocator);
  }

  @AfterEach
  void nothingIsLeft() {
    structs.close();
    assertThat(allocator.getAllocatedMemory()).isZero();
    allocator.close();
    assertThat(Exchange.live()).isEqualTo(live);
  }

  @ParameterizedTest
  @CsvSource({
    "int8, TINYINT", "uint8, UINT1", "int16, SMALLINT", "uint16, UINT2", "int32, INT",
    "uint32, UINT4", "int64, BIGINT", "uint64, UINT8", "float32, FLOAT4", "float64, FLOAT8"
  })
  void numbersAreTheArraysOwn(String dtype, MinorType type) {
    NDArray a = NDArray.arange(100).astype(DType.parse(dtype));
    try (FieldVector v = structs.take(a.get("3:90"), SHARE)) {
      assertThat(v.getMinorType()).isEqualTo(type);
      assertThat(v.getValueCount()).isEqualTo(87);
      assertThat(v.getNullCount()).isZero();
      assertThat(v.getDataBuffer().memoryAddress()).isEqualTo(a.get("3:90").address());
      // arrow-java's UINT2 is a char.
      Object seventh = v.getObject(7);
      long number = seventh instanceof Character c ? (long) c : ((Number) seventh).longValue();
      assertThat(number).isEqualTo(10);
      assertThat(Exchange.liveExports()).isEqualTo(live + 1);
    }
  }

  @Test
  void halves() {
    try (FieldVector v =
        structs.take(NDArray.of(new double[] {1, 0.5}).astype(DType.FLOAT16), SHARE)) {
      assertThat(((Float2Vector) v).getValueAsFloat(1)).isEqualTo(0.5f);
    }
  }

  @Test
  void otherStridesAndOrdersInACopy() {
    NDArray a = NDArray.arange(10).astype(DType.parse(">i4")).get("::-3");
    try (FieldVector v = structs.take(a, COPY)) {
      assertThat(List.of(v.getObject(0), v.getObject(1), v.getObject(3)))
          .isEqualTo(List.of(9, 6, 0));
    }
  }

  @Test
  void boolsPacked() {
    NDArray a = NDArray.arange(20).remainder(3).equal(0);
    try (FieldVector v = structs.take(a, COPY)) {
      for (int i = 0; i < 20; i++) {
        assertThat(((BitVector) v).get(i)).isEqualTo(i % 3 == 0 ? 1 : 0);
      }
    }
  }

  @Test
  void bytes() {
    try (FieldVector v =
        structs.take(NDArray.of(new String[] {"ab", "c"}).astype(DType.bytes(2)), SHARE)) {
      assertThat(((FixedSizeBinaryVector) v).get(0)).containsExactly('a', 'b');
      assertThat(((FixedSizeBinaryVector) v).get(1)).containsExactly('c', 0);
    }
  }

  @Test
  void timesWithNulls() {
    NDArray ticks = NDArray.of(new long[] {1_000_000_007, Long.MIN_VALUE, -1});
    try (FieldVector v = structs.take(ticks.view(DType.parse("datetime64[ns]")), SHARE)) {
      TimeStampNanoVector times = (TimeStampNanoVector) v;
      assertThat(times.getNullCount()).isEqualTo(1);
      assertThat(times.isNull(1)).isTrue();
      assertThat(times.get(0)).isEqualTo(1_000_000_007);
      assertThat(times.get(2)).isEqualTo(-1);
    }
    structs = new ArrowJava(allocator);
    try (FieldVector v = structs.take(ticks.view(DType.parse("timedelta64[ms]")), SHARE)) {
      assertThat(((DurationVector) v).getObject(2)).isEqualTo(Duration.ofMillis(-1));
      assertThat(v.isNull(1)).isTrue();
    }
    structs = new ArrowJava(allocator);
    NDArray days =
        NDArray.of(new long[] {20_000, Long.MIN_VALUE}).view(DType.parse("datetime64[D]"));
    try (FieldVector v = structs.take(days, COPY)) {
      assertThat(((DateDayVector) v).get(0)).isEqualTo(20_000);
      assertThat(v.isNull(1)).isTrue();
    }
  }

  @Test
  void moreDimensionsAreLists() {
    NDArray a = NDArray.arange(24).reshape(4, 3, 2);
    try (FieldVector v = structs.take(a, SHARE)) {
      FixedSizeListVector lists = (FixedSizeListVector) v;
      assertThat(lists.getListSize()).isEqualTo(3);
      assertThat(lists.getObject(1))
          .isEqualTo(List.of(List.of(6L, 7L), List.of(8L, 9L), List.of(10L, 11L)));
      FieldVector items = ((FixedSizeListVector) lists.getDataVector()).getDataVector();
      assertThat(items.getDataBuffer().memoryAddress()).isEqualTo(a.address());
    }
  }

  @Test
  void noElements() {
    try (FieldVector v = structs.take(NDArray.zeros(0), SHARE)) {
      assertThat(v.getValueCount()).isZero();
    }
    structs = new ArrowJava(allocator);
    try (FieldVector v = structs.take(NDArray.zeros(0, 3), SHARE)) {
      assertThat(v.getValueCount()).isZero();
    }
  }

  @Test
  void recordBatches() {
    Map<String, NDArray> columns = new LinkedHashMap<>();
    columns.put("id", NDArray.arange(1000));
    columns.put("naïve", NDArray.linspace(0, 1, 1000));
    columns.put("pair", NDArray.arange(2000).astype(DType.INT32).reshape(1000, 2));
    try (VectorSchemaRoot root = structs.take(columns, SHARE)) {
      assertThat(root.getRowCount()).isEqualTo(1000);
      assertThat(root.getSchema().getFields())
          .extracting("name")
          .containsExactly("id", "naïve", "pair");
      assertThat(root.getVector("id").getObject(999)).isEqualTo(999L);
      assertThat(root.getVector("naïve").getObject(999)).isEqualTo(1.0);
      assertThat(root.getVector("pair").getObject(999)).isEqualTo(List.of(1998, 1999));
      assertThat(Exchange.liveExports()).isGreaterThan(live);
    }
  }

  @Test
  void thousands() {
    structs.close();
    NDArray a = NDArray.arange(100);
    for (int i = 0; i < 2000; i++) {
      structs = new ArrowJava(allocator);
      structs.take(a, SHARE).close();
      structs.close();
      assertThat(Exchange.live()).isEqualTo(live);
    }
  }
}
