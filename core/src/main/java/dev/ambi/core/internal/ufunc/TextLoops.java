package dev.ambi.core.internal.ufunc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.util.function.IntPredicate;

/** Loops of text of fixed lengths, padded with NUL: of bytes, or of code points of four bytes. */
final class TextLoops {

  private TextLoops() {}

  /**
   * {@return a loop that tests how two texts compare}
   *
   * @param unit the bytes of a character
   * @param m the length of the first in characters
   * @param n the length of the second
   * @param test what it tests: less than zero if the first comes before the second
   */
  static InnerLoop compare(int unit, long m, long n, IntPredicate test) {
    return (memory, at, strides, count) -> {
      for (long e = 0; e < count; e++) {
        long i = at[0] + e * strides[0];
        long j = at[1] + e * strides[1];
        boolean r = test.test(compare(unit, memory[0], i, m, memory[1], j, n));
        memory[2].set(JAVA_BYTE, at[2] + e * strides[2], r ? (byte) 1 : 0);
      }
    };
  }

  private static int compare(
      int unit, MemorySegment a, long i, long m, MemorySegment b, long j, long n) {
    for (long k = 0; k < Math.max(m, n); k++) {
      int x = k < m ? get(unit, a, i + k * unit) : 0;
      int y = k < n ? get(unit, b, j + k * unit) : 0;
      if (x != y) {
        return Integer.compareUnsigned(x, y);
      }
    }
    return 0;
  }

  /**
   * {@return a loop that puts the second text behind the first}
   *
   * @param unit the bytes of a character
   * @param m the length of the first in characters
   * @param n the length of the second
   */
  static InnerLoop join(int unit, long m, long n) {
    return (memory, at, strides, count) -> {
      byte[] joined = new byte[Math.toIntExact((m + n) * unit)];
      MemorySegment buffer = MemorySegment.ofArray(joined);
      for (long e = 0; e < count; e++) {
        // Through a buffer, since the result may lie over an input.
        long i = at[0] + e * strides[0];
        long used = length(unit, memory[0], i, m) * unit;
        buffer.fill((byte) 0);
        MemorySegment.copy(memory[0], i, buffer, 0, used);
        MemorySegment.copy(memory[1], at[1] + e * strides[1], buffer, used, n * unit);
        MemorySegment.copy(buffer, 0, memory[2], at[2] + e * strides[2], joined.length);
      }
    };
  }

  /** The length without the padding. */
  private static long length(int unit, MemorySegment a, long i, long m) {
    long length = m;
    while (length > 0 && get(unit, a, i + (length - 1) * unit) == 0) {
      length--;
    }
    return length;
  }

  private static int get(int unit, MemorySegment m, long at) {
    return unit == 1 ? m.get(JAVA_BYTE, at) & 0xFF : m.get(JAVA_INT_UNALIGNED, at);
  }
}
