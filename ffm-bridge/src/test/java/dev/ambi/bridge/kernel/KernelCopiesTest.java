package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.DType;
import dev.ambi.core.Manipulation;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Arrays that do not fit are passed as copies where the kernel allows it. */
class KernelCopiesTest {
  interface Copying {
    double sum(long n, @In @Array(dtype = "float64", size = "n", copy = true) NDArray x);

    void axpy(
        int n,
        double alpha,
        @In @Array(dtype = "float64", copy = true) NDArray x,
        int incx,
        @InOut @Array(dtype = "float64", copy = true) NDArray y,
        int incy);

    void matmul(
        long m,
        long k,
        long n,
        @In @Array(dtype = "float32", shape = "m, k", copy = true) NDArray a,
        @In @Array(dtype = "float32", shape = "k, n", copy = true) NDArray b,
        @Out @Array(dtype = "float32", shape = "m, n", copy = true) NDArray c);
  }

  private static final Copying C = Kernels.bind(Copying.class, TestKernels.LIBRARY);

  private static NDArray range(long n) {
    return NDArray.arange(n).astype(DType.FLOAT64);
  }

  @Test
  void ofEveryKind() {
    assertThat(C.sum(4, NDArray.arange(4).astype(DType.INT32))).isEqualTo(6);
    assertThat(C.sum(4, Manipulation.flip(range(4)))).isEqualTo(6);
    assertThat(C.sum(4, NDArray.of(new double[] {2}).broadcastTo(4))).isEqualTo(8);
    assertThat(C.sum(4, range(8).reshape(4, 2).transpose())).isEqualTo(0 + 2 + 4 + 6);
    assertThat(C.sum(2, NDArray.wrap(new double[] {1, 2}))).isEqualTo(3);
    assertThat(C.sum(4, range(4).astype(DType.FLOAT64.withByteOrder(ByteOrder.BIG_ENDIAN))))
        .isEqualTo(6);
    assertThat(C.sum(0, NDArray.zeros(0))).isZero();
    assertThat(C.sum(1, NDArray.scalar(2.5))).isEqualTo(2.5);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment odd = arena.allocate(17, 16).asSlice(1);
      NDArray x = NDArray.of(odd, DType.FLOAT64, 2);
      x.fill(3);
      assertThat(C.sum(2, x)).isEqualTo(6);
    }
    assertThat(C.sum(4, range(4).readOnly())).isEqualTo(6);
  }

  @Test
  void areWrittenBack() {
    NDArray y = Manipulation.flip(NDArray.zeros(4));
    C.axpy(4, 1, range(4), 1, y, 1);
    assertThat(y.toDoubleArray()).containsExactly(0, 1, 2, 3);
    NDArray single = NDArray.zeros(DType.FLOAT32, 4);
    C.axpy(4, 0.5, range(4), 1, single, 1);
    assertThat(single.toDoubleArray()).containsExactly(0, 0.5, 1, 1.5);
    double[] heap = new double[4];
    C.axpy(4, 2, range(4), 1, NDArray.wrap(heap), 1);
    assertThat(heap).containsExactly(0, 2, 4, 6);
    NDArray a = range(6).reshape(2, 3);
    NDArray c = NDArray.zeros(DType.FLOAT64, 2, 2).transpose();
    C.matmul(2, 3, 2, a.astype(DType.FLOAT32), a.astype(DType.FLOAT32).transpose(), c);
    assertThat(c).isEqualTo(a.matmul(a.transpose()));
  }

  @Test
  void doNotHideALoss() {
    assertThatThrownBy(() -> C.axpy(4, 1, range(4), 1, NDArray.arange(4), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Copying.axpy: y would have to be passed as a copy, and float64 does not convert to"
                + " int64 (same_kind)");
    assertThatThrownBy(() -> C.sum(2, NDArray.of(new String[] {"1", "2"})))
        .hasMessageStartingWith("Copying.sum: x would have to be passed as a copy, and ");
    assertThatThrownBy(() -> C.sum(5, Manipulation.flip(range(4))))
        .hasMessageContaining("of which the kernel can reach 4 elements; it needs n = 5");
    assertThatThrownBy(() -> C.axpy(4, 1, range(4), 1, Manipulation.flip(range(4)).readOnly(), 1))
        .hasMessage("Copying.axpy: y is read-only, and the kernel writes to it");
  }
}
