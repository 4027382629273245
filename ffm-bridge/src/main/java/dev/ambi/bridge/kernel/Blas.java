package dev.ambi.bridge.kernel;

import dev.ambi.bridge.kernel.call.CblasGemm;
import dev.ambi.core.MatrixMultiplier;

/** A BLAS library as the multiplier of {@code core}'s matrix products. */
public final class Blas {
  private Blas() {}

  /**
   * {@return a multiplier that calls the library's {@code cblas_sgemm}, {@code dgemm}, {@code
   * cgemm} and {@code zgemm}}
   *
   * <pre>{@code LinearAlgebra.useMultiplier(Blas.multiplier(Library.find("openblas")));}</pre>
   *
   * <p>It takes matrices of float32, float64, complex64 and complex128 in native memory, transposed
   * ones without a copy; others with strides along both axes are copied. How many threads it uses
   * is the library's affair ({@code OPENBLAS_NUM_THREADS}).
   *
   * @param library OpenBLAS, MKL or another with the C interface; names with {@code 64_} at the end
   *     have 64-bit integers, and {@code scipy_} may stand before them, as in the library of
   *     NumPy's wheels
   * @throws KernelLinkException if it has no such functions
   */
  public static MatrixMultiplier multiplier(Library library) {
    return CblasGemm.of(library);
  }
}
