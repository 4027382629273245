package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import java.lang.foreign.MemorySegment;

/** Reduces elements of one dtype in one go, where a loop over a binary operator would be slow. */
public interface ReduceLoop {
  /**
   * Combines a run of elements, and what is in the accumulator, into the accumulator.
   *
   * @param in where the elements are
   * @param at the offset of the first in bytes
   * @param stride the distance between elements in bytes
   * @param n how many, at least one
   * @param load converts them to the dtype of this loop; null if they have it
   * @param acc where the accumulator is
   * @param accAt its offset in bytes
   */
  void reduce(
      MemorySegment in, long at, long stride, long n, CastLoop load, MemorySegment acc, long accAt);

  /**
   * Combines rows into a row of accumulators, element by element.
   *
   * @param in where the rows are, elements of this loop's dtype without gaps
   * @param at the offset of the first row in bytes
   * @param rowStride the distance between rows in bytes
   * @param rows how many rows
   * @param n the length of a row
   * @param acc where the accumulators are, without gaps
   * @param accAt the offset of the first in bytes
   * @return whether that was done; false if this loop cannot
   */
  default boolean reduceRows(
      MemorySegment in, long at, long rowStride, long rows, long n, MemorySegment acc, long accAt) {
    return false;
  }
}
