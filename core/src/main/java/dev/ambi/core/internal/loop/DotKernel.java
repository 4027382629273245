package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/** Multiplies two runs of floats element by element and adds up the products. */
public interface DotKernel {
  /**
   * {@return the sum of products}
   *
   * @param a where the first run is, without gaps
   * @param aAt its offset in bytes
   * @param b where the second run is, without gaps
   * @param bAt its offset in bytes
   * @param n how many elements
   */
  double dot(MemorySegment a, long aAt, MemorySegment b, long bAt, long n);
}
