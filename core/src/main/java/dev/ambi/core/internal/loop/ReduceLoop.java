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
   * Combines a run of elements into the accumulator, whatever that held before.
   *
   * @param in where the elements are
   * @param at the offset of the first in bytes
   * @param stride the distance between elements in bytes
   * @param n how many, at least one
   * @param load converts them to the dtype of this loop; null if they have it
   * @param acc where the accumulator is
   * @param accAt its offset in bytes
   */
  void start(
      MemorySegment in, long at, long stride, long n, CastLoop load, MemorySegment acc, long accAt);

  /**
   * Combines rows into a row of accumulators, element by element.
   *
   * @param in where the rows are
   * @param at the offset of the first row in bytes
   * @param rowStride the distance between rows in bytes
   * @param rows how many rows
   * @param stride the distance between the elements of a row in bytes
   * @param n the length of a row
   * @param load converts elements to the dtype of this loop; null if they have it
   * @param acc where the accumulators are, without gaps
   * @param accAt the offset of the first in bytes
   */
  void reduceRows(
      MemorySegment in,
      long at,
      long rowStride,
      long rows,
      long stride,
      long n,
      CastLoop load,
      MemorySegment acc,
      long accAt);
}
