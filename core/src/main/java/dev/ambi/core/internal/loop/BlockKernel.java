package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/** Combines a block of numbers without gaps into one. A copy has one of the two methods. */
interface BlockKernel {
  /** {@return the combination of {@code n} floats, at least one} */
  double doubles(MemorySegment m, long at, long n);

  /** {@return the combination of {@code n} integers, at least one} */
  long longs(MemorySegment m, long at, long n);

  /** Combines rows into a row; returns false if it cannot. */
  default boolean rows(
      MemorySegment in, long at, long rowStride, long rows, long n, MemorySegment acc, long accAt) {
    return false;
  }
}
