package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Forms of indices, overlap, and input that is wrong or hostile. */
class IndexingTest {

  private static NDArray matrix() {
    return NDArray.arange(6).reshape(2, 3);
  }

  @Test
  void everyFormOfAssignment() {
    NDArray a = NDArray.zeros(DType.INT64, 5);
    a.set(7, Index.at(0));
    a.set(8, "1:3");
    a.set(9, NDArray.of(new boolean[] {false, false, false, true, false}));
    a.set(NDArray.scalar(3.9), NDArray.of(new long[] {-1}));
    assertThat(a.toLongArray()).containsExactly(7, 8, 8, 9, 3);
    a.set(NDArray.of(new int[] {1, 2}), Index.slice(0, 2));
    a.set(NDArray.of(new int[] {3, 4}), Index.of(2, 3));
    assertThat(a.toLongArray()).containsExactly(1, 2, 3, 4, 3);
    NDArray text = NDArray.of(new String[] {"ab", "cd"});
    text.set("xyz", Index.at(1));
    text.set("1:", "0");
    assertThat(text.toStringArray()).containsExactly("1:", "xy");
  }

  @Test
  void assignmentFromTheArrayItself() {
    NDArray a = NDArray.arange(6);
    a.set(a.get("::-1"), Index.of(0, 1, 2, 3, 4, 5));
    assertThat(a.toLongArray()).containsExactly(5, 4, 3, 2, 1, 0);
    NDArray b = NDArray.arange(6);
    b.set(b.get(":-1"), "1:");
    assertThat(b.toLongArray()).containsExactly(0, 0, 1, 2, 3, 4);
    NDArray c = NDArray.of(new long[] {2, 0, 1});
    c.set(c.get("::-1"), c);
    assertThat(c.toLongArray()).containsExactly(0, 2, 1);
    NDArray d = NDArray.of(new boolean[] {true, false, true});
    d.set(NDArray.of(new boolean[] {false, true}), d.get("::-1"));
    assertThat(d.toBooleanArray()).containsExactly(false, false, true);
  }

  @Test
  void takeIntoItsOwnInput() {
    NDArray a = NDArray.arange(5);
    NDArray places = NDArray.of(new long[] {4, 3, 2, 1, 0});
    Indexing.take(a, places, 0, IndexMode.RAISE, a);
    assertThat(a.toLongArray()).containsExactly(4, 3, 2, 1, 0);
    Indexing.take(a, places, 0, IndexMode.RAISE, places);
    assertThat(places.toLongArray()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void nothingIsWrittenIfAPositionIsWrong() {
    NDArray a = NDArray.arange(3000);
    NDArray before = a.copy();
    long[] places = new long[3000];
    places[2999] = 3000;
    assertThatThrownBy(() -> a.set(7, Index.of(places)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index 3000 is out of bounds for axis 0 with size 3000");
    assertThatThrownBy(() -> Indexing.take(before, NDArray.of(places), 0, IndexMode.RAISE, a))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Indexing.put(a, NDArray.of(places), 7, IndexMode.RAISE))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(a).isEqualTo(before);
  }

  @Test
  void extremePositions() {
    NDArray a = NDArray.arange(4);
    for (long p : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 4, -5}) {
      assertThatThrownBy(() -> a.get(Index.of(p)))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("index " + p + " is out of bounds for axis 0 with size 4");
      assertThat(Indexing.take(a, NDArray.of(new long[] {p}), 0, IndexMode.WRAP).getLong(0))
          .isEqualTo(Math.floorMod(p, 4));
      assertThat(Indexing.take(a, NDArray.of(new long[] {p}), 0, IndexMode.CLIP).getLong(0))
          .isEqualTo(p < 0 ? 0 : 3);
    }
    // Larger than an int64: refused by its sign once it is one.
    NDArray huge = NDArray.of(new long[] {-1}).view(DType.UINT64);
    assertThat(a.get(huge).getLong(0)).isEqualTo(3);
  }

  @Test
  void anAxisLongerThanHalfOfALong() {
    NDArray a = NDArray.full(DType.INT8, 5, 1).broadcastTo(Long.MAX_VALUE);
    assertThat(a.get(Index.of(Long.MAX_VALUE - 1, 0, -1, -Long.MAX_VALUE)).toLongArray())
        .containsExactly(5, 5, 5, 5);
    assertThatThrownBy(() -> a.get(Index.of(Long.MAX_VALUE)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void masksOfOtherBytesThanOne() {
    MemorySegment memory = MemorySegment.ofArray(new byte[] {0, 2, -128, 0, 1, 127, 0, 64, 3, 0});
    NDArray mask = NDArray.of(memory, DType.BOOL, 10);
    assertThat(NDArray.arange(10).get(mask).toLongArray()).containsExactly(1, 2, 4, 5, 7, 8);
    assertThat(mask.nonzero()[0].toLongArray()).containsExactly(1, 2, 4, 5, 7, 8);
    assertThat(Indexing.countNonzero(mask)).isEqualTo(6);
  }

  @Test
  void wrongDtypesAndReadOnlyAndClosedArraysAreRefused() {
    NDArray a = matrix();
    assertThatThrownBy(() -> a.get(NDArray.of(new double[] {1})))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageStartingWith("arrays used as indices must be of integer (or boolean) type");
    assertThatThrownBy(() -> a.readOnly().set(1, Index.of(0)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> a.broadcastTo(4, 2, 3).set(a.get("0"), Index.ELLIPSIS))
        .isInstanceOf(UnsupportedOperationException.class);
    NDArray closed;
    NDArray places;
    try (Arena arena = Arena.ofConfined()) {
      closed = NDArray.zeros(arena, DType.INT64, Order.C, 3);
      places = NDArray.zeros(arena, DType.INT64, Order.C, 3);
    }
    assertThatThrownBy(() -> closed.get(Index.of(0))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> closed.set(1, Index.of(0))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> a.get(places)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> a.set(closed, Index.of(0))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMatrixTooLargeForAnIntegerOverflowIsRefused() {
    NDArray a = matrix();
    assertThatThrownBy(() -> a.set(1L << 40, Index.at(0), Index.at(0), Index.at(0)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("too many indices for array");
    NDArray small = NDArray.zeros(DType.INT8, 3);
    assertThatThrownBy(() -> small.set(300, Index.of(0))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Manipulation.repeat(a, Long.MAX_VALUE, 0))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Manipulation.tile(a, Long.MAX_VALUE, 2))
        .isInstanceOf(ArithmeticException.class);
    Index[] many = new Index[65];
    Arrays.fill(many, Index.NEW_AXIS);
    many[64] = Index.of(0);
    assertThatThrownBy(() -> a.get(many)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void whatAnArraySelectsIsACopy() {
    NDArray a = NDArray.arange(4);
    a.get(Index.of(0, 1)).fill(9);
    a.get(NDArray.of(new boolean[] {true, true, true, true})).fill(9);
    a.get(NDArray.scalar(2L)).fill(9);
    assertThat(a.toLongArray()).containsExactly(0, 1, 2, 3);
    assertThat(a.get("1:").memory()).isSameAs(a.memory());
  }

  @Test
  void joinedArraysAreInThisMachinesByteOrder() {
    NDArray swapped = matrix().astype(DType.INT32.withByteOrder(ByteOrder.BIG_ENDIAN));
    assertThat(Manipulation.concat(swapped).dtype()).isEqualTo(DType.INT32);
    assertThat(Manipulation.concat(0, swapped, swapped).toLongArray())
        .containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
  }

  @Test
  void reshapeCopiesAsItIsTold() {
    NDArray a = matrix();
    assertThat(Manipulation.reshape(a, CopyMode.NEVER, 6).memory()).isSameAs(a.memory());
    assertThat(Manipulation.reshape(a, CopyMode.ALWAYS, 6).memory()).isNotSameAs(a.memory());
    assertThatThrownBy(() -> Manipulation.reshape(a.transpose(), CopyMode.NEVER, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unable to avoid creating a copy while reshaping");
  }
}
