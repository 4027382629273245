package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays that C passes to a callback. */
class CallbackArraysTest {
  interface Terms {
    double of(
        @In
            @Array(
                dtype = "float64",
                shape = "n == 6 ? 2 : abs(n), max(n, 1) / 2 * 1, unsigned(n) - n + min(1, n)")
            NDArray x,
        int n);
  }

  interface OfTerms {
    double apply(Terms f, @In @Array(dtype = "float64") NDArray x, int n);
  }

  interface Writer {
    double of(@InOut @Array(dtype = "float64", shape = "n") NDArray x, int n);
  }

  interface OfWriter {
    double apply(Writer f, @InOut @Array(dtype = "float64") NDArray x, int n);
  }

  private static final OfTerms TERMS = Kernels.bind(OfTerms.class, TestKernels.LIBRARY);
  private static final OfWriter WRITER = Kernels.bind(OfWriter.class, TestKernels.LIBRARY);

  @ParameterizedTest
  @CsvSource({"6, '(2, 3, 1)'", "4, '(4, 2, 1)'", "3, '(3, 1, 1)'", "0, '(0, 0, 0)'"})
  void lengthsAreTerms(int n, String shape) {
    NDArray x = NDArray.arange(20).astype(DType.FLOAT64);
    double last =
        TERMS.apply(
            (seen, passed) -> {
              assertThat(seen.shape().toString()).isEqualTo(shape);
              assertThat(passed).isEqualTo(n);
              assertThat(seen.isWritable()).isFalse();
              return seen.size() == 0 ? -1 : seen.ravel().getDouble(seen.size() - 1);
            },
            x,
            n);
    assertThat(last)
        .isEqualTo(
            switch (n) {
              case 6 -> 5;
              case 4 -> 7;
              case 3 -> 2;
              default -> -1;
            });
  }

  @Test
  void writesGoToTheArray() {
    NDArray x = NDArray.zeros(3);
    WRITER.apply(
        (seen, n) -> {
          seen.fill(n);
          return 0;
        },
        x,
        2);
    assertThat(x.toDoubleArray()).containsExactly(2, 2, 0);
  }

  @Test
  void aLengthThatIsNone() {
    assertThatThrownBy(() -> WRITER.apply((_, _) -> 0, NDArray.zeros(3), -2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("C passed an array of a negative length, -2");
    assertThatThrownBy(() -> TERMS.apply((_, _) -> 0, NDArray.zeros(3), Integer.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
