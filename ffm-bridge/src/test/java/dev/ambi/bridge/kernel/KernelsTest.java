package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ambi.core.DType;
import dev.ambi.core.Manipulation;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** C functions of every kind, called through an interface. */
class KernelsTest {
  record Pair(double re, double im) {}

  record Mixed(byte tag, Pair where, @Length("3") float[] w, short last) {}

  interface OfArray {
    double of(@In @Array(dtype = "float64", shape = "n") NDArray x, int n);
  }

  /** Not public, as a user's would be. */
  interface All {
    double sum(long n, @In @Array(dtype = "float64", size = "n") NDArray x);

    void axpy(
        int n,
        double alpha,
        @In @Array(dtype = "float64", layout = Layout.ANY, size = "1 + (n - 1) * incx") NDArray x,
        int incx,
        @InOut @Array(dtype = "float64", layout = Layout.ANY, size = "1 + (n - 1) * incy")
            NDArray y,
        int incy);

    void matmul(
        long m,
        long k,
        long n,
        @In @Array(dtype = "float32", shape = "m, k") NDArray a,
        @In @Array(dtype = "float32", shape = "k, n") NDArray b,
        @Out @Array(dtype = "float32", shape = "m, n") NDArray c);

    @Symbol("strided_sum")
    double stridedSum(
        @In
            @Array(
                dtype = "float64",
                layout = Layout.ANY,
                as = {Part.DATA, Part.NDIM_INT, Part.SHAPE, Part.BYTE_STRIDES})
            NDArray x);

    double second(
        @In
            @Array(
                dtype = "float64",
                as = {Part.DATA, Part.SIZE_INT})
            NDArray x);

    Pair swap_pair(Pair p);

    Mixed next_mixed(Mixed m);

    double weigh(Pair p, int n, Mixed m);

    long text_length(String text);

    String name_of(int i);

    int count_texts(@In String[] texts);

    int divide(int a, int b, @Out int[] quotient, @Out int[] remainder, Errno errno);

    int make(@Out MemorySegment[] handle, int value);

    int take(MemorySegment handle);

    double integrate(DoubleUnaryOperator f, double from, double to, int n);

    double apply(OfArray f, @In @Array(dtype = "float64", shape = "n") NDArray x, int n);

    void keep(Callback<DoubleUnaryOperator> f);

    double call_kept(double x);

    @Symbol("add_all")
    double addThree(int n, @Variadic double a, double b, double c);

    boolean both(boolean a, boolean b);

    char letter(char c, byte by, short times);

    float half(float x);

    MemorySegment same(MemorySegment p);

    @Symbol("sum")
    @Critical
    double criticalSum(long n, @In @Array(dtype = "float64", size = "n") NDArray x);

    @Symbol("sum")
    @Critical
    double ofJava(long n, @In @Length("n") double[] x);

    @Symbol("sum")
    double ofJavaCopied(long n, @In @Length("n") double[] x);

    @Symbol("is_null")
    int isNull(@In @Array(nullable = true) NDArray x);

    default double twice(double x) {
      return half((float) x) * 4;
    }
  }

  private static final All C = Kernels.bind(All.class, TestKernels.LIBRARY);

  @Test
  void scalars() {
    assertThat(C.both(true, true)).isTrue();
    assertThat(C.both(true, false)).isFalse();
    assertThat(C.letter('a', (byte) -1, (short) -2)).isEqualTo('c');
    assertThat(C.half(3)).isEqualTo(1.5f);
    assertThat(C.twice(3)).isEqualTo(6);
    assertThat(C.addThree(3, 1, 2, 4)).isEqualTo(7);
    assertThat(C.toString()).isEqualTo("All of " + TestKernels.FILE);
  }

  @Test
  void arrays() {
    NDArray x = NDArray.arange(5).astype(DType.FLOAT64);
    NDArray y = NDArray.ones(5);
    assertThat(C.sum(5, x)).isEqualTo(10);
    C.axpy(5, 2, x, 1, y, 1);
    assertThat(y.toDoubleArray()).containsExactly(1, 3, 5, 7, 9);
    NDArray a = NDArray.arange(6).astype(DType.FLOAT32).reshape(2, 3);
    NDArray b = NDArray.arange(12).astype(DType.FLOAT32).reshape(3, 4);
    NDArray c = NDArray.empty(DType.FLOAT32, 2, 4);
    C.matmul(2, 3, 4, a, b, c);
    assertThat(c).isEqualTo(a.matmul(b));
    assertThat(C.second(x)).isEqualTo(1);
    assertThat(C.isNull(null)).isEqualTo(1);
    assertThat(C.isNull(x)).isZero();
  }

  @Test
  void structsByValue() {
    assertThat(C.swap_pair(new Pair(1, 2))).isEqualTo(new Pair(2, 1));
    Mixed m = C.next_mixed(new Mixed((byte) 127, new Pair(1, 2), new float[] {1, 2, 3}, (short) 7));
    assertThat(m.tag()).isEqualTo((byte) -128);
    assertThat(m.where()).isEqualTo(new Pair(4, 2));
    assertThat(m.w()).containsExactly(7, 2, 3);
    assertThat(m.last()).isEqualTo((short) -7);
    assertThat(C.weigh(new Pair(2, 0), 3, m)).isEqualTo(8);
  }

  @Test
  void texts() {
    assertThat(C.text_length("zéro")).isEqualTo(5);
    assertThat(C.text_length("x".repeat(100_000))).isEqualTo(100_000);
    assertThat(C.text_length("")).isZero();
    assertThat(C.text_length(null)).isEqualTo(-1);
    assertThat(C.name_of(0)).isEqualTo("zéro");
    assertThat(C.name_of(2)).isNull();
    assertThat(C.count_texts(new String[] {"a", "b"})).isEqualTo(2);
    assertThatThrownBy(() -> C.text_length("a\0b"))
        .hasMessage(
            "All.text_length: text contains the character 0, where text ends in C: 'a\\0b'");
  }

  @Test
  void outParametersAndErrno() {
    int[] q = new int[1];
    int[] r = {9, 8};
    Errno errno = new Errno();
    assertThat(C.divide(17, 5, q, r, errno)).isZero();
    assertThat(q).containsExactly(3);
    assertThat(r).containsExactly(2, 0);
    assertThat(C.divide(1, 0, q, r, errno)).isEqualTo(-1);
    assertThat(errno.code()).isEqualTo(33);
    assertThat(errno.toString()).isEqualTo("errno 33 (Numerical argument out of domain)");
    MemorySegment[] handle = new MemorySegment[1];
    assertThat(C.make(handle, 42)).isZero();
    assertThat(C.take(handle[0])).isEqualTo(42);
  }

  @Test
  void callbacks() {
    assertThat(C.integrate(x -> x * x, 0, 3, 1000)).isCloseTo(9, within(1e-4));
    NDArray x = NDArray.of(new double[] {1, 2, 3});
    double sum =
        C.apply(
            (a, n) -> {
              assertThat(a.shape().toString()).isEqualTo("(3,)");
              assertThat(a.isWritable()).isFalse();
              return a.getDouble(0) + 10 * a.getDouble(2);
            },
            x,
            3);
    assertThat(sum).isEqualTo(31);
  }

  @Test
  void whatACallbackThrowsComesOut() {
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(() ->
            C.integrate(
                x -> {
                  if (calls.incrementAndGet() == 3) {
                    throw new ArithmeticException("three");
                  }
                  return x;
                },
                0,
                1,
                10))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("three");
    assertThat(calls.get()).isEqualTo(10);
    assertThat(C.integrate(x -> x, 0, 1, 10)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void aCallbackWithinACallback() {
    double v = C.integrate(x -> C.integrate(y -> x * y, 0, 1, 10), 0, 1, 10);
    assertThat(v).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void aCallbackThatStays() {
    Callback<DoubleUnaryOperator> f =
        Kernels.callback(DoubleUnaryOperator.class, x -> x < 0 ? Objects.checkIndex(1, 0) : 2 * x);
    C.keep(f);
    assertThat(C.call_kept(3)).isEqualTo(6);
    assertThat(C.call_kept(-1)).isZero();
    assertThatThrownBy(() -> C.keep(f)).isInstanceOf(IndexOutOfBoundsException.class);
    C.keep(f);
    f.close();
    assertThatThrownBy(() -> C.keep(f))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void stridesInAllDirections() {
    NDArray x = NDArray.arange(24).astype(DType.FLOAT64).reshape(2, 3, 4);
    assertThat(C.stridedSum(x)).isEqualTo(276);
    assertThat(C.stridedSum(x.transpose())).isEqualTo(276);
    assertThat(C.stridedSum(Manipulation.flip(x))).isEqualTo(276);
    assertThat(C.stridedSum(NDArray.scalar(4.5))).isEqualTo(4.5);
    assertThat(C.stridedSum(NDArray.zeros(0, 3))).isZero();
    assertThat(C.stridedSum(NDArray.of(new double[] {2}).broadcastTo(3, 5))).isEqualTo(30);
  }

  @Test
  void criticalCallsTakeTheJavaHeap() {
    double[] values = {1, 2, 3};
    assertThat(C.ofJava(3, values)).isEqualTo(6);
    assertThat(C.ofJavaCopied(2, values)).isEqualTo(3);
    assertThat(C.criticalSum(3, NDArray.wrap(values))).isEqualTo(6);
    assertThat(C.criticalSum(3, NDArray.of(values))).isEqualTo(6);
  }

  @Test
  void pointersOfAnyKind() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment p = arena.allocate(8);
      assertThat(C.same(p).address()).isEqualTo(p.address());
    }
    assertThat(C.same(MemorySegment.NULL).address()).isZero();
    assertThatThrownBy(() -> C.same(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("All.same: p is null; MemorySegment.NULL is C's NULL");
  }

  @Test
  void theMethodHandle() throws Throwable {
    MethodHandle sum =
        Kernels.handle(MethodHandles.lookup(), All.class, "sum", TestKernels.LIBRARY);
    assertThat(sum.type())
        .isEqualTo(MethodType.methodType(double.class, long.class, NDArray.class));
    assertThat((double) sum.invokeExact(2L, NDArray.ones(2))).isEqualTo(2);
  }
}
