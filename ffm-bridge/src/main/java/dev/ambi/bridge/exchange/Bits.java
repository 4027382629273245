package dev.ambi.bridge.exchange;

import dev.ambi.bridge.nativelib.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongConsumer;

/** Arrow's bitmaps: the bit of element {@code i} is bit {@code i % 8} of byte {@code i / 8}. */
final class Bits {

  private Bits() {}

  /** {@return how many bytes the bits take} */
  static long bytes(long count) {
    return count / 8 + (count % 8 == 0 ? 0 : 1);
  }

  /** Calls for each bit of value {@code bit}, with its distance from the first. */
  static void each(boolean bit, long bitmap, long first, long count, LongConsumer use) {
    int skipped = bit ? 0 : 0xff;
    long i = 0;
    while (i < count) {
      long at = first + i;
      int bits = Memory.getByte(bitmap + (at >>> 3)) & 0xff;
      int start = (int) (at & 7);
      long end = Math.min(8 - start, count - i);
      for (int k = 0; k < end && bits != skipped; k++) {
        if ((bits >>> (start + k) & 1) != 0 == bit) {
          use.accept(i + k);
        }
      }
      i += end;
    }
  }

  /** {@return how many of the bits are zero} */
  static long zeros(long bitmap, long first, long count) {
    long zeros = 0;
    long i = 0;
    while (i < count) {
      long at = first + i;
      int start = (int) (at & 7);
      int n = (int) Math.min(8 - start, count - i);
      int bits = (Memory.getByte(bitmap + (at >>> 3)) & 0xff) >>> start & ((1 << n) - 1);
      zeros += n - Integer.bitCount(bits);
      i += n;
    }
    return zeros;
  }

  /** Sets a bit. */
  static void set(MemorySegment bitmap, long i) {
    change(bitmap, i, 1 << (i & 7), true);
  }

  /** Clears a bit. */
  static void clear(MemorySegment bitmap, long i) {
    change(bitmap, i, 1 << (i & 7), false);
  }

  private static void change(MemorySegment bitmap, long i, int bit, boolean on) {
    int bits = bitmap.get(ValueLayout.JAVA_BYTE, i >>> 3);
    bitmap.set(ValueLayout.JAVA_BYTE, i >>> 3, (byte) (on ? bits | bit : bits & ~bit));
  }
}
