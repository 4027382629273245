package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.NDArray;
import org.junit.jupiter.api.Test;

/** Lengths that depend on other arguments. */
class KernelLengthsTest {
  interface Half {
    double of(@In @Array(dtype = "float64", shape = "n == 2 ? 1 : n / 2 + 1") NDArray x, int n);
  }

  interface Lengths {
    @Symbol("sum")
    double chosen(long n, @In @Array(dtype = "float64", size = "n == 3 ? 2 * n : n") NDArray x);

    @Symbol("apply")
    double apply(Half f, @In @Array(dtype = "float64", shape = "n / 2 + 1") NDArray x, int n);
  }

  private static final Lengths C = Kernels.bind(Lengths.class, TestKernels.LIBRARY);

  @Test
  void areChosen() {
    assertThat(C.chosen(4, NDArray.ones(4))).isEqualTo(4);
    assertThat(C.chosen(3, NDArray.ones(6))).isEqualTo(3);
    assertThatThrownBy(() -> C.chosen(3, NDArray.ones(5)))
        .hasMessageEndingWith("it needs n == 3 ? 2 * n : n = 6");
  }

  @Test
  void areHalved() {
    assertThat(C.apply((x, n) -> x.size() + n, NDArray.ones(4), 7)).isEqualTo(11);
    assertThat(C.apply((x, _) -> x.size(), NDArray.ones(2), 2)).isEqualTo(1);
    assertThatThrownBy(() -> C.apply((_, _) -> 0, NDArray.ones(7), 7))
        .hasMessage(
            "Lengths.apply: x has the shape (7,), and axis 0 should have n / 2 + 1 = 4 elements");
  }
}
