package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java's own arrays, buffers and streams. */
class JavaMemoryTest {

  @Test
  void aWrappedArrayAndItsArraySeeEachOther() {
    double[] java = {1, 2, 3, 4, 5, 6};
    NDArray a = NDArray.wrap(java, 2, 3);
    assertThat(a.dtype()).isEqualTo(DType.FLOAT64);
    assertThat(a.isWritable()).isTrue();
    java[4] = 50;
    assertThat(a.getDouble(1, 1)).isEqualTo(50);
    a.get(":, 0").fill(-1);
    assertThat(java).containsExactly(-1, 2, 3, -1, 50, 6);
    assertThatThrownBy(a::address).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> NDArray.wrap(java, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot reshape array of size 6 into shape (4,)");
  }

  @Test
  void everyPrimitiveArrayHasItsType() {
    Object[][] cases = {
      {new double[] {1, 2, 3}, DType.FLOAT64},
      {new float[] {1, 2, 3}, DType.FLOAT32},
      {new long[] {1, 2, 3}, DType.INT64},
      {new int[] {1, 2, 3}, DType.INT32},
      {new short[] {1, 2, 3}, DType.INT16},
      {new char[] {1, 2, 3}, DType.UINT16},
      {new byte[] {1, 2, 3}, DType.INT8},
    };
    for (Object[] c : cases) {
      NDArray a = NDArray.wrap(c[0]);
      assertThat(a.dtype()).isEqualTo(c[1]);
      assertThat(a.isAligned()).isTrue();
      assertThat(a.toDoubleArray()).containsExactly(1, 2, 3);
      assertThat(a.get("::-1").toDoubleArray()).containsExactly(3, 2, 1);
      assertThat(a.copy()).isEqualTo(a);
      a.setLong(7, 1);
      assertThat(java.lang.reflect.Array.get(c[0], 1))
          .satisfies(v -> assertThat(seven(v)).isTrue());
    }
    assertThat(NDArray.wrap(new double[0]).shape()).isEqualTo(Shape.of(0));
    for (Object bad : new Object[] {new boolean[1], new String[1], "text", new double[1][1]}) {
      assertThatThrownBy(() -> NDArray.wrap(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(bad.getClass().getSimpleName());
    }
  }

  private static boolean seven(Object value) {
    return value instanceof Character c ? c == 7 : ((Number) value).intValue() == 7;
  }

  /** Loops that expect aligned memory must not meet the bytes of a Java array. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8})
  void bytesOfAJavaArrayServeAsAnyType(int start) {
    byte[] bytes = new byte[start + 800];
    NDArray a = NDArray.wrap(bytes).get(start + ":").view(DType.FLOAT64);
    assertThat(a.shape()).isEqualTo(Shape.of(100));
    assertThat(a.isAligned()).isFalse();
    a.assign(NDArray.arange(100).astype(DType.FLOAT64));
    a.setDouble(0.5, 0);
    assertThat(a.getDouble(0)).isEqualTo(0.5);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getDouble(start + 8 * 99))
        .isEqualTo(99);
    assertThat(a.astype(DType.INT32).toIntArray()[99]).isEqualTo(99);
    assertThat(a.copy().toDoubleArray()[7]).isEqualTo(7);
    assertThat(Ops.add(a, a).getDouble(99)).isEqualTo(198);
    assertThat(a.doubles().sum()).isEqualTo(4950.5);
    NDArray out = NDArray.zeros(DType.FLOAT64, 100);
    UFuncs.MULTIPLY.with().out(a).call(a, a);
    assertThat(a.getDouble(3)).isEqualTo(9);
    UFuncs.SQRT.with().out(out).call(a);
    assertThat(out.getDouble(99)).isEqualTo(99);
  }

  @Test
  void operationsWorkOnTheHeap() {
    NDArray a = NDArray.wrap(DoubleStream.iterate(0, x -> x + 1).limit(1000).toArray());
    NDArray b = NDArray.wrap(new double[1000]);
    UFuncs.ADD.with().out(b).call(a, a);
    assertThat(b.getDouble(999)).isEqualTo(1998);
    assertThat(Ops.add(a, NDArray.arange(1000)).getDouble(998)).isEqualTo(1996);
    assertThat(UFuncs.ADD.reduce(a, 0).getDouble()).isEqualTo(499500);
    NDArray ints = NDArray.wrap(new int[] {3, 1, 2});
    assertThat(Sorting.sort(ints).toIntArray()).containsExactly(1, 2, 3);
    assertThat(a.astype(DType.FLOAT32).get("::100").toDoubleArray())
        .containsExactly(0, 100, 200, 300, 400, 500, 600, 700, 800, 900);
  }

  @Test
  void buffersKeepTheirByteOrderAndTheirLimits() {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (boolean direct : new boolean[] {true, false}) {
        ByteBuffer bytes = direct ? ByteBuffer.allocateDirect(80) : ByteBuffer.allocate(80);
        bytes.order(order);
        for (int i = 0; i < 10; i++) {
          bytes.putDouble(8 * i, i);
        }
        NDArray a = NDArray.wrap(bytes.asDoubleBuffer().position(2).limit(8), 2, 3);
        assertThat(a.dtype()).isEqualTo(DType.FLOAT64.withByteOrder(order));
        assertThat(a.toDoubleArray()).containsExactly(2, 3, 4, 5, 6, 7);
        a.setDouble(-1, 0, 0);
        assertThat(bytes.getDouble(16)).isEqualTo(-1);
        List<Buffer> views =
            List.of(
                bytes.asFloatBuffer(),
                bytes.asLongBuffer(),
                bytes.asIntBuffer(),
                bytes.asShortBuffer(),
                bytes.asCharBuffer());
        for (Buffer view : views) {
          NDArray b = NDArray.wrap(view);
          assertThat(b.size()).isEqualTo(view.remaining());
          b.setLong(5, 1);
          assertThat(b.getLong(1)).isEqualTo(5);
          assertThat(b.getObject(0)).isEqualTo(b.copy().getObject(0));
        }
        assertThat(NDArray.wrap(bytes.slice(3, 7)).dtype()).isEqualTo(DType.INT8);
      }
    }
  }

  @Test
  void aReadOnlyBufferGivesAReadOnlyArray() {
    NDArray a = NDArray.wrap(ByteBuffer.allocateDirect(8).asReadOnlyBuffer());
    assertThat(a.isWritable()).isFalse();
    assertThatThrownBy(() -> a.setLong(1, 0)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> a.asByteBuffer().put((byte) 1))
        .isInstanceOf(ReadOnlyBufferException.class);
    NDArray zeros = NDArray.zeros(DType.INT8, 3).readOnly();
    assertThat(zeros.asByteBuffer().isReadOnly()).isTrue();
  }

  @Test
  void anArrayIsABuffer() {
    NDArray a = NDArray.arange(6).reshape(2, 3);
    ByteBuffer buffer = a.get("1").asByteBuffer();
    assertThat(buffer.isDirect()).isTrue();
    assertThat(buffer.asLongBuffer().get(2)).isEqualTo(5);
    buffer.putLong(0, 30);
    assertThat(a.getLong(1, 0)).isEqualTo(30);
    NDArray big = a.astype(DType.parse(">i4"));
    assertThat(big.asByteBuffer().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(big.asByteBuffer().asIntBuffer().get(1)).isEqualTo(1);
    assertThatThrownBy(() -> a.transpose().asByteBuffer())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ndarray is not C-contiguous: shape (3, 2), strides (8, 24)");
    assertThat(NDArray.wrap(new byte[] {1, 2}).asByteBuffer().get(1)).isEqualTo((byte) 2);
    assertThatThrownBy(() -> NDArray.wrap(new int[] {1, 2}).asByteBuffer())
        .isInstanceOf(UnsupportedOperationException.class);
    NDArray closed;
    ByteBuffer late;
    try (Arena arena = Arena.ofConfined()) {
      closed = NDArray.zeros(arena, DType.INT8, Order.C, 3);
      late = closed.asByteBuffer();
    }
    assertThatThrownBy(closed::asByteBuffer).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> late.get(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void streamsBothWays() {
    assertThat(NDArray.of(DoubleStream.of(1.5, 2)).toDoubleArray()).containsExactly(1.5, 2);
    assertThat(NDArray.of(LongStream.range(0, 5)).toLongArray()).containsExactly(0, 1, 2, 3, 4);
    assertThat(NDArray.of(IntStream.of(7)).dtype()).isEqualTo(DType.INT32);
    assertThat(NDArray.of(DoubleStream.empty()).shape()).isEqualTo(Shape.of(0));
    NDArray a = NDArray.arange(12).reshape(3, 4);
    assertThat(a.transpose().longs().toArray())
        .containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
    assertThat(a.get("::-2, 1::2").doubles().toArray()).containsExactly(9, 11, 1, 3);
    assertThat(a.longs().parallel().sum()).isEqualTo(66);
    assertThat(a.astype(DType.parse(">i2")).longs().max()).hasValue(11);
    assertThat(NDArray.scalar(2.5).doubles().toArray()).containsExactly(2.5);
    assertThat(a.stream().mapToDouble(row -> row.doubles().sum()).toArray())
        .containsExactly(6, 22, 38);
    a.stream().forEach(row -> row.fill(1));
    assertThat(a.toLongArray()).containsOnly(1);
    assertThatThrownBy(() -> NDArray.scalar(1L).stream())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("iteration over a 0-d array");
    assertThatThrownBy(() -> NDArray.scalar(1.0).longs())
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(NDArray.zeros(DType.INT8, 0, 3).stream().count()).isZero();
    assertThat(Arrays.stream(NDArray.of(new boolean[] {true, false}).longs().toArray()))
        .containsExactly(1L, 0L);
  }
}
