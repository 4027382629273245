package dev.ambi.tests.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.InOut;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Layout;
import dev.ambi.bridge.kernel.NativeLoop;
import dev.ambi.bridge.kernel.Out;
import dev.ambi.bridge.kernel.Part;
import dev.ambi.core.DType;
import dev.ambi.core.Manipulation;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import dev.ambi.core.UFunc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels of one's own in C, Rust and Fortran, built here. */
class OwnKernelsTest {
  @TempDir Path directory;

  private static NDArray range(long... shape) {
    long n = 1;
    for (long s : shape) {
      n *= s;
    }
    return NDArray.arange(n).astype(DType.FLOAT64).reshape(shape);
  }

  /** {@code stencil.c} */
  interface Heat {
    void heat_step(
        @In
            @Array(
                dtype = "float64",
                layout = Layout.ANY,
                shape = "rows, columns",
                as = Part.AMBI_ARRAY)
            NDArray from,
        @Out
            @Array(
                dtype = "float64",
                layout = Layout.ANY,
                shape = "rows, columns",
                as = Part.AMBI_ARRAY)
            NDArray to,
        double rate);
  }

  private static NDArray heatStep(NDArray x, double rate) {
    NDArray inner =
        x.get(":-2, 1:-1")
            .add(x.get("2:, 1:-1"))
            .add(x.get("1:-1, :-2"))
            .add(x.get("1:-1, 2:"))
            .subtract(x.get("1:-1, 1:-1").multiply(4));
    NDArray y = x.copy();
    y.set(x.get("1:-1, 1:-1").add(inner.multiply(rate)), "1:-1, 1:-1");
    return y;
  }

  @Test
  void aStencilInC() throws Exception {
    Heat heat = Kernels.bind(Heat.class, NativeSource.c("stencil.c").build(directory));
    NDArray x = range(5, 7).multiply(range(5, 7));
    NDArray y = NDArray.zeros(5, 7);
    heat.heat_step(x, y, 0.125);
    assertThat(y).isEqualTo(heatStep(x, 0.125));
    NDArray turned = Manipulation.flip(x).transpose();
    NDArray part = NDArray.zeros(9, 8).get("1:8, 2:7");
    heat.heat_step(turned, part, 0.25);
    assertThat(part).isEqualTo(heatStep(turned, 0.25));
    assertThatThrownBy(() -> heat.heat_step(x, NDArray.zeros(7, 5), 0))
        .hasMessageContaining("to has the shape (7, 5)");
    assertThatThrownBy(() -> heat.heat_step(x, y.readOnly(), 0))
        .hasMessageContaining("to is read-only");
  }

  /** {@code hypotenuse.c} */
  @Test
  void aLoopInC() throws Exception {
    UFunc hypotenuse =
        UFunc.reorderable("hypotenuse", 0.0)
            .register(
                NativeLoop.of(
                    NativeSource.c("hypotenuse.c").build(directory), "hypotenuse_loop", "dd->d"));
    NDArray x = NDArray.of(new double[] {3, 5, 8});
    assertThat(hypotenuse.call(x, NDArray.of(new double[] {4, 12, 15})).toDoubleArray())
        .containsExactly(5, 13, 17);
    NDArray column = NDArray.of(new double[] {4, 12}, 2, 1);
    NDArray table = hypotenuse.call(x, column);
    assertThat(table.shape().toString()).isEqualTo("(2, 3)");
    assertThat(table.getDouble(1, 1)).isEqualTo(13);
    assertThat(hypotenuse.call(NDArray.of(new int[] {3}), 4).toDoubleArray()).containsExactly(5);
    // Along an axis: the Euclidean norm of its elements.
    NDArray norms = hypotenuse.reduce(range(3, 4), 1);
    NDArray squares = range(3, 4).multiply(range(3, 4)).sum(1);
    for (int i = 0; i < 3; i++) {
      assertThat(norms.getDouble(i)).isCloseTo(Math.sqrt(squares.getDouble(i)), within(1e-12));
    }
    assertThat(hypotenuse.accumulate(NDArray.of(new double[] {3, 4, 12}), 0).toDoubleArray())
        .containsExactly(3, 5, 13);
    assertThat(hypotenuse.reduce(NDArray.zeros(0)).item()).isEqualTo(0.0);
  }

  /** {@code peaks.rs} */
  interface Peaks {
    long peaks(
        @In
            @Array(
                dtype = "float64",
                layout = Layout.ANY,
                minDims = 1,
                maxDims = 1,
                as = {Part.DATA, Part.SHAPE, Part.BYTE_STRIDES})
            NDArray x,
        @Out
            @Array(
                dtype = "int64",
                as = {Part.DATA, Part.SIZE_LONG})
            NDArray at);
  }

  @Test
  void inRust() throws Exception {
    Peaks rust = Kernels.bind(Peaks.class, NativeSource.rust("peaks.rs").build(directory));
    NDArray x = NDArray.of(new double[] {0, 2, 1, 3, 3, 1, 5, 4});
    NDArray at = NDArray.zeros(DType.INT64, 4);
    assertThat(rust.peaks(x, at)).isEqualTo(2);
    assertThat(at.toLongArray()).containsExactly(1, 6, 0, 0);
    assertThat(rust.peaks(Manipulation.flip(x), at.get(":1"))).isEqualTo(2);
    assertThat(at.getLong(0)).isEqualTo(1);
    assertThat(rust.peaks(NDArray.zeros(0), at)).isZero();
    assertThatThrownBy(() -> rust.peaks(x.reshape(2, 4), at))
        .hasMessage("Peaks.peaks: x has 2 dimensions, and the kernel takes 1 dimension");
  }

  /** {@code columns.f90} */
  interface Columns {
    void center_columns(
        int n,
        int m,
        @InOut @Array(dtype = "float64", layout = Layout.F, shape = "n, m", copy = true) NDArray a,
        @Out @Array(dtype = "float64", shape = "m") NDArray means);
  }

  @Test
  void inFortran() throws Exception {
    Columns fortran =
        Kernels.bind(Columns.class, NativeSource.fortran("columns.f90").build(directory));
    NDArray a = NDArray.empty(DType.FLOAT64, Order.F, 4, 3);
    a.assign(range(4, 3));
    NDArray means = NDArray.zeros(3);
    fortran.center_columns(4, 3, a, means);
    assertThat(means.toDoubleArray()).containsExactly(4.5, 5.5, 6.5);
    assertThat(a.sum(0).toDoubleArray()).containsOnly(0);
    assertThat(a.get("0").toDoubleArray()).containsOnly(-4.5);
    // Row by row: goes as a copy, which the declaration allows, and is written back.
    NDArray rows = range(4, 3);
    fortran.center_columns(4, 3, rows, means);
    assertThat(rows).isEqualTo(a);
    assertThatThrownBy(() -> fortran.center_columns(3, 4, a, NDArray.zeros(4)))
        .hasMessageContaining("a has the shape (4, 3)");
  }
}
