package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.Value;
import dev.ambi.core.NDArray;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CellTest {
  private static String of(NDArray array) {
    return Cell.of(new Value.Array(array));
  }

  @Test
  void aNumberIsWrittenInFull() {
    assertThat(Cell.of(new Value.Float(162.41616202988737))).isEqualTo("162.41616202988737");
  }

  @Test
  void anArrayIsItsShapeAndWhatFits() {
    assertThat(of(NDArray.of(new double[] {1, Double.NaN}))).isEqualTo("(2,) 1.000 nan");
    assertThat(of(NDArray.arange(10))).isEqualTo("(10,) 0 1 2 3 4 5 6 7 8 9");
    assertThat(of(NDArray.arange(20))).isEqualTo("(20,) 0 1 2 3 4 5 6 7 8 ..");
    assertThat(of(NDArray.arange(1000))).isEqualTo("(1000,) .. 500 501 502 ..");
    assertThat(of(NDArray.arange(0))).isEqualTo("(0,)");
  }

  @Test
  void theLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(of(NDArray.of(new double[] {1.5}))).isEqualTo("(1,) 1.500");
    } finally {
      Locale.setDefault(before);
    }
  }
}
