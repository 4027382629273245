/**
 * Calls C functions on arrays, with nothing to write but their signatures.
 *
 * <pre>{@code
 * interface Blas {
 *   void cblas_daxpy(
 *       int n,
 *       double alpha,
 *       @In @Array(dtype = "float64", size = "1 + (n - 1) * abs(incx)") NDArray x,
 *       int incx,
 *       @InOut @Array(dtype = "float64", size = "1 + (n - 1) * abs(incy)") NDArray y,
 *       int incy);
 * }
 *
 * Blas blas = Kernels.bind(Blas.class, Library.find("openblas"));
 * blas.cblas_daxpy(3, 2.0, x, 1, y, 1);
 * }</pre>
 *
 * <p>What the annotations declare is checked before every call; what they do not declare is between
 * the caller and C. See {@link dev.ambi.bridge.kernel.Kernels} for the types.
 */
package dev.ambi.bridge.kernel;
