package dev.ambi.core.internal;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Single words of memory, at any address, in either byte order. The layouts are constants and the
 * bytes are reversed afterwards, since an access through a layout that is not constant is slow.
 */
final class Words {

  private Words() {}

  static short getShort(MemorySegment m, long at, boolean swap) {
    short v = m.get(JAVA_SHORT_UNALIGNED, at);
    return swap ? Short.reverseBytes(v) : v;
  }

  static int getInt(MemorySegment m, long at, boolean swap) {
    int v = m.get(JAVA_INT_UNALIGNED, at);
    return swap ? Integer.reverseBytes(v) : v;
  }

  static long getLong(MemorySegment m, long at, boolean swap) {
    long v = m.get(JAVA_LONG_UNALIGNED, at);
    return swap ? Long.reverseBytes(v) : v;
  }

  static void setShort(MemorySegment m, long at, boolean swap, short v) {
    m.set(JAVA_SHORT_UNALIGNED, at, swap ? Short.reverseBytes(v) : v);
  }

  static void setInt(MemorySegment m, long at, boolean swap, int v) {
    m.set(JAVA_INT_UNALIGNED, at, swap ? Integer.reverseBytes(v) : v);
  }

  static void setLong(MemorySegment m, long at, boolean swap, long v) {
    m.set(JAVA_LONG_UNALIGNED, at, swap ? Long.reverseBytes(v) : v);
  }
}
