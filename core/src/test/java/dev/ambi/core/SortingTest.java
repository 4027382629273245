package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class SortingTest {

  private static final NDArray UNSORTED = NDArray.of(new long[] {3, 1, 2});

  @Test
  void readOnlyArraysAreNotSortedInPlace() {
    NDArray a = UNSORTED.copy().readOnly();
    assertThatThrownBy(a::sortInPlace)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("sort array is read-only");
    assertThatThrownBy(() -> Sorting.partitionInPlace(a, new long[] {1}, 0))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("partition array is read-only");
    assertThat(a).isEqualTo(UNSORTED);
    assertThat(a.sort()).isEqualTo(NDArray.of(new long[] {1, 2, 3}));
  }

  @Test
  void anAxisIsCheckedBeforeAnythingIsDone() {
    NDArray a = NDArray.zeros(DType.FLOAT64, 2, 3);
    assertThatThrownBy(() -> a.sortInPlace(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("axis 2 is out of bounds for array of dimension 2");
    assertThatThrownBy(NDArray.scalar(1.0)::sortInPlace)
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("axis -1 is out of bounds for array of dimension 0");
    assertThatThrownBy(() -> Sorting.partition(a, new long[] {0, 5}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kth(=5) out of bounds (2)");
  }

  @Test
  void anArrayWithoutDimensionsHasAnOrder() {
    assertThat(NDArray.scalar(7.0).argsort()).isEqualTo(NDArray.of(new long[] {0}));
    assertThat(NDArray.scalar(7.0).argpartition(0)).isEqualTo(NDArray.of(new long[] {0}));
    assertThatThrownBy(() -> NDArray.scalar(7.0).argpartition(1))
        .hasMessage("kth(=1) out of bounds (1)");
    Sets.UniqueAll all = Sets.uniqueAll(NDArray.scalar(7.0));
    assertThat(all.values()).isEqualTo(NDArray.of(new double[] {7}));
    assertThat(all.inverseIndices()).isEqualTo(NDArray.scalar(0L));
  }

  @Test
  void theMemoryOfAClosedArenaIsNotSorted() {
    NDArray a;
    try (Arena arena = Arena.ofConfined()) {
      a = UNSORTED.copy(arena, Order.C);
      a.sortInPlace();
      assertThat(a).isEqualTo(NDArray.of(new long[] {1, 2, 3}));
    }
    assertThatThrownBy(a::sortInPlace).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(a::sort).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(a::argsort).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> UNSORTED.searchsorted(a)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Sets.unique(a)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSortedCopyLiesInMemoryAsTheArrayDoes() {
    NDArray a = NDArray.arange(6).reshape(2, 3).copy(Order.F);
    assertThat(a.sort().strides()).isEqualTo(a.strides());
    DType swapped = DType.FLOAT64.withByteOrder(ByteOrder.BIG_ENDIAN);
    assertThat(a.astype(swapped).sort().dtype()).isEqualTo(swapped);
  }

  @Test
  void broadcastArraysAreSorted() {
    NDArray rows = UNSORTED.broadcastTo(2, 3);
    assertThat(rows.sort()).isEqualTo(NDArray.of(new long[] {1, 2, 3, 1, 2, 3}, 2, 3));
    assertThat(rows.sort(0)).isEqualTo(rows.copy());
    assertThat(rows.argsort(0)).isEqualTo(NDArray.of(new long[] {0, 0, 0, 1, 1, 1}, 2, 3));
  }

  @Test
  void nanComesLastAndInDescendingOrderFirst() {
    double nan = Double.NaN;
    NDArray a = NDArray.of(new double[] {nan, -0.0, 5, Double.NEGATIVE_INFINITY, 0.0, nan});
    assertThat(a.argsort()).isEqualTo(NDArray.of(new long[] {3, 1, 4, 2, 0, 5}));
    assertThat(Sorting.argsort(a, 0, true, true))
        .isEqualTo(NDArray.of(new long[] {0, 5, 2, 1, 4, 3}));
    assertThat(Sorting.sort(a, 0, true, true))
        .isEqualTo(NDArray.of(new double[] {nan, nan, 5, -0.0, 0.0, Double.NEGATIVE_INFINITY}));
  }

  @Test
  void everyBitOfNaNsAndZerosIsKeptInOrder() {
    long negative = 0xFFF8_0000_0000_0001L;
    long positive = 0x7FF8_0000_0000_0002L;
    long minusZero = Long.MIN_VALUE;
    long one = Double.doubleToRawLongBits(1);
    long[] bits = {positive, minusZero, negative, one, 0, minusZero, 0};
    assertThat(bits(floats(bits).sort()))
        .containsExactly(minusZero, 0, minusZero, 0, one, positive, negative);
    assertThat(bits(Sorting.sort(floats(bits), 0, true, true)))
        .containsExactly(positive, negative, one, minusZero, 0, minusZero, 0);
  }

  private static NDArray floats(long... bits) {
    return NDArray.of(MemorySegment.ofArray(bits), DType.FLOAT64, bits.length);
  }

  private static long[] bits(NDArray a) {
    return a.memory().asSlice(a.offset(), a.nbytes()).toArray(ValueLayout.JAVA_LONG);
  }

  @Test
  void aSorterHasToFit() {
    NDArray v = NDArray.of(new long[] {2});
    Sorting.Side left = Sorting.Side.LEFT;
    assertThat(Sorting.searchsorted(UNSORTED, v, left, UNSORTED.argsort()).toLongArray())
        .containsExactly(1);
    assertThatThrownBy(() -> Sorting.searchsorted(UNSORTED, v, left, v))
        .hasMessage("sorter.size must equal a.size: 1 and 3");
    NDArray wild = NDArray.of(new long[] {7, -9, 3});
    assertThatThrownBy(() -> Sorting.searchsorted(UNSORTED, v, left, wild))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Sorter index out of range");
    assertThatThrownBy(
            () -> Sorting.searchsorted(UNSORTED, v, left, NDArray.of(new double[] {1, 2, 0})))
        .hasMessageStartingWith("sorter must only contain integers");
    assertThatThrownBy(() -> Sorting.searchsorted(UNSORTED, v, left, UNSORTED.reshape(3, 1)))
        .hasMessageStartingWith("could not parse sorter argument");
  }

  @Test
  void onlyLinesAreSearched() {
    assertThatThrownBy(() -> UNSORTED.reshape(1, 3).searchsorted(UNSORTED))
        .hasMessage("object too deep for desired array: (1, 3)");
    assertThatThrownBy(() -> NDArray.scalar(1L).searchsorted(UNSORTED))
        .hasMessage("object of too small depth for desired array: ()");
    assertThat(UNSORTED.sort().searchsorted(NDArray.scalar(9L))).isEqualTo(NDArray.scalar(3L));
  }

  @Test
  void theGreatestLongIsFoundOnBothSides() {
    NDArray a = NDArray.of(new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE, Long.MAX_VALUE});
    NDArray v = NDArray.of(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE});
    assertThat(a.searchsorted(v).toLongArray()).containsExactly(2, 0, 2);
    assertThat(a.searchsorted(v, Sorting.Side.RIGHT).toLongArray()).containsExactly(4, 1, 4);
    assertThat(Sets.isin(v, a).toBooleanArray()).containsExactly(true, true, true);
  }

  @Test
  void lexsortNeedsKeysOfOneShape() {
    assertThatThrownBy(() -> Sorting.lexsort(UNSORTED, NDArray.zeros(DType.INT8, 2)))
        .hasMessage("all keys need to be the same shape: (3,) and (2,)");
    assertThatThrownBy(Sorting::lexsort)
        .hasMessage("need sequence of keys with len > 0 in lexsort");
  }

  @Test
  void longTextsThatAgreeForLongAreSorted() {
    int n = 300;
    NDArray a = NDArray.zeros(DType.bytes(4000), n);
    for (int i = 0; i < n; i++) {
      a.setString("x".repeat((i * 7919) % n * 13), i);
    }
    long[] order = a.argsort().toLongArray();
    for (int i = 0; i < n; i++) {
      assertThat(order[i] * 7919 % n).isEqualTo(i);
    }
  }

  @Test
  void numbersAreNotAmongTexts() {
    NDArray numbers = NDArray.of(new long[] {1, 2});
    NDArray texts = NDArray.of(new String[] {"1"});
    assertThat(Sets.isin(numbers, texts).toBooleanArray()).containsExactly(false, false);
    assertThat(Sets.isin(texts, numbers, true).toBooleanArray()).containsExactly(true);
  }

  @Test
  void overlappingViewsAreSortedAsTheyAre() {
    NDArray a = NDArray.of(new long[] {5, 4, 3, 2, 1, 0});
    NDArray odd = a.get("1::2");
    odd.sortInPlace();
    assertThat(a.toLongArray()).containsExactly(5, 0, 3, 2, 1, 4);
    a.get("::-1").sortInPlace();
    assertThat(a.toLongArray()).containsExactly(5, 4, 3, 2, 1, 0);
  }
}
