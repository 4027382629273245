package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.core.internal.Casts;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** Dtypes whose order is known by comparing alone. */
class SortingUserDTypeTest {

  /** One byte, ordered by its last decimal digit. */
  private enum LastDigit implements UserDType {
    DTYPE;

    @Override
    public long itemSize() {
      return 1;
    }

    @Override
    public int alignment() {
      return 1;
    }

    @Override
    public Object family() {
      return LastDigit.class;
    }

    @Override
    public Object getItem(MemorySegment memory, long at) {
      return memory.get(ValueLayout.JAVA_BYTE, at);
    }

    @Override
    public void setItem(MemorySegment memory, long at, Object value) {
      memory.set(ValueLayout.JAVA_BYTE, at, ((Number) value).byteValue());
    }

    @Override
    public int compare(MemorySegment a, long aAt, MemorySegment b, long bAt) {
      return a.get(ValueLayout.JAVA_BYTE, aAt) % 10 - b.get(ValueLayout.JAVA_BYTE, bAt) % 10;
    }

    @Override
    public boolean nonzero(MemorySegment memory, long at) {
      return memory.get(ValueLayout.JAVA_BYTE, at) != 0;
    }

    @Override
    public CastLoop copySwap(boolean swap) {
      return Casts.find(DType.INT8, DType.INT8);
    }
  }

  private static final byte[] VALUES = {25, 13, 40, 3, 99, 5, 10, 77, 61, 42, 15, 33, 8, 20, 1, 90};

  private static NDArray of(byte... values) {
    return NDArray.of(MemorySegment.ofArray(values), LastDigit.DTYPE, values.length);
  }

  private static byte[] bytes(NDArray a) {
    return a.memory().asSlice(a.offset(), a.nbytes()).toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void theyAreSortedStably() {
    NDArray a = of(VALUES.clone());
    byte[] sorted = {40, 10, 20, 90, 61, 1, 42, 13, 3, 33, 25, 5, 15, 77, 8, 99};
    assertThat(bytes(a.sort())).isEqualTo(sorted);
    assertThat(a.argsort().toLongArray())
        .containsExactly(2, 6, 13, 15, 8, 14, 9, 1, 3, 11, 0, 5, 10, 7, 12, 4);
    assertThat(Sorting.argsort(a, 0, true, true).toLongArray())
        .containsExactly(4, 12, 7, 0, 5, 10, 1, 3, 11, 9, 8, 14, 2, 6, 13, 15);
    assertThat(a.sort().searchsorted(of((byte) 75, (byte) 4)).toLongArray())
        .containsExactly(10, 10);
    Sets.UniqueCounts counts = Sets.uniqueCounts(a);
    assertThat(bytes(counts.values())).containsExactly(40, 61, 42, 13, 25, 77, 8, 99);
    assertThat(counts.counts().toLongArray()).containsExactly(4, 2, 1, 3, 3, 1, 1, 1);
    a.sortInPlace();
    assertThat(bytes(a)).isEqualTo(sorted);
  }

  @Test
  void theyAreFieldsOfStructures() {
    DType pair = new StructBuilder().field("u", LastDigit.DTYPE).field("n", DType.INT8).build();
    byte[] memory = {13, 2, 40, 9, 3, 1, 10, 9};
    NDArray a = NDArray.of(MemorySegment.ofArray(memory), pair, 4);
    assertThat(a.argsort().toLongArray()).containsExactly(1, 3, 2, 0);
  }
}
