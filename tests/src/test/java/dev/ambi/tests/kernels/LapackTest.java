package dev.ambi.tests.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ambi.core.Creation;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import org.junit.jupiter.api.Test;

/** What LAPACK finds is put into the equation that it solves. */
class LapackTest {
  private static final Lapack LAPACK = new Lapack(Libraries.openblas());

  private static NDArray matrix(double... values) {
    int n = (int) Math.sqrt(values.length);
    return NDArray.of(values, n, n);
  }

  private static void assertClose(NDArray actual, NDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.copy().toDoubleArray()).containsExactly(flat(expected), within(1e-12));
  }

  private static double[] flat(NDArray a) {
    return a.copy().toDoubleArray();
  }

  @Test
  void solve() {
    NDArray a = matrix(4, 1, 2, 1, 3, 0, 2, 0, 5);
    NDArray b = NDArray.of(new double[] {7, 1, 4, 2, 7, 3}, 3, 2);
    NDArray x = LAPACK.solve(a, b);
    assertClose(a.matmul(x), b);
    assertThat(x.getDouble(0, 0)).isCloseTo(1, within(1e-12));
    // Not in row-major order: copy() in solve makes it so.
    assertClose(a.transpose().matmul(LAPACK.solve(a.transpose(), b)), b);
  }

  @Test
  void aSingularMatrix() {
    assertThatThrownBy(() -> LAPACK.solve(matrix(1, 2, 2, 4), NDArray.ones(2, 1)))
        .hasMessage("dgesv failed: 2");
  }

  @Test
  void svd() {
    NDArray a = NDArray.arange(12).astype(DType.FLOAT64).reshape(4, 3);
    Lapack.Svd svd = LAPACK.svd(a);
    assertClose(svd.u().multiply(svd.s()).matmul(svd.vt()), a);
    assertClose(svd.u().transpose().matmul(svd.u()), Creation.eye(3));
    assertThat(svd.s().getDouble(0)).isGreaterThan(svd.s().getDouble(1));
    assertThat(svd.s().getDouble(2)).isCloseTo(0, within(1e-12));
  }

  @Test
  void eigenvalues() {
    NDArray a = matrix(2, -1, 0, -1, 2, -1, 0, -1, 2);
    Lapack.Eigen eigen = LAPACK.eigh(a);
    double root = Math.sqrt(2);
    assertThat(eigen.values().toDoubleArray())
        .containsExactly(new double[] {2 - root, 2, 2 + root}, within(1e-12));
    assertClose(a.matmul(eigen.vectors()), eigen.vectors().multiply(eigen.values()));
  }
}
