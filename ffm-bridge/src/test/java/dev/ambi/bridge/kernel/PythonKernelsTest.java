package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.load.CSource;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Kernels that take a PyArrayObject. */
class PythonKernelsTest {
  interface Arrays {
    @Symbol("rows")
    long rows(@In @Array(as = Part.NUMPY_2X, layout = Layout.ANY) NDArray a);

    @Symbol("element_size")
    long elementSize(@In @Array(as = Part.NUMPY_2X, layout = Layout.ANY) NDArray a);

    @Symbol("fill")
    void fill(@InOut @Array(dtype = "float64", as = Part.NUMPY_2X) NDArray a, double value);

    @Symbol("during")
    double during(@In @Array(as = Part.NUMPY_2X) NDArray a, Runnable work);
  }

  interface Old {
    @Symbol("rows")
    long rows(@In @Array(as = Part.NUMPY_1X) NDArray a);
  }

  private static final Arrays C = Kernels.bind(Arrays.class, library());

  private static Library library() {
    String text =
        """
        #include <stdint.h>
        typedef struct { intptr_t refcnt; void *type; char *data; int nd; intptr_t *dims, *strides;
          void *base; struct descr *descr; int flags; } array;
        struct descr { intptr_t refcnt; void *type, *typeobj; char kind, t, order, former; int num;
          uint64_t flags; intptr_t elsize; };
        intptr_t rows(array *a) { return a->nd == 0 ? -1 : a->dims[0]; }
        intptr_t element_size(array *a) { return a->descr->elsize; }
        void fill(array *a, double v) {
          intptr_t n = 1;
          for (int i = 0; i < a->nd; i++) n *= a->dims[i];
          for (intptr_t i = 0; i < n; i++) ((double *)a->data)[i] = v;
        }
        double during(array *a, void (*work)(void)) {
          work();
          return *(double *)a->data;
        }
        """;
    try {
      Path directory = Files.createTempDirectory("ambi-kernels");
      return Library.open(new CSource(text).library(directory.resolve("libarrays.so")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void areGivenTheStruct() {
    assertThat(C.rows(NDArray.zeros(3, 2))).isEqualTo(3);
    assertThat(C.rows(NDArray.zeros(3, 2).transpose())).isEqualTo(2);
    assertThat(C.rows(NDArray.scalar(1.0))).isEqualTo(-1);
    assertThat(C.elementSize(NDArray.zeros(DType.INT16, 3))).isEqualTo(2);
    NDArray a = NDArray.zeros(2, 2);
    C.fill(a, 3);
    assertThat(a.toDoubleArray()).containsExactly(3, 3, 3, 3);
  }

  @Test
  void memoryCannotBeFreedDuringTheCall() {
    Arena arena = Arena.ofShared();
    NDArray a = NDArray.zeros(arena, DType.FLOAT64, Order.C, 3);
    a.setDouble(7, 0);
    AtomicReference<Throwable> refused = new AtomicReference<>();
    double first =
        C.during(a, () -> refused.set(catchThrowableOfType(RuntimeException.class, arena::close)));
    assertThat(first).isEqualTo(7);
    assertThat(refused.get()).isInstanceOf(IllegalStateException.class);
    arena.close();
    assertThatThrownBy(() -> C.rows(a))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Arrays.rows: the memory of a was freed");
  }

  @Test
  void leaveNoObjectsBehind() {
    C.rows(NDArray.zeros(3));
    long before = ExtensionHost.liveObjects();
    for (int i = 0; i < 100; i++) {
      C.rows(NDArray.zeros(3));
    }
    assertThat(ExtensionHost.liveObjects()).isEqualTo(before);
  }

  @Test
  void theOldStructNeedsItsModule() {
    assertThatThrownBy(() -> Kernels.bind(Old.class, library()))
        .isInstanceOf(KernelLinkException.class)
        .hasMessageContaining("NUMPY_1X needs the module dev.ambi.compat");
  }
}
