package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/** Adds multiples of rows to a row: a product of a row and a matrix. */
public interface RowProduct {
  /**
   * Adds, for each of {@code k} rows, the row times a factor.
   *
   * @param k how many rows
   * @param x where the factors are
   * @param xAt the offset of the first in bytes
   * @param xStride the distance between them in bytes
   * @param b where the rows are, each without gaps
   * @param bAt the offset of the first in bytes
   * @param bRow the distance between them in bytes
   * @param c where the row is that they are added to, without gaps
   * @param cAt its offset in bytes
   * @param n the length of a row
   */
  void add(
      long k,
      MemorySegment x,
      long xAt,
      long xStride,
      MemorySegment b,
      long bAt,
      long bRow,
      MemorySegment c,
      long cAt,
      long n);
}
