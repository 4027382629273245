package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/**
 * Adds up the squares of how far floats are from a mean. As a {@link RowKernel} it takes the means
 * from the side row. The distance between the floats is a constant of a copy.
 */
interface DeviationKernel extends RowKernel {
  /** {@return the sum over {@code n} floats, at least one} */
  double squares(MemorySegment m, long at, long n, double mean);
}
