package dev.ambi.core.internal.index;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** Single items of 1, 2, 4, 8 or 16 bytes. */
final class Items {

  private Items() {}

  /**
   * Copies an item.
   *
   * @param size its size, a constant to the caller
   * @param from where it is
   * @param i its offset
   * @param to where it goes
   * @param k the offset there
   */
  static void move(int size, MemorySegment from, long i, MemorySegment to, long k) {
    switch (size) {
      case 1 -> to.set(JAVA_BYTE, k, from.get(JAVA_BYTE, i));
      case 2 -> to.set(JAVA_SHORT_UNALIGNED, k, from.get(JAVA_SHORT_UNALIGNED, i));
      case 4 -> to.set(JAVA_INT_UNALIGNED, k, from.get(JAVA_INT_UNALIGNED, i));
      case 8 -> to.set(JAVA_LONG_UNALIGNED, k, from.get(JAVA_LONG_UNALIGNED, i));
      default -> {
        long low = from.get(JAVA_LONG_UNALIGNED, i);
        long high = from.get(JAVA_LONG_UNALIGNED, i + 8);
        to.set(JAVA_LONG_UNALIGNED, k, low);
        to.set(JAVA_LONG_UNALIGNED, k + 8, high);
      }
    }
  }

  /**
   * {@return the bits of an item}
   *
   * @param size its size, 4 or 8
   * @param m where it is
   * @param at its offset
   */
  static long getLong(int size, MemorySegment m, long at) {
    return size == 4 ? m.get(JAVA_INT_UNALIGNED, at) : m.get(JAVA_LONG_UNALIGNED, at);
  }

  /**
   * {@return whether {@link #move} moves items of that size}
   *
   * @param size the size
   */
  static boolean moves(long size) {
    return size > 0 && size <= 16 && Long.bitCount(size) == 1;
  }
}
