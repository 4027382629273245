package dev.ambi.core;

/**
 * Multiplies large matrices in place of the engine's own loops: a BLAS library, say. See {@link
 * LinearAlgebra#useMultiplier}.
 *
 * <p>Called by several threads at once.
 */
@FunctionalInterface
public interface MatrixMultiplier {
  /**
   * Computes {@code c = a b}, or nothing.
   *
   * @param a n x k, with any strides
   * @param b k x m, with any strides, of the same dtype, in native byte order
   * @param c n x m, of the same dtype; row-major; to be overwritten, and shares no element with
   *     {@code a} and {@code b}
   * @return whether it was computed; if not, nothing was written
   */
  boolean multiply(NDArray a, NDArray b, NDArray c);
}
