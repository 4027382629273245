package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/** Combines a block of integers into one. */
@FunctionalInterface
interface IntegerBlock {
  /** {@return the combination of {@code n} integers, at least one} */
  long longs(MemorySegment m, long at, long n);
}
