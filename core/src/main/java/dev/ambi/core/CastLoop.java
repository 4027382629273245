package dev.ambi.core;

import java.lang.foreign.MemorySegment;

/** Converts a run of elements; chosen once for a pair of dtypes by a {@link CastMethod}. */
@FunctionalInterface
public interface CastLoop {
  /**
   * Converts a run.
   *
   * @param src the memory of the source
   * @param srcAt where the first element is, in bytes
   * @param srcStride the distance between elements, in bytes
   * @param dst the memory of the result
   * @param dstAt where the first element goes, in bytes
   * @param dstStride the distance between elements, in bytes
   * @param n how many elements
   */
  void run(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n);
}
