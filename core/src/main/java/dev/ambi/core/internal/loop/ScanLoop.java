package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/** Gives the results so far of an operator along a run, each from the one before it. */
@FunctionalInterface
public interface ScanLoop {
  /**
   * Scans a run. The result may be where the elements are.
   *
   * @param in where the elements are
   * @param at the offset of the first in bytes
   * @param stride the distance between elements in bytes
   * @param out where the results go
   * @param outAt the offset of the first in bytes
   * @param outStride the distance between results in bytes
   * @param n how many, at least one
   */
  void run(
      MemorySegment in,
      long at,
      long stride,
      MemorySegment out,
      long outAt,
      long outStride,
      long n);
}
