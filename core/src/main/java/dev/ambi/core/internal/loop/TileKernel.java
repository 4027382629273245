package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/**
 * Multiplies packed strips of two matrices into a tile of a third: the innermost part of a matrix
 * product, which keeps the tile in registers.
 */
public interface TileKernel {
  /** {@return the rows of a tile} */
  int rows();

  /** {@return the columns of a tile} */
  int columns();

  /**
   * Adds the product of two strips to a tile.
   *
   * @param k the length of the strips
   * @param a where the left strip is: {@code rows} elements for each of {@code k} steps
   * @param aAt its offset in bytes
   * @param b where the right strip is: {@code columns} elements for each of {@code k} steps
   * @param bAt its offset in bytes
   * @param c where the tile is, its rows without gaps
   * @param cAt its offset in bytes
   * @param cRow the distance between its rows in bytes
   */
  void multiply(
      long k,
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment c,
      long cAt,
      long cRow);
}
