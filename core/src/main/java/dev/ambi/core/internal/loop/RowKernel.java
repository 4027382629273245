package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/** Combines rows of numbers without gaps into a row of accumulators, element by element. */
@FunctionalInterface
interface RowKernel {
  /**
   * Combines rows.
   *
   * @param in where the rows are
   * @param at the offset of the first in bytes
   * @param rowStride the distance between rows in bytes
   * @param rows how many
   * @param n the length of a row
   * @param side where a row is that every row is taken with; null if there is none
   * @param sideAt its offset in bytes
   * @param acc where the accumulators are
   * @param accAt the offset of the first in bytes
   */
  void rows(
      MemorySegment in,
      long at,
      long rowStride,
      long rows,
      long n,
      MemorySegment side,
      long sideAt,
      MemorySegment acc,
      long accAt);
}
