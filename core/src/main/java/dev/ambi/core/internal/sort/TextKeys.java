package dev.ambi.core.internal.sort;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.ambi.core.StrDType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The order of text: unsigned, unit by unit, the padding being the least. A word has eight bytes or
 * two code points.
 *
 * @param size the size of an element in bytes
 * @param wide whether units are code points, else bytes
 * @param swap whether code points are not in the native byte order
 */
record TextKeys(long size, boolean wide, boolean swap) implements ElementKeys {

  private static final ValueLayout.OfLong BIG_ENDIAN =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  static TextKeys ofBytes(long size) {
    return new TextKeys(size, false, false);
  }

  static TextKeys ofStr(StrDType dtype) {
    return new TextKeys(dtype.itemSize(), true, !dtype.isNative());
  }

  @Override
  public int words() {
    return Math.toIntExact(Math.max(1, Math.ceilDiv(size, Long.BYTES)));
  }

  @Override
  public long key(MemorySegment m, long at, int word) {
    long start = (long) word * Long.BYTES;
    long bits;
    if (wide) {
      bits = point(m, at, start) << 32 | point(m, at, start + 4);
    } else if (size - start >= Long.BYTES) {
      bits = m.get(BIG_ENDIAN, at + start);
    } else {
      bits = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        bits = bits << 8 | (start + i < size ? m.get(JAVA_BYTE, at + start + i) & 0xFF : 0);
      }
    }
    return bits ^ Long.MIN_VALUE;
  }

  private long point(MemorySegment m, long at, long start) {
    if (start >= size) {
      return 0;
    }
    int v = m.get(JAVA_INT_UNALIGNED, at + start);
    return Integer.toUnsignedLong(swap ? Integer.reverseBytes(v) : v);
  }
}
