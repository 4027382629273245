package dev.ambi.core.internal.index;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Arrays of bool as sets of places: eight elements are looked at together. */
public final class Masks {

  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = ~HIGH_BITS;
  private static final long EVEN_HIGH_BITS = 0x0080008000800080L;

  private Masks() {}

  /** The high bit of each byte that is not zero: a bool made elsewhere may be other than one. */
  private static long trueBytes(long bytes) {
    return (((bytes & LOW_BITS) + LOW_BITS) | bytes) & HIGH_BITS;
  }

  /**
   * {@return eight elements of a mask, the first in the lowest bit}
   *
   * @param m its memory
   * @param at where the first element is
   * @param step the distance between them
   */
  static int bits(MemorySegment m, long at, long step) {
    if (step == 1) {
      return (int) Long.compress(trueBytes(m.get(JAVA_LONG_UNALIGNED, at)), HIGH_BITS);
    }
    if (step == 2) {
      // The last element is read apart: there need not be a byte after it.
      long low = trueBytes(m.get(JAVA_LONG_UNALIGNED, at));
      long high = trueBytes(m.get(JAVA_LONG_UNALIGNED, at + 7) >>> 8);
      return (int) (Long.compress(low, EVEN_HIGH_BITS) | Long.compress(high, EVEN_HIGH_BITS) << 4);
    }
    int bits = 0;
    for (int i = 0; i < 8; i++) {
      bits |= (m.get(JAVA_BYTE, at + i * step) != 0 ? 1 : 0) << i;
    }
    return bits;
  }

  /**
   * {@return how many elements are true}
   *
   * @param mask an array of bool
   */
  public static long count(NDArray mask) {
    long[] sum = new long[1];
    MemorySegment m = mask.memory();
    new StridedNest(RawShape.of(mask), new long[] {mask.offset()}, mask.strides())
        .forEachRun((at, step, n) -> sum[0] += count(m, at[0], step[0], n));
    return sum[0];
  }

  private static long count(MemorySegment m, long at, long step, long n) {
    long sum = 0;
    long i = 0;
    if (step == 1) {
      // Blocks, since the compiler vectorizes only loops that count with an int.
      while (n - i >= 8) {
        int words = (int) Math.min((n - i) / 8, Offsets.BLOCK);
        sum += countWords(m, at + i, words);
        i += words * 8L;
      }
    }
    for (; i < n; i++) {
      sum += m.get(JAVA_BYTE, at + i * step) != 0 ? 1 : 0;
    }
    return sum;
  }

  private static long countWords(MemorySegment m, long at, int words) {
    long sum = 0;
    for (int i = 0; i < words; i++) {
      sum += Long.bitCount(trueBytes(m.get(JAVA_LONG_UNALIGNED, at + i * 8L)));
    }
    return sum;
  }

  /**
   * {@return for each axis the positions of the elements that are true, in row-major order: int64
   * arrays of one dimension}
   *
   * @param mask an array of bool with at least one dimension
   */
  public static NDArray[] nonzero(NDArray mask) {
    long count = count(mask);
    NDArray[] result = new NDArray[mask.ndim()];
    Arrays.setAll(result, i -> NDArray.empty(DType.INT64, count));
    int last = result.length - 1;
    long[] shape = RawShape.of(mask);
    long[] strides = mask.strides();
    long[] index = new long[last];
    long at = mask.offset();
    long rows = Shapes.size(Arrays.copyOf(shape, last));
    long filled = 0;
    for (long row = 0; row < rows && filled < count; row++) {
      long n =
          positions(
              mask.memory(),
              at,
              strides[last],
              shape[last],
              result[last].memory(),
              result[last].offset() + filled * 8,
              result[last].offset() + count * 8);
      for (int axis = 0; axis < last; axis++) {
        MemorySegment m = result[axis].memory();
        long to = result[axis].offset() + filled * 8;
        for (long i = 0; i < n; i++) {
          m.set(JAVA_LONG_UNALIGNED, to + i * 8, index[axis]);
        }
      }
      filled += n;
      int axis = last - 1;
      while (axis >= 0 && ++index[axis] == shape[axis]) {
        at -= strides[axis] * (shape[axis] - 1);
        index[axis--] = 0;
      }
      at += axis >= 0 ? strides[axis] : 0;
    }
    return result;
  }

  private static long positions(
      MemorySegment mask, long at, long step, long n, MemorySegment to, long toAt, long toEnd) {
    long k = toAt;
    long i = 0;
    for (; i + 8 <= n; i += 8) {
      int bits = bits(mask, at + i * step, step);
      if (bits != 0 && k + 64 <= toEnd) {
        // Without a branch: what is not wanted is overwritten by the next.
        for (int j = 0; j < 8; j++) {
          to.set(JAVA_LONG_UNALIGNED, k, i + j);
          k += (bits >>> j & 1) * 8L;
        }
        continue;
      }
      for (; bits != 0; bits &= bits - 1) {
        to.set(JAVA_LONG_UNALIGNED, k, i + Integer.numberOfTrailingZeros(bits));
        k += 8;
      }
    }
    for (; i < n; i++) {
      if (mask.get(JAVA_BYTE, at + i * step) != 0) {
        to.set(JAVA_LONG_UNALIGNED, k, i);
        k += 8;
      }
    }
    return (k - toAt) / 8;
  }
}
