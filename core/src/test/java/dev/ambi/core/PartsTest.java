package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Test
  void partsOfComplexNumbersAreViews() {
    NDArray z = NDArray.of(new Complex[] {new Complex(1, 2), new Complex(-3, 4)}, 2);
    NDArray swapped = z.astype(DType.COMPLEX64.withByteOrder(ByteOrder.BIG_ENDIAN));
    assertThat(Ops.real(z)).isEqualTo(NDArray.of(new double[] {1, -3}, 2));
    assertThat(Ops.imag(swapped).toDoubleArray()).containsExactly(2, 4);
    Ops.imag(z).fill(7.0);
    assertThat(z.getComplex(1)).isEqualTo(new Complex(-3, 7));
    NDArray real = NDArray.of(new double[] {5}, 1);
    assertThat(Ops.real(real)).isSameAs(real);
    assertThat(Ops.imag(real)).isEqualTo(NDArray.zeros(DType.FLOAT64, 1));
  }
}
