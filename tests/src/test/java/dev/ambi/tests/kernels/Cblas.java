package dev.ambi.tests.kernels;

import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.InOut;
import dev.ambi.bridge.kernel.Layout;
import dev.ambi.core.NDArray;

/**
 * Some of BLAS by its C interface, with row-major matrices.
 *
 * <p>BLAS is told the distance between neighbours of a vector ({@code incx}) and between rows of a
 * matrix ({@code lda}), in elements. So an array may lie anyhow ({@link Layout#ANY}); {@code size}
 * says how far BLAS reaches from the first element, and what does not reach so far is refused.
 */
interface Cblas {
  int ROW_MAJOR = 101;
  int NO_TRANS = 111;
  int TRANS = 112;

  /** {@code y += alpha x}. */
  void cblas_daxpy(
      int n,
      double alpha,
      @In @Array(dtype = "float64", layout = Layout.ANY, size = "1 + (n - 1) * incx") NDArray x,
      int incx,
      @InOut @Array(dtype = "float64", layout = Layout.ANY, size = "1 + (n - 1) * incy") NDArray y,
      int incy);

  /** The sum of {@code x y}. */
  double cblas_ddot(
      int n,
      @In @Array(dtype = "float64", layout = Layout.ANY, size = "1 + (n - 1) * incx") NDArray x,
      int incx,
      @In @Array(dtype = "float64", layout = Layout.ANY, size = "1 + (n - 1) * incy") NDArray y,
      int incy);

  /** {@code y = alpha a x + beta y}, or with the transpose of {@code a}, which is m x n. */
  void cblas_dgemv(
      int layout,
      int trans,
      int m,
      int n,
      double alpha,
      @In @Array(dtype = "float64", layout = Layout.ANY, size = "(m - 1) * lda + n") NDArray a,
      int lda,
      @In
          @Array(
              dtype = "float64",
              layout = Layout.ANY,
              size = "1 + ((trans == 111 ? n : m) - 1) * incx")
          NDArray x,
      int incx,
      double beta,
      @InOut
          @Array(
              dtype = "float64",
              layout = Layout.ANY,
              size = "1 + ((trans == 111 ? m : n) - 1) * incy")
          NDArray y,
      int incy);

  /** {@code c = alpha a b + beta c}, with a of m x k and b of k x n after they are transposed. */
  void cblas_dgemm(
      int layout,
      int transa,
      int transb,
      int m,
      int n,
      int k,
      double alpha,
      @In
          @Array(
              dtype = "float64",
              layout = Layout.ANY,
              size = "transa == 111 ? (m - 1) * lda + k : (k - 1) * lda + m")
          NDArray a,
      int lda,
      @In
          @Array(
              dtype = "float64",
              layout = Layout.ANY,
              size = "transb == 111 ? (k - 1) * ldb + n : (n - 1) * ldb + k")
          NDArray b,
      int ldb,
      double beta,
      @InOut @Array(dtype = "float64", layout = Layout.ANY, size = "(m - 1) * ldc + n") NDArray c,
      int ldc);

  /** The distance between neighbours along an axis, as BLAS wants it. */
  static int step(NDArray a, int axis) {
    return Math.toIntExact(a.strides(axis) / a.itemSize());
  }
}
