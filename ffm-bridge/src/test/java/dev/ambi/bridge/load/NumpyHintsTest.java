package dev.ambi.bridge.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyHintsTest {

  private static final Path FILE = Path.of("any.so");

  @TempDir Path dir;

  private NumpyHints hints(String... texts) {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      source.append("const char *const text").append(i).append(" = \"");
      source.append(texts[i]).append("\";\n");
    }
    return NumpyHints.of(new CSource(source.toString()).library(dir.resolve("m.so")));
  }

  @Test
  void seesABinaryFor1() {
    NumpyHints hints =
        hints("numpy.core._multiarray_umath", "numpy.core.multiarray failed to import");
    assertThat(hints.asks()).isEqualTo(NumpyHints.Asks.NUMPY_1);
    assertThat(hints.asksForNumpy1()).isTrue();
    assertThat(hints.asksForNumpy2()).isFalse();
    assertThat(hints.modules()).containsExactly("numpy.core._multiarray_umath");
    assertThat(hints.featureVersion()).isEmpty();
  }

  @Test
  void seesABinaryFor2ThatRunsOn1Too() {
    NumpyHints hints =
        hints(
            "numpy._core._multiarray_umath",
            "numpy.core._multiarray_umath",
            "module was compiled against NumPy C-API version 0x%x (NumPy 1.23) but the running"
                + " NumPy has C-API version 0x%x.");
    assertThat(hints.asks()).isEqualTo(NumpyHints.Asks.BOTH);
    assertThat(hints.asksForNumpy2()).isTrue();
    assertThat(hints.featureVersion()).contains("1.23");
  }

  @Test
  void seesABinaryForNothingBut2() {
    assertThat(hints("numpy._core._multiarray_umath").asks()).isEqualTo(NumpyHints.Asks.NUMPY_2);
  }

  @Test
  void takesTalkForNoName() {
    NumpyHints hints = hints("numpy.core.multiarray failed to import", "numpy.core.multiarrays");
    assertThat(hints.asks()).isEqualTo(NumpyHints.Asks.NONE);
    assertThat(hints.asksForNumpy1()).isFalse();
    assertThat(hints.asksForNumpy2()).isFalse();
  }

  @Test
  void findsWhatLiesAcrossTwoPieces() {
    byte[] text = "numpy.core.multiarray\0".getBytes(StandardCharsets.US_ASCII);
    for (int at = (1 << 20) - text.length; at <= 1 << 20; at++) {
      byte[] bytes = new byte[(1 << 20) + 100];
      System.arraycopy(text, 0, bytes, at, text.length);
      assertThat(NumpyHints.of(FileContent.of(FILE, bytes)).asksForNumpy1()).isTrue();
    }
  }

  @Test
  void readsAnything() {
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) "nw".charAt(length % 2));
      assertThat(NumpyHints.of(FileContent.of(FILE, bytes)).asks()).isEqualTo(NumpyHints.Asks.NONE);
    }
  }
}
