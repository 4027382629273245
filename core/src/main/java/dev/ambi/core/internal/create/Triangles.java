package dev.ambi.core.internal.create;

import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.RawShape;

/** The parts of matrices on one side of a diagonal. */
public final class Triangles {

  private Triangles() {}

  /**
   * {@return a copy of the matrices in the last two axes with zeros on one side of a diagonal}
   *
   * @param a matrices; a vector stands for a matrix of equal rows
   * @param k how far the diagonal is above the main one
   * @param lower whether the part below the diagonal is kept, else the part above; both with it
   */
  public static NDArray part(NDArray a, long k, boolean lower) {
    if (a.ndim() == 0) {
      throw new IllegalArgumentException("a triangle of an array of no dimensions");
    }
    NDArray m = a.ndim() == 1 ? a.broadcastTo(a.size(), a.size()) : a;
    NDArray result = NDArray.zeros(m.dtype().toNative(), RawShape.of(m));
    long rows = m.shape(-2);
    long columns = m.shape(-1);
    for (long row = 0; row < rows; row++) {
      long edge = clamp(row, lower ? saturated(k) + 1 : saturated(k), columns);
      Index[] part = {
        Index.ELLIPSIS, Index.at(row), lower ? Index.slice(0, edge) : Index.slice(edge, columns)
      };
      result.get(part).assign(m.get(part));
    }
    return result;
  }

  private static long saturated(long k) {
    return Math.clamp(k, -(1L << 62), 1L << 62);
  }

  private static long clamp(long row, long k, long columns) {
    return Math.clamp(row + k, 0L, columns);
  }

  /**
   * Fills a diagonal with ones.
   *
   * @param matrix a matrix of zeros
   * @param k how far the diagonal is above the main one
   */
  public static void ones(NDArray matrix, long k) {
    long rows = matrix.shape(0);
    long columns = matrix.shape(1);
    long row = Math.max(-saturated(k), 0);
    long column = Math.max(saturated(k), 0);
    long n = Math.min(rows - row, columns - column);
    if (n > 0) {
      long first = row * columns + column;
      matrix
          .reshape(-1)
          .get(Index.slice(first, first + (n - 1) * (columns + 1) + 1, columns + 1L))
          .fill(1);
    }
  }
}
