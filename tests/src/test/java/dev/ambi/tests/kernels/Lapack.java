package dev.ambi.tests.kernels;

import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.InOut;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.bridge.kernel.Out;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;

/** Some of LAPACK by its C interface, and what a program would rather call. */
final class Lapack {
  /** The C functions. A {@code char} of C is a {@code byte} of Java. */
  interface Lapacke {
    int ROW_MAJOR = 101;

    /** Solves {@code a x = b}; a becomes its factors, b becomes x. */
    int LAPACKE_dgesv(
        int layout,
        int n,
        int nrhs,
        @InOut @Array(dtype = "float64", shape = "n, lda") NDArray a,
        int lda,
        @Out @Array(dtype = "int32", shape = "n") NDArray ipiv,
        @InOut @Array(dtype = "float64", shape = "n, ldb") NDArray b,
        int ldb);

    /** {@code a = u diag(s) vt}; a is destroyed. */
    int LAPACKE_dgesvd(
        int layout,
        byte jobu,
        byte jobvt,
        int m,
        int n,
        @InOut @Array(dtype = "float64", shape = "m, lda") NDArray a,
        int lda,
        @Out @Array(dtype = "float64", shape = "min(m, n)") NDArray s,
        @Out @Array(dtype = "float64", shape = "m, ldu") NDArray u,
        int ldu,
        @Out @Array(dtype = "float64", shape = "min(m, n), ldvt") NDArray vt,
        int ldvt,
        @Out @Array(dtype = "float64", size = "min(m, n) - 1") NDArray superb);

    /** Eigenvalues of a symmetric matrix, and its eigenvectors in the columns of a. */
    int LAPACKE_dsyevd(
        int layout,
        byte jobz,
        byte uplo,
        int n,
        @InOut @Array(dtype = "float64", shape = "n, lda") NDArray a,
        int lda,
        @Out @Array(dtype = "float64", shape = "n") NDArray w);
  }

  /** The factors of a matrix. */
  record Svd(NDArray u, NDArray s, NDArray vt) {}

  /** The eigenvalues in ascending order, and the eigenvectors in columns. */
  record Eigen(NDArray values, NDArray vectors) {}

  private final Lapacke c;

  Lapack(Library library) {
    this.c = Kernels.bind(Lapacke.class, library);
  }

  NDArray solve(NDArray a, NDArray b) {
    int n = Math.toIntExact(a.shape(0));
    NDArray factors = a.copy();
    NDArray x = b.copy();
    NDArray pivots = NDArray.empty(DType.INT32, n);
    int right = Math.toIntExact(x.shape(1));
    check("dgesv", c.LAPACKE_dgesv(Lapacke.ROW_MAJOR, n, right, factors, n, pivots, x, right));
    return x;
  }

  Svd svd(NDArray a) {
    int m = Math.toIntExact(a.shape(0));
    int n = Math.toIntExact(a.shape(1));
    int k = Math.min(m, n);
    Svd result = new Svd(NDArray.zeros(m, k), NDArray.zeros(k), NDArray.zeros(k, n));
    check(
        "dgesvd",
        c.LAPACKE_dgesvd(
            Lapacke.ROW_MAJOR,
            (byte) 'S',
            (byte) 'S',
            m,
            n,
            a.copy(),
            n,
            result.s(),
            result.u(),
            k,
            result.vt(),
            n,
            NDArray.zeros(k)));
    return result;
  }

  Eigen eigh(NDArray a) {
    int n = Math.toIntExact(a.shape(0));
    Eigen result = new Eigen(NDArray.zeros(n), a.copy());
    check(
        "dsyevd",
        c.LAPACKE_dsyevd(
            Lapacke.ROW_MAJOR, (byte) 'V', (byte) 'L', n, result.vectors(), n, result.values()));
    return result;
  }

  private static void check(String function, int info) {
    if (info != 0) {
      throw new ArithmeticException(
          function + (info < 0 ? " was given a wrong argument, " + -info : " failed: " + info));
    }
  }
}
