package dev.ambi.tests.kernels;

import static dev.ambi.tests.kernels.Cblas.NO_TRANS;
import static dev.ambi.tests.kernels.Cblas.ROW_MAJOR;
import static dev.ambi.tests.kernels.Cblas.TRANS;
import static dev.ambi.tests.kernels.Cblas.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import org.junit.jupiter.api.Test;

/** BLAS on vectors and matrices, also those that are parts of others. */
class CblasTest {
  private static final Cblas BLAS = Kernels.bind(Cblas.class, Libraries.openblas());

  private static NDArray range(long... shape) {
    long n = 1;
    for (long s : shape) {
      n *= s;
    }
    return NDArray.arange(n).astype(DType.FLOAT64).reshape(shape);
  }

  @Test
  void vectors() {
    NDArray x = range(5);
    NDArray y = NDArray.ones(5);
    BLAS.cblas_daxpy(5, 2, x, 1, y, 1);
    assertThat(y.toDoubleArray()).containsExactly(1, 3, 5, 7, 9);
    assertThat(BLAS.cblas_ddot(5, x, 1, y, 1)).isEqualTo(3 + 10 + 21 + 36);
  }

  @Test
  void columnsAreVectorsWithGaps() {
    NDArray a = range(3, 4);
    NDArray first = a.get(":, 0");
    NDArray last = a.get(":, 3");
    assertThat(BLAS.cblas_ddot(3, first, step(first, 0), last, step(last, 0)))
        .isEqualTo(0 * 3 + 4 * 7 + 8 * 11);
    BLAS.cblas_daxpy(3, -1, first, step(first, 0), last, step(last, 0));
    assertThat(a.toDoubleArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 3, 8, 9, 10, 3);
  }

  @Test
  void matrixTimesVector() {
    NDArray a = range(3, 4);
    NDArray x = range(4);
    NDArray y = NDArray.ones(3);
    BLAS.cblas_dgemv(ROW_MAJOR, NO_TRANS, 3, 4, 1, a, 4, x, 1, 10, y, 1);
    assertThat(y.toDoubleArray()).containsExactly(24, 48, 72);
    NDArray z = NDArray.zeros(4);
    BLAS.cblas_dgemv(ROW_MAJOR, TRANS, 3, 4, 1, a, 4, range(3), 1, 0, z, 1);
    assertThat(z).isEqualTo(range(3).matmul(a));
    assertThatThrownBy(() ->
            BLAS.cblas_dgemv(ROW_MAJOR, TRANS, 3, 4, 1, a, 4, range(3), 1, 0, NDArray.zeros(3), 1))
        .hasMessageStartingWith("Cblas.cblas_dgemv: y has the shape (3,)");
  }

  @Test
  void matrices() {
    NDArray a = range(3, 4);
    NDArray b = range(4, 5);
    NDArray c = NDArray.zeros(3, 5);
    BLAS.cblas_dgemm(ROW_MAJOR, NO_TRANS, NO_TRANS, 3, 5, 4, 1, a, 4, b, 5, 0, c, 5);
    assertThat(c).isEqualTo(a.matmul(b));
    NDArray d = NDArray.ones(4, 4);
    BLAS.cblas_dgemm(ROW_MAJOR, TRANS, TRANS, 4, 4, 3, 2, a, 4, range(4, 3), 3, -1, d, 4);
    NDArray expected = a.transpose().matmul(range(4, 3).transpose()).multiply(2).subtract(1);
    assertThat(d).isEqualTo(expected);
  }

  /** A part of a matrix has the steps of the whole. */
  @Test
  void partsOfMatrices() {
    NDArray whole = range(6, 7);
    NDArray part = whole.get("1:4, 2:6");
    NDArray target = NDArray.zeros(5, 5);
    NDArray corner = target.get("2:, 2:");
    NDArray other = range(4, 3);
    BLAS.cblas_dgemm(
        ROW_MAJOR,
        NO_TRANS,
        NO_TRANS,
        3,
        3,
        4,
        1,
        part,
        step(part, 0),
        other,
        3,
        0,
        corner,
        step(corner, 0));
    assertThat(corner).isEqualTo(part.matmul(other));
    assertThat(target.get(":2").toDoubleArray()).containsOnly(0);
    assertThat(target.get(":, :2").toDoubleArray()).containsOnly(0);
    assertThatThrownBy(() ->
            BLAS.cblas_dgemm(
                ROW_MAJOR, NO_TRANS, NO_TRANS, 4, 3, 4, 1, part, 7, other, 3, 0, corner, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a has the shape (3, 4), of which the kernel can reach 18 elements");
  }
}
