package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.DType;
import dev.ambi.core.Manipulation;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Kernels and several threads. */
class KernelThreadsTest {
  interface Threads {
    @Symbol("wait_for")
    int waitFor(@In @Array(dtype = "float64") NDArray x, MemorySegment flag);

    @Symbol("wait_for_struct")
    int waitForStruct(
        @In @Array(dtype = "float64", as = Part.AMBI_ARRAY) NDArray x, MemorySegment flag);

    @Symbol("in_thread")
    double inThread(DoubleUnaryOperator f, double x);

    double integrate(DoubleUnaryOperator f, double from, double to, int n);

    double sum(long n, @In @Array(dtype = "float64", copy = true) NDArray x);

    @Symbol("text_length")
    long textLength(String text);
  }

  private static final Threads C = Kernels.bind(Threads.class, TestKernels.LIBRARY);
  private static final VarHandle FLAG = ValueLayout.JAVA_INT.varHandle();

  /** While C works on an array, nobody can free it. */
  private static void cannotBeFreed(BiFunction<NDArray, MemorySegment, Integer> kernel)
      throws ExecutionException, InterruptedException {
    try (ExecutorService threads = Executors.newSingleThreadExecutor();
        Arena flags = Arena.ofShared()) {
      MemorySegment flag = flags.allocate(4);
      Arena arena = Arena.ofShared();
      NDArray x = NDArray.zeros(arena, DType.FLOAT64, Order.C, 4);
      x.fill(7);
      Future<Integer> result = threads.submit(() -> kernel.apply(x, flag));
      while ((int) FLAG.getVolatile(flag, 0L) != 1) {
        Thread.onSpinWait();
      }
      try {
        assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
      } finally {
        FLAG.setVolatile(flag, 0L, 2);
      }
      assertThat(result.get()).isEqualTo(7);
      arena.close();
      assertThatThrownBy(() -> kernel.apply(x, flag)).hasMessageContaining("was freed");
    }
  }

  @Test
  void anArrayInUseCannotBeFreed() throws ExecutionException, InterruptedException {
    cannotBeFreed(C::waitFor);
    cannotBeFreed(C::waitForStruct);
  }

  @Test
  void callbacksFromThreadsOfC() {
    assertThat(C.inThread(x -> 2 * x, 4)).isEqualTo(8);
    assertThatThrownBy(() ->
            C.inThread(
                x -> {
                  throw new IllegalStateException("in a thread");
                },
                4))
        .hasMessage("in a thread");
  }

  @Test
  void manyAtOnce() throws ExecutionException, InterruptedException {
    NDArray x = NDArray.arange(100).astype(DType.FLOAT64);
    NDArray reversed = Manipulation.flip(x);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Double>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int k = i;
        all.add(
            threads.submit(() ->
                C.sum(100, reversed)
                    + C.textLength("x".repeat(k))
                    + C.integrate(v -> k * v, 0, 2, 10)));
      }
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).get())
            .isCloseTo(4950 + i + 2.0 * i, org.assertj.core.data.Offset.offset(1e-6));
      }
    }
  }

  @Test
  void withinACallback() {
    double nested =
        C.integrate(
            v -> C.textLength("abc") + C.sum(100, NDArray.ones(100)) + C.inThread(w -> w, v),
            0,
            1,
            4);
    assertThat(nested).isEqualTo(103.5);
  }
}
