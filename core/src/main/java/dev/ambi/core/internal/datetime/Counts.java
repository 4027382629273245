package dev.ambi.core.internal.datetime;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.DType;
import java.lang.foreign.MemorySegment;

/** The counts in memory, at any address, in either byte order. */
public final class Counts {

  private Counts() {}

  /**
   * {@return the count of one element}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype datetime64 or timedelta64
   */
  public static long get(MemorySegment m, long at, DType dtype) {
    long v = m.get(JAVA_LONG_UNALIGNED, at);
    return dtype.isNative() ? v : Long.reverseBytes(v);
  }

  /**
   * Writes the count of one element.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype datetime64 or timedelta64
   * @param count the count
   */
  public static void set(MemorySegment m, long at, DType dtype, long count) {
    m.set(JAVA_LONG_UNALIGNED, at, dtype.isNative() ? count : Long.reverseBytes(count));
  }
}
