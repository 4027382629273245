package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/** Combines a block of floats into one. */
@FunctionalInterface
interface FloatBlock {
  /** {@return the combination of {@code n} floats, at least one} */
  double doubles(MemorySegment m, long at, long n);
}
