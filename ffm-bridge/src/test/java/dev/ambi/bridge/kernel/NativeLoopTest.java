package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.Manipulation;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFunc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** Inner loops in C as ufuncs, and loops in Java that C calls. */
class NativeLoopTest {
  interface Runner {
    @Symbol("run_loop")
    void run(
        MemorySegment loop,
        @In @Array(dtype = "float64", shape = "n") NDArray x,
        @Out @Array(dtype = "float64", shape = "n") NDArray y,
        long n);
  }

  private static final UFunc ADD =
      UFunc.reorderable("add_in_c", 0)
          .register(NativeLoop.of(TestKernels.LIBRARY, "add_loop", "dd->d"));

  private static NDArray range(long... shape) {
    long n = 1;
    for (long s : shape) {
      n *= s;
    }
    return NDArray.arange(n).astype(DType.FLOAT64).reshape(shape);
  }

  @Test
  void broadcastsCastsReducesAndAccumulates() {
    NDArray x = range(3, 4);
    assertThat(ADD.call(x, range(4))).isEqualTo(x.add(range(4)));
    assertThat(ADD.call(x.transpose(), 1)).isEqualTo(x.transpose().add(1));
    assertThat(ADD.call(Manipulation.flip(x), x)).isEqualTo(Manipulation.flip(x).add(x));
    assertThat(ADD.call(NDArray.arange(4), NDArray.ones(4)).toDoubleArray())
        .containsExactly(1, 2, 3, 4);
    assertThat(ADD.reduce(x, 0)).isEqualTo(x.sum(0));
    assertThat(ADD.reduce(x, 0, 1).item()).isEqualTo(66.0);
    assertThat(ADD.reduce(NDArray.zeros(0)).item()).isEqualTo(0.0);
    assertThat(ADD.accumulate(range(5), 0).toDoubleArray()).containsExactly(0, 1, 3, 6, 10);
    assertThat(ADD.outer(range(2), range(3)).shape().toString()).isEqualTo("(2, 3)");
    assertThat(ADD.call(NDArray.scalar(1.5), NDArray.scalar(2)).item()).isEqualTo(3.5);
    assertThat(ADD.call(NDArray.zeros(0), NDArray.zeros(0)).size()).isZero();
  }

  @Test
  void onTheJavaHeap() {
    double[] values = {1, 2, 3, 4};
    NDArray x = NDArray.wrap(values);
    assertThat(ADD.call(x, Manipulation.flip(x)).toDoubleArray()).containsExactly(5, 5, 5, 5);
    ADD.into(x, x, NDArray.ones(4));
    assertThat(values).containsExactly(2, 3, 4, 5);
    assertThat(DOT.call(x, x).item()).isEqualTo(54.0);
  }

  private static final UFunc DOT =
      UFunc.generalized("dot_in_c", "(n),(n)->()")
          .register(NativeLoop.of(TestKernels.LIBRARY, "dot_loop", "float64,float64->float64"));

  @Test
  void generalized() {
    NDArray a = range(3, 4);
    assertThat(DOT.call(a, range(4)).toDoubleArray()).containsExactly(14, 38, 62);
    assertThat(DOT.call(Manipulation.flip(a), Manipulation.flip(range(4))).toDoubleArray())
        .containsExactly(62, 38, 14);
    assertThat(DOT.call(range(4, 3).transpose(), range(4)).toDoubleArray())
        .containsExactly(42, 48, 54);
  }

  @Test
  void dataGoesAlong() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment shift = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 100);
      UFunc f =
          UFunc.of("shifted", 2, 1)
              .register(NativeLoop.of(TestKernels.LIBRARY.symbol("add_loop"), shift, "dd->d"));
      assertThat(f.call(range(2), range(2)).toDoubleArray()).containsExactly(100, 102);
    }
  }

  @Test
  void aLoopInJavaForC() {
    Runner c = Kernels.bind(Runner.class, TestKernels.LIBRARY);
    InnerLoop twice =
        (memory, at, strides, n) -> {
          for (long i = 0; i < n; i++) {
            double v = memory[0].get(ValueLayout.JAVA_DOUBLE, at[0] + i * strides[0]);
            memory[1].set(ValueLayout.JAVA_DOUBLE, at[1] + i * strides[1], 2 * v);
          }
        };
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment loop = NativeLoop.pointer(twice, NativeLoop.Operands.elementwise(2), arena);
      NDArray y = NDArray.zeros(3);
      c.run(loop, range(3), y, 3);
      assertThat(y.toDoubleArray()).containsExactly(0, 2, 4);
    }
  }

  @Test
  void whatALoopInJavaThrowsDoesNotReachC() throws InterruptedException {
    Runner c = Kernels.bind(Runner.class, TestKernels.LIBRARY);
    Throwable[] told = new Throwable[1];
    try (Arena arena = Arena.ofShared()) {
      MemorySegment loop =
          NativeLoop.pointer(
              (memory, at, strides, n) -> {
                throw new IllegalStateException("no");
              },
              NativeLoop.Operands.elementwise(2),
              arena);
      Thread thread = new Thread(() -> c.run(loop, range(3), NDArray.zeros(3), 3));
      thread.setUncaughtExceptionHandler((t, e) -> told[0] = e);
      thread.start();
      thread.join();
    }
    assertThat(told[0]).hasMessage("no");
  }

  @Test
  void operandsOfACoreSignature() {
    assertThat(NativeLoop.Operands.generalized("(m,n),(n,p)->(m,p)"))
        .isEqualTo(new NativeLoop.Operands(3, 3, 6));
  }

  @Test
  void whatIsNoLoop() {
    assertThatThrownBy(() -> NativeLoop.of(TestKernels.LIBRARY, "add_lop", "dd->d"))
        .isInstanceOf(KernelLinkException.class)
        .hasMessageStartingWith("there is no symbol 'add_lop' in ");
    assertThatThrownBy(() -> NativeLoop.of(TestKernels.LIBRARY, "add_loop", "ddd"))
        .hasMessageContaining("does not say the types of a loop");
    assertThatThrownBy(() -> NativeLoop.of(TestKernels.LIBRARY, "add_loop", "float46,d->d"))
        .isInstanceOf(KernelLinkException.class)
        .hasMessageContaining("float46");
  }

  @Test
  void aFreedOperandIsRefused() {
    Arena arena = Arena.ofShared();
    NDArray x = NDArray.zeros(arena, DType.FLOAT64, dev.ambi.core.Order.C, 4);
    arena.close();
    assertThatThrownBy(() -> ADD.call(x, x)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void countsThatNoLoopHas() {
    assertThatThrownBy(() -> NativeLoop.Operands.elementwise(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no loop has 0 operands, 0 core dimensions and 0 core axes");
    assertThatThrownBy(() -> new NativeLoop.Operands(1, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NativeLoop.Operands(1, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
