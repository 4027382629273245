package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.spi.ForeignView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What an array is made of, how it is viewed, and what it refuses. */
class NDArrayTest {

  private static NDArray matrix() {
    return NDArray.arange(6).reshape(2, 3);
  }

  @Test
  void metadata() {
    NDArray a = NDArray.zeros(DType.FLOAT32, 2, 3);
    assertThat(a.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(a.strides()).containsExactly(12, 4);
    assertThat(a.shape(-1)).isEqualTo(3);
    assertThat(a.strides(0)).isEqualTo(12);
    assertThat(a.ndim()).isEqualTo(2);
    assertThat(a.size()).isEqualTo(6);
    assertThat(a.nbytes()).isEqualTo(24);
    assertThat(a.address() % 64).isZero();
    a.shape().toArray()[0] = 99;
    a.strides()[0] = 99;
    assertThat(a.shape(0)).isEqualTo(2);
    assertThatThrownBy(() -> a.shape(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("axis 2 is out of bounds for array of dimension 2");
  }

  @Test
  void contiguityFollowsRelaxedStrides() {
    MemorySegment memory = Arena.ofAuto().allocate(64, 8);
    long[] odd = {1000, 8, 77};
    NDArray one = NDArray.of(memory, 0, DType.INT64, new long[] {1, 3, 1}, odd, true);
    assertThat(one.isCContiguous()).isTrue();
    assertThat(one.isFContiguous()).isTrue();
    assertThat(one.isAligned()).isTrue();
    NDArray none = NDArray.of(memory, 3, DType.INT64, new long[] {0, 3, 2}, odd, true);
    assertThat(none.isCContiguous()).isTrue();
    assertThat(none.isFContiguous()).isTrue();
    assertThat(none.isAligned()).isTrue();
    NDArray f = NDArray.zeros(Arena.ofAuto(), DType.INT64, Order.F, 2, 3);
    assertThat(f.isCContiguous()).isFalse();
    assertThat(f.isFContiguous()).isTrue();
    assertThat(matrix().transpose().isFContiguous()).isTrue();
    assertThat(matrix().get(":, ::2").isCContiguous()).isFalse();
    assertThat(NDArray.scalar(1.0).isFContiguous()).isTrue();
  }

  @Test
  void misalignedArraysWork() {
    MemorySegment memory = Arena.ofAuto().allocate(64, 8);
    NDArray a = NDArray.of(memory, 3, DType.FLOAT64, new long[] {3}, new long[] {9}, true);
    assertThat(a.isAligned()).isFalse();
    a.assign(NDArray.of(new double[] {1, 2, 3}));
    assertThat(a.getDouble(1)).isEqualTo(2);
    assertThat(a.copy().isAligned()).isTrue();
    assertThat(a.toDoubleArray()).containsExactly(1, 2, 3);
    assertThat(NDArray.zeros(DType.COMPLEX128, 2).isAligned()).isTrue();
  }

  @Test
  void wrappingChecksTheBounds() {
    MemorySegment memory = Arena.ofAuto().allocate(80, 8);
    Object[][] bad = {
      {0L, new long[] {11}, new long[] {8}},
      {1L, new long[] {10}, new long[] {8}},
      {-1L, new long[] {1}, new long[] {8}},
      {81L, new long[] {0}, new long[] {8}},
      {0L, new long[] {2}, new long[] {-8}},
      {0L, new long[] {2, 2}, new long[] {Long.MAX_VALUE, Long.MAX_VALUE}},
      {0L, new long[] {3}, new long[] {Long.MIN_VALUE}},
      {72L, new long[] {1, 2}, new long[] {8, 1}},
    };
    for (Object[] c : bad) {
      long[] shape = (long[]) c[1];
      assertThatThrownBy(
              () -> NDArray.of(memory, (long) c[0], DType.INT64, shape, (long[]) c[2], true))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("80 bytes");
    }
    assertThatThrownBy(() -> NDArray.of(memory, DType.INT64, 11))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("shape (11,)");
    assertThatThrownBy(() -> NDArray.of(memory, 0, DType.INT64, new long[2], new long[1], true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("strides must be the same length as shape");
    assertThatThrownBy(
            () -> NDArray.of(memory.asReadOnly(), 0, DType.INT8, new long[0], new long[0], true))
        .isInstanceOf(IllegalArgumentException.class);
    NDArray reversed = NDArray.of(memory, 72, DType.INT64, new long[] {10}, new long[] {-8}, true);
    reversed.assign(NDArray.arange(10));
    assertThat(NDArray.of(memory, DType.INT64, 10).getLong(0)).isEqualTo(9);
  }

  @Test
  void impossibleShapesAreRefused() {
    assertThatThrownBy(() -> NDArray.zeros(DType.INT8, 2, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative dimensions are not allowed");
    assertThatThrownBy(() -> NDArray.zeros(DType.FLOAT64, 1L << 32, 1L << 31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("array is too big");
    assertThatThrownBy(() -> NDArray.zeros(DType.FLOAT64, 0, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NDArray.zeros(DType.FLOAT64, new long[65]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 65");
  }

  @Test
  void aClosedArenaIsNoticed() {
    NDArray a;
    try (Arena arena = Arena.ofConfined()) {
      a = NDArray.zeros(arena, DType.FLOAT64, Order.C, 3);
      assertThat(a.isAlive()).isTrue();
    }
    assertThat(a.isAlive()).isFalse();
    NDArray view = a.get("1:");
    NDArray other = NDArray.zeros(DType.FLOAT64, 3);
    assertThat(a.toString()).contains("freed").contains("(3,)");
    for (Runnable use :
        new Runnable[] {
          () -> view.getDouble(0),
          () -> a.setDouble(1, 0),
          a::address,
          a::copy,
          () -> a.fill(1),
          () -> a.assign(other),
          () -> other.assign(a),
          a::toDoubleArray,
          a::toObjectArray,
          () -> assertThat(a.hashCode()).isZero(),
          () -> assertThat(a.equals(other)).isTrue(),
          a::repr,
          () -> a.astype(DType.INT8),
        }) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("array memory was freed: its Arena is closed");
    }
  }

  @Test
  void readOnlyArraysAreNotWritten() {
    NDArray a = matrix();
    NDArray r = a.readOnly();
    assertThat(r.isWritable()).isFalse();
    assertThat(r.readOnly()).isSameAs(r);
    for (Runnable write :
        new Runnable[] {
          () -> r.setLong(1, 0, 0),
          () -> r.get("0").setLong(1, 0),
          () -> r.fill(0),
          () -> r.assign(a),
          () -> a.broadcastTo(2, 2, 3).setLong(1, 0, 0, 0),
          () -> r.reshape(3, 2).setLong(1, 0, 0),
          () -> r.transpose().setBoolean(true, 0, 0),
          () -> r.view(DType.UINT64).setString("1", 0, 0),
        }) {
      assertThatThrownBy(write::run)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("assignment destination is read-only");
    }
    a.setLong(42, 1, 1);
    assertThat(r.getLong(1, 1)).isEqualTo(42);
    assertThat(r.copy().isWritable()).isTrue();
  }

  @Test
  void viewsShareMemory() {
    NDArray a = matrix();
    a.transpose().get("::-1, 1").setLong(99, 0);
    assertThat(a.getLong(1, 2)).isEqualTo(99);
    a.swapaxes(0, -1).setLong(98, 2, 0);
    assertThat(a.getLong(0, 2)).isEqualTo(98);
    a.ravel().setLong(97, 0);
    assertThat(a.getLong(0, 0)).isEqualTo(97);
    a.flatten().setLong(96, 0);
    assertThat(a.getLong(0, 0)).isEqualTo(97);
    NDArray v = a.view(DType.INT32);
    assertThat(v.shape()).isEqualTo(Shape.of(2, 6));
    v.setLong(-1, 0, 1);
    assertThat(a.getLong(0, 0)).isEqualTo(97L - (1L << 32));
    NDArray squeezed = a.get(Index.NEW_AXIS, Index.at(-1), Slice.ALL).squeeze(0);
    assertThat(squeezed.shape()).isEqualTo(Shape.of(3));
    assertThat(a.get(Slice.from(1), Slice.by(2)).shape()).isEqualTo(Shape.of(1, 2));
    assertThat(a.get(Slice.of(0, 2), Slice.to(-1)).shape()).isEqualTo(Shape.of(2, 2));
  }

  @Test
  void wrongViewsAreRefused() {
    NDArray a = matrix();
    refused(() -> a.transpose(0), "axes don't match array");
    refused(() -> a.transpose(0, 0), "repeated axis in transpose");
    refused(
        () -> a.squeeze(0), "cannot select an axis to squeeze out which has size not equal to one");
    refused(
        () -> a.broadcastTo(3, 3),
        "operands could not be broadcast together with remapped shapes"
            + " [original->remapped]: (2,3)  and requested shape (3,3)");
    refused(
        () -> a.get(":, ::-1").view(DType.INT32),
        "To change to a dtype of a different size, the last axis must be contiguous");
    refused(
        () -> a.view(DType.COMPLEX128),
        "When changing to a larger dtype, its size must be a divisor of the total size in bytes of"
            + " the last axis of the array.");
    refused(
        () -> NDArray.scalar(1.0).view(DType.INT32),
        "Changing the dtype of a 0d array is only supported if the itemsize is unchanged");
    refused(
        () -> NDArray.zeros(DType.str(2), 3).view(DType.bytes(3)),
        "When changing to a smaller dtype, its size must be a divisor of the size of original"
            + " dtype");
    refused(() -> a.get("1:2:0"), "slice step cannot be zero");
    refused(() -> a.get("a"), "'a' in the index 'a' is no integer, slice, '...' or None");
    refused(() -> a.get(""), "'' in the index '' is no integer, slice, '...' or None");
    refused(
        () -> NDArray.broadcastShapes(Shape.of(2), Shape.of(3)),
        "operands could not be broadcast together with shapes (2,) (3,) ");
    refused(
        () -> a.assign(NDArray.zeros(DType.INT64, 4)),
        "could not broadcast input array from shape (4,) into shape (2,3)");
    refused(
        () -> a.assign(NDArray.zeros(DType.FLOAT64, 3)),
        "Cannot cast array data from dtype('float64') to dtype('int64') according to the rule"
            + " 'same_kind'");
    refused(a::item, "can only convert an array of size 1 to a scalar");
  }

  private static void refused(Runnable use, String message) {
    assertThatThrownBy(use::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void indicesAreChecked() {
    NDArray a = matrix();
    assertThat(a.getLong(-1, -3)).isEqualTo(3);
    assertThatThrownBy(() -> a.getLong(0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index 3 is out of bounds for axis 1 with size 3");
    assertThatThrownBy(() -> a.getLong(-3, 0))
        .hasMessage("index -3 is out of bounds for axis 0 with size 2");
    assertThatThrownBy(() -> a.getLong(0, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("too many indices for array: array is 2-dimensional, but 3 were indexed");
    assertThatThrownBy(() -> a.getLong(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> a.get("..., ..."))
        .hasMessage("an index can only have a single ellipsis ('...')");
  }

  @Test
  void elementsOfEveryKind() {
    assertThat(NDArray.full(DType.BOOL, true, 1).getObject(0)).isEqualTo(true);
    assertThat(NDArray.full(DType.INT8, -5, 1).getObject(0)).isEqualTo(-5L);
    assertThat(NDArray.full(DType.UINT32, 4294967295L, 1).getObject(0)).isEqualTo(4294967295L);
    BigInteger huge = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    NDArray u = NDArray.full(DType.UINT64, huge, 1);
    assertThat(u.getObject(0)).isEqualTo(huge);
    assertThat(u.getDouble(0)).isEqualTo(0x1p64);
    assertThatThrownBy(() -> u.getLong(0)).isInstanceOf(ArithmeticException.class);
    assertThat(NDArray.full(DType.FLOAT16, 1.5f, 1).getObject(0)).isEqualTo(1.5);
    NDArray c = NDArray.full(DType.parse(">c8"), new Complex(1, -2), 1);
    assertThat(c.getComplex(0)).isEqualTo(new Complex(1, -2));
    assertThat(c.getString(0)).isEqualTo("(1-2j)");
    assertThatThrownBy(() -> c.getDouble(0)).isInstanceOf(IllegalArgumentException.class);
    NDArray s = NDArray.zeros(DType.bytes(3), 1);
    s.setString("abcd", 0);
    assertThat(s.getBytes(0)).isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
    s.setBytes(new byte[] {'x'}, 0);
    assertThat(s.getString(0)).isEqualTo("x");
    NDArray t = NDArray.zeros(DType.parse(">U2"), 1);
    t.setString("\uD83D\uDE00é€", 0);
    assertThat(t.getString(0)).isEqualTo("\uD83D\uDE00é");
    t.setLong(123, 0);
    assertThat(t.getString(0)).isEqualTo("12");
    assertThat(t.getLong(0)).isEqualTo(12);
    t.setBoolean(true, 0);
    assertThat(t.getString(0)).isEqualTo("Tr");
    assertThat(t.getBoolean(0)).isTrue();
  }

  @Test
  void valuesThatDoNotFitAreRefused() {
    NDArray a = NDArray.zeros(DType.INT8, 1);
    for (long v : new long[] {128, -129, 300, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> a.setLong(v, 0))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("Python integer " + v + " out of bounds for int8");
    }
    a.setLong(-128, 0);
    a.setDouble(1.9, 0);
    assertThat(a.getLong(0)).isEqualTo(1);
    assertThatThrownBy(() -> a.setDouble(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot convert float NaN to integer");
    assertThatThrownBy(() -> a.setDouble(Double.NEGATIVE_INFINITY, 0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("cannot convert float infinity to integer");
    assertThatThrownBy(() -> a.setDouble(1e10, 0))
        .hasMessage("Python integer 10000000000 out of bounds for int8");
    NDArray u = NDArray.zeros(DType.UINT64, 1);
    assertThatThrownBy(() -> u.setLong(-1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> u.setObject(BigInteger.TWO.pow(64), 0))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> a.setObject(null, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> a.setObject(new Object(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> a.setComplex(new Complex(1, 0), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> a.setString("x", 0)).hasMessageContaining("invalid literal");
    assertThatThrownBy(() -> NDArray.zeros(DType.bytes(2), 1).setString("é", 0))
        .hasMessage(
            "'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in"
                + " range(128)");
  }

  @Test
  void assignBroadcasts() {
    NDArray a = NDArray.zeros(DType.FLOAT64, 2, 3);
    a.assign(NDArray.of(new long[] {1, 2, 3}));
    assertThat(a.toDoubleArray()).containsExactly(1, 2, 3, 1, 2, 3);
    a.get(":, 1").assign(NDArray.scalar(9L));
    assertThat(a.toDoubleArray()).containsExactly(1, 9, 3, 1, 9, 3);
    a.assign(NDArray.of(new double[] {5, 6}, 1, 1, 2, 1));
    assertThat(a.toDoubleArray()).containsExactly(5, 5, 5, 6, 6, 6);
  }

  @Test
  void overlappingAssignsAreRight() {
    NDArray a = NDArray.arange(10);
    a.get("1:").assign(a.get(":-1"));
    assertThat(a.toLongArray()).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    NDArray b = NDArray.arange(5);
    b.assign(b.get("::-1"));
    assertThat(b.toLongArray()).containsExactly(4, 3, 2, 1, 0);
    NDArray c = NDArray.arange(9).reshape(3, 3);
    c.assign(c.transpose());
    assertThat(c.toLongArray()).containsExactly(0, 3, 6, 1, 4, 7, 2, 5, 8);
    NDArray d = NDArray.arange(4);
    d.view(DType.FLOAT64).assign(d);
    assertThat(d.view(DType.FLOAT64).toDoubleArray()).containsExactly(0, 1, 2, 3);
    NDArray e = NDArray.arange(4);
    e.view(DType.INT32).get(":4").assign(e);
    assertThat(e.view(DType.INT32).get(":4").toIntArray()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void copiesHaveTheOrderAskedFor() {
    NDArray t = matrix().transpose();
    assertThat(t.copy(Order.C).isCContiguous()).isTrue();
    assertThat(t.copy(Order.F).isFContiguous()).isTrue();
    assertThat(t.copy(Order.A).isFContiguous()).isTrue();
    assertThat(t.copy(Order.K).strides()).containsExactly(t.strides());
    NDArray p = NDArray.arange(24).reshape(2, 3, 4).transpose(1, 2, 0).get("::-1");
    assertThat(p.copy(Order.K).strides()).containsExactly(32, 8, 96);
    for (Order order : Order.values()) {
      assertThat(p.copy(order)).isEqualTo(p);
    }
    assertThat(matrix().asContiguous().isCContiguous()).isTrue();
  }

  @Test
  void factories() {
    assertThat(NDArray.arange(5, 0, -2).toLongArray()).containsExactly(5, 3, 1);
    assertThat(NDArray.arange(0, 6, 4).toLongArray()).containsExactly(0, 4);
    assertThat(NDArray.arange(3, 3, 1).size()).isZero();
    assertThat(NDArray.arange(-3).size()).isZero();
    assertThat(NDArray.arange(0, 1, 0.25).toDoubleArray()).containsExactly(0, 0.25, 0.5, 0.75);
    assertThat(NDArray.arange(0, 1, 0.1).size()).isEqualTo(10);
    refused(() -> NDArray.arange(0, 1, 0), "arange with a step of zero");
    NDArray nested = NDArray.fromArray(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(nested.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(nested.getDouble(1, 2)).isEqualTo(6);
    assertThat(NDArray.fromArray(new int[0][5][]).shape()).isEqualTo(Shape.of(0, 0, 0));
    assertThatThrownBy(() -> NDArray.fromArray(new int[][] {{1}, {2, 3}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NDArray.fromArray(new Object[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    NDArray words = NDArray.of(new String[] {"a", "b\uD83D\uDE00"});
    assertThat(words.dtype()).isEqualTo(DType.str(2));
    assertThat(words.toStringArray()).containsExactly("a", "b\uD83D\uDE00");
    assertThat(NDArray.of(new boolean[] {true, false}).toBooleanArray())
        .containsExactly(true, false);
    assertThat(NDArray.of(new short[] {1, 2, 3, 4}, 2, 2).dtype()).isEqualTo(DType.INT16);
    assertThat(NDArray.of(new Complex[] {new Complex(1, 2)}).dtype()).isEqualTo(DType.COMPLEX128);
    assertThat(NDArray.scalar(DType.UINT8, 7).item()).isEqualTo(7L);
    assertThat(NDArray.zeros(DType.str(0), 2).dtype()).isEqualTo(DType.str(1));
    assertThat(NDArray.of(new float[] {1.5f}).toFloatArray()).containsExactly(1.5f);
    assertThat(NDArray.of(new byte[] {-1}).toIntArray()).containsExactly(-1);
    assertThat(matrix().toObjectArray()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThatThrownBy(() -> NDArray.of(new double[] {1.5}).toLongArray())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> matrix().toIntArray()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalityIsByValue() {
    NDArray a = NDArray.of(new double[] {1, Double.NaN, 0.0});
    NDArray spread = NDArray.zeros(DType.FLOAT64, 3, 2);
    spread.get("::-1, 1").assign(a);
    NDArray same = spread.get("::-1, 1");
    assertThat(same).isEqualTo(a).hasSameHashCodeAs(a);
    assertThat(NDArray.of(new double[] {1, Double.NaN, -0.0})).isNotEqualTo(a);
    assertThat(a.astype(DType.FLOAT32)).isNotEqualTo(a);
    assertThat(a.reshape(1, 3)).isNotEqualTo(a);
    assertThat(a.astype(DType.parse(">f8"))).isNotEqualTo(a);
    NDArray quiet = NDArray.of(new long[] {0x7FF8000000000001L}).view(DType.FLOAT64);
    NDArray other = NDArray.of(new long[] {0x7FF8000000000002L}).view(DType.FLOAT64);
    assertThat(quiet).isEqualTo(other).hasSameHashCodeAs(other);
    NDArray words = NDArray.of(new String[] {"a", "bc"});
    assertThat(words.get("::-1").copy()).isEqualTo(words.get("::-1"));
    assertThat(words).isNotEqualTo(words.get("::-1"));
    assertThat(a.equals(null)).isFalse();
  }

  @Test
  void anArrayOnTheHeapWorksButHasNoAddress() {
    NDArray a = NDArray.of(MemorySegment.ofArray(new double[] {1, 2, 3}), DType.FLOAT64, 3);
    a.get("::-1").assign(a);
    assertThat(a.toDoubleArray()).containsExactly(3, 2, 1);
    assertThatThrownBy(a::address).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void viewsOfEmptyArraysStayInTheirMemory() {
    NDArray a = NDArray.zeros(DType.FLOAT64, 3, 0);
    NDArray v = a.get("2, ...");
    assertThat(v.size()).isZero();
    assertThat(v.offset()).isZero();
    assertThat(a.copy()).isEqualTo(a);
    assertThat(a.toDoubleArray()).isEmpty();
    assertThat(a.astype(DType.str(0)).dtype()).isEqualTo(DType.str(32));
  }

  @Test
  void aForeignViewIsRememberedOnce() {
    NDArray a = matrix();
    assertThat(ForeignView.get(a)).isNull();
    Object first = new Object();
    assertThat(ForeignView.setIfAbsent(a, first)).isSameAs(first);
    assertThat(ForeignView.setIfAbsent(a, new Object())).isSameAs(first);
    assertThat(ForeignView.get(a)).isSameAs(first);
    assertThat(ForeignView.get(a.get("0"))).isNull();
  }
}
