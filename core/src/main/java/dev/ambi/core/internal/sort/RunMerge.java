package dev.ambi.core.internal.sort;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Merges sorted runs of items of 1, 2, 4 or 8 bytes; stable.
 *
 * @param size the size of an item in bytes
 * @param isBefore whether the item at one place comes before an earlier item at another
 */
record RunMerge(int size, IsBefore isBefore) {

  /** Compares items. */
  @FunctionalInterface
  interface IsBefore {
    /** {@return whether the right item has to come before the left one} */
    boolean test(MemorySegment m, long right, long left);
  }

  /**
   * Merges runs until there is one.
   *
   * @param items the runs, gapless
   * @param spare as much memory again
   * @param n how many items
   * @param length the length of each run; the last may be shorter
   * @return which of the two has the result
   */
  MemorySegment merge(MemorySegment items, MemorySegment spare, long n, long length) {
    MemorySegment from = items;
    MemorySegment to = spare;
    for (long width = length; width < n; width *= 2) {
      for (long start = 0; start < n; start += 2 * width) {
        long middle = Math.min(start + width, n);
        merge(from, to, start, middle, Math.min(middle + width, n));
      }
      MemorySegment t = from;
      from = to;
      to = t;
    }
    return from;
  }

  private void merge(MemorySegment from, MemorySegment to, long start, long middle, long end) {
    long left = start;
    long right = middle;
    long at = start;
    while (left < middle && right < end) {
      boolean isRight = isBefore.test(from, right * size, left * size);
      move(from, isRight ? right : left, to, at++);
      right += isRight ? 1 : 0;
      left += isRight ? 0 : 1;
    }
    MemorySegment.copy(from, left * size, to, at * size, (middle - left) * size);
    at += middle - left;
    MemorySegment.copy(from, right * size, to, at * size, (end - right) * size);
  }

  private void move(MemorySegment from, long i, MemorySegment to, long j) {
    switch (size) {
      case 1 -> to.set(JAVA_BYTE, j, from.get(JAVA_BYTE, i));
      case 2 -> to.set(JAVA_SHORT_UNALIGNED, j * 2, from.get(JAVA_SHORT_UNALIGNED, i * 2));
      case 4 -> to.set(JAVA_INT_UNALIGNED, j * 4, from.get(JAVA_INT_UNALIGNED, i * 4));
      default -> to.set(JAVA_LONG_UNALIGNED, j * 8, from.get(JAVA_LONG_UNALIGNED, i * 8));
    }
  }
}
