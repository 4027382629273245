package dev.ambi.tests.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Layout;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.bridge.kernel.Name;
import dev.ambi.bridge.kernel.Part;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.tests.extensions.LiveObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One kernel, given arrays in NumPy 1.x's layout and in 2.x's. */
class BothLayoutsTest {
  interface Sizes {
    long old_size(
        @Name("a") @In @Array(as = Part.NUMPY_1X, layout = Layout.ANY, copy = true) NDArray a);

    long new_size(@Name("a") @In @Array(as = Part.NUMPY_2X, layout = Layout.ANY) NDArray a);

    /** Both at once, of one array: what is equal in the structs. */
    int same_data(
        @Name("a")
            @In
            @Array(
                as = {Part.NUMPY_1X, Part.NUMPY_2X},
                layout = Layout.ANY)
            NDArray a);
  }

  private static final String SOURCE =
      """
      #include <stdint.h>
      #include <string.h>
      /* elsize: an int at 32 in 1.x, an npy_intp at 40 in 2.x; the descriptor at 56 of the array. */
      static char *descr(char *array) { char *d; memcpy(&d, array + 56, sizeof d); return d; }
      int64_t old_size(char *array) { int n; memcpy(&n, descr(array) + 32, sizeof n); return n; }
      int64_t new_size(char *array) { int64_t n; memcpy(&n, descr(array) + 40, 8); return n; }
      int same_data(char *a, char *b) { return a != b && memcmp(a + 16, b + 16, 8) == 0; }
      """;

  @TempDir static Path directory;
  private static Sizes kernels;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    Path source = Files.writeString(directory.resolve("sizes.c"), SOURCE);
    Path library = directory.resolve("libsizes.so");
    Process cc =
        new ProcessBuilder(
                "cc",
                "-shared",
                "-fPIC",
                "-Wall",
                "-Werror",
                "-o",
                library.toString(),
                source.toString())
            .inheritIO()
            .start();
    assertThat(cc.waitFor()).isZero();
    kernels = Kernels.bind(Sizes.class, Library.open(library));
  }

  @Test
  void eachLayout() {
    for (DType dtype : new DType[] {DType.INT8, DType.FLOAT64, DType.COMPLEX128, DType.str(5)}) {
      NDArray a = NDArray.zeros(dtype, 3, 2);
      assertThat(kernels.old_size(a)).isEqualTo(dtype.itemSize());
      assertThat(kernels.new_size(a)).isEqualTo(dtype.itemSize());
      assertThat(kernels.same_data(a)).isEqualTo(1);
      assertThat(kernels.same_data(a.transpose())).isEqualTo(1);
    }
  }

  @Test
  void dimensions() {
    long[] shape = new long[33];
    Arrays.fill(shape, 1);
    NDArray a = NDArray.zeros(shape);
    assertThat(kernels.new_size(a)).isEqualTo(8);
    assertThatThrownBy(() -> kernels.old_size(a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Sizes.old_size, a: an array of 33 dimensions cannot be shown to")
        .hasMessageContaining("32");
  }

  @Test
  void noObjectsAreLeft() {
    kernels.same_data(NDArray.zeros(2));
    long before = LiveObjects.collected();
    for (int i = 0; i < 50; i++) {
      kernels.same_data(NDArray.zeros(2));
    }
    assertThat(ExtensionHost.liveObjects()).isEqualTo(before);
  }
}
