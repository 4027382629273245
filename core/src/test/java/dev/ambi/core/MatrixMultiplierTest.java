package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A registered multiplier is asked for products that are worth it, and only for those. */
@Isolated
class MatrixMultiplierTest {
  private final List<String> asked = new ArrayList<>();

  /** Computes with the engine's own loops, by columns, and remembers what it was asked for. */
  private boolean multiply(NDArray a, NDArray b, NDArray c) {
    asked.add(a.shape() + " " + b.shape() + " " + a.dtype());
    assertThat(c.isCContiguous()).isTrue();
    for (long j = 0; j < b.shape(1); j++) {
      NDArray column = b.get(Index.all(), Index.at(j));
      c.get(Index.all(), Index.at(j)).assign(a.multiply(column).sum(1));
    }
    return true;
  }

  @AfterEach
  void none() {
    LinearAlgebra.useMultiplier(null);
  }

  private static NDArray range(DType dtype, long... shape) {
    long n = 1;
    for (long s : shape) {
      n *= s;
    }
    return NDArray.arange(n).astype(dtype).reshape(shape);
  }

  private void check(NDArray a, NDArray b) {
    NDArray own = a.matmul(b);
    LinearAlgebra.useMultiplier(this::multiply);
    assertThat(a.matmul(b)).isEqualTo(own);
    LinearAlgebra.useMultiplier((x, y, z) -> false);
    assertThat(a.matmul(b)).isEqualTo(own);
    LinearAlgebra.useMultiplier(null);
  }

  @Test
  void computesLargeProducts() {
    check(range(DType.FLOAT64, 20, 30), range(DType.FLOAT64, 30, 40));
    check(range(DType.COMPLEX128, 20, 20).transpose(), range(DType.COMPLEX128, 20, 20));
    check(range(DType.FLOAT64, 100, 100), range(DType.FLOAT64, 100));
    assertThat(asked)
        .containsExactly(
            "(20, 30) (30, 40) float64",
            "(20, 20) (20, 20) complex128",
            "(100, 100) (100, 1) float64");
  }

  @Test
  void ofStacks() {
    check(range(DType.FLOAT64, 2, 1, 20, 30), range(DType.FLOAT64, 3, 30, 20));
    assertThat(asked).hasSize(6);
  }

  @Test
  void isNotAskedForTheRest() {
    check(range(DType.FLOAT64, 4, 4), range(DType.FLOAT64, 4, 4));
    check(range(DType.INT64, 40, 40), range(DType.INT64, 40, 40));
    check(NDArray.zeros(0, 50), NDArray.zeros(50, 50));
    assertThat(asked).isEmpty();
  }

  @Test
  void givesUpInTheMiddle() {
    NDArray a = range(DType.FLOAT64, 3, 20, 20);
    NDArray own = a.matmul(a);
    int[] calls = {0};
    LinearAlgebra.useMultiplier((x, y, z) -> calls[0]++ < 1 && multiply(x, y, z));
    assertThat(a.matmul(a)).isEqualTo(own);
  }
}
