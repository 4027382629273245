package dev.ambi.tests.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.kernel.Blas;
import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.core.DType;
import dev.ambi.core.LinearAlgebra;
import dev.ambi.core.Manipulation;
import dev.ambi.core.MatrixMultiplier;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import dev.ambi.core.Statistics;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code core}'s matrix products by BLAS are those of its own loops, but for rounding. */
@Isolated
class BlasMatmulTest {
  private static final List<Library> LIBRARIES =
      List.of(Libraries.openblas(), Libraries.openblasOfNumpy());

  private final AtomicInteger computed = new AtomicInteger();

  static Stream<Arguments> dtypesAndLibraries() {
    return Stream.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128)
        .flatMap(dtype -> LIBRARIES.stream().map(library -> Arguments.of(dtype, library)));
  }

  private MatrixMultiplier counting(Library library) {
    MatrixMultiplier blas = Blas.multiplier(library);
    return (a, b, c) -> {
      boolean done = blas.multiply(a, b, c);
      computed.addAndGet(done ? 1 : 0);
      return done;
    };
  }

  @AfterEach
  void none() {
    LinearAlgebra.useMultiplier(null);
  }

  /** Numbers between -1 and 1; complex ones in both parts. */
  private static NDArray random(DType dtype, long... shape) {
    long n = 1;
    for (long s : shape) {
      n *= s;
    }
    Random random = new Random(n);
    boolean complex = dtype.id().isComplex();
    double[] values = random.doubles(complex ? 2 * n : n, -1, 1).toArray();
    NDArray a = NDArray.of(values);
    return (complex ? a.view(DType.COMPLEX128) : a).astype(dtype).reshape(shape);
  }

  private void check(Library library, int products, NDArray a, NDArray b) {
    NDArray own = a.matmul(b);
    computed.set(0);
    LinearAlgebra.useMultiplier(counting(library));
    NDArray blas = a.matmul(b);
    LinearAlgebra.useMultiplier(null);
    assertThat(computed).hasValue(products);
    assertThat(blas.dtype()).isEqualTo(own.dtype());
    assertThat(blas.shape()).isEqualTo(own.shape());
    long k = a.shape(-1);
    boolean isSingle = own.dtype().equals(DType.FLOAT32) || own.dtype().equals(DType.COMPLEX64);
    double epsilon = isSingle ? 0x1p-23 : 0x1p-52;
    double difference = largest(blas.subtract(own));
    // Either sum of k products, each below 4, is off by less than this.
    assertThat(difference).isLessThanOrEqualTo(4 * k * k * epsilon);
    assertThat(largest(own)).isGreaterThan(0.5);
  }

  private static double largest(NDArray a) {
    return Statistics.max(a.abs().astype(DType.FLOAT64)).getDouble();
  }

  @ParameterizedTest
  @MethodSource("dtypesAndLibraries")
  void matrices(DType dtype, Library library) {
    NDArray a = random(dtype, 37, 41);
    NDArray b = random(dtype, 41, 29);
    check(library, 1, a, b);
    check(library, 1, a, random(dtype, 29, 41).transpose());
    check(library, 1, random(dtype, 41, 37).transpose(), b);
    check(library, 1, random(dtype, 41, 37).transpose(), random(dtype, 29, 41).transpose());
    NDArray f = NDArray.empty(dtype, Order.F, 37, 41);
    f.assign(a);
    check(library, 1, f, b);
    check(library, 1, a, a.transpose());
  }

  @ParameterizedTest
  @MethodSource("dtypesAndLibraries")
  void partsOfMatrices(DType dtype, Library library) {
    NDArray a = random(dtype, 80, 90);
    NDArray b = random(dtype, 90, 70);
    check(library, 1, a.get("3:40, 5:46"), b.get("7:48, 30:"));
    check(library, 1, a.get("3:40, 5:46"), b.get("::2, 1::2").get("2:43"));
    check(library, 1, a.get("::2, ::3"), b.get(":30"));
    check(library, 1, Manipulation.flip(a), Manipulation.flip(b));
    check(library, 1, a.get("::2").get(":, :70").transpose(), b.get(":80:2"));
    check(library, 1, a.get(":1").broadcastTo(40, 90), b);
  }

  @ParameterizedTest
  @MethodSource("dtypesAndLibraries")
  void vectors(DType dtype, Library library) {
    NDArray a = random(dtype, 70, 80);
    check(library, 1, a, random(dtype, 80));
    check(library, 1, random(dtype, 70), a);
    check(library, 1, a, random(dtype, 80, 3).get(":, 1"));
    check(library, 1, a.get(":, 3"), a);
    check(library, 1, random(dtype, 5000), random(dtype, 5000));
    check(library, 1, random(dtype, 70, 1), random(dtype, 1, 80));
  }

  @ParameterizedTest
  @MethodSource("dtypesAndLibraries")
  void stacks(DType dtype, Library library) {
    NDArray a = random(dtype, 2, 3, 20, 21);
    check(library, 6, a, random(dtype, 2, 3, 21, 22));
    check(library, 6, a, random(dtype, 21, 22));
    check(library, 6, a.get(":, :1"), random(dtype, 3, 21, 22));
    check(library, 6, a.get("::-1, ::-1"), random(dtype, 22, 21).transpose());
    check(library, 6, a.swapaxes(-2, -1), random(dtype, 3, 1, 20, 23).swapaxes(0, 1));
  }

  @Test
  void onTheJavaHeapAndInOtherByteOrder() {
    double[] values = new Random(2).doubles(1600).toArray();
    NDArray heap = NDArray.wrap(values).reshape(40, 40);
    NDArray other = random(DType.FLOAT64, 40, 40);
    for (Library library : LIBRARIES) {
      check(library, 1, heap, other);
      check(library, 1, other.transpose(), heap.transpose());
      NDArray swapped = other.astype(DType.FLOAT64.withByteOrder(ByteOrder.BIG_ENDIAN));
      check(library, 1, swapped, heap);
      check(library, 1, other, other.multiply(3).astype(DType.INT64));
    }
  }

  /** What was in the result's memory before counts for nothing, not even NaN. */
  @Test
  void theResultIsOverwritten() {
    NDArray a = random(DType.FLOAT64, 40, 50);
    NDArray b = random(DType.FLOAT64, 50, 60);
    NDArray own = a.matmul(b);
    LinearAlgebra.useMultiplier(counting(LIBRARIES.getFirst()));
    NDArray out = NDArray.full(DType.FLOAT64, Double.NaN, 60, 40).transpose();
    LinearAlgebra.matmulInto(out, a, b);
    assertThat(computed).hasValue(1);
    assertThat(largest(out.subtract(own))).isLessThan(1e-13);
    NDArray square = random(DType.FLOAT64, 40, 40);
    NDArray expected = square.matmul(square);
    LinearAlgebra.matmulInto(square, square, square);
    assertThat(square).isEqualTo(expected);
  }

  @Test
  void bySeveralThreads() throws Exception {
    NDArray a = random(DType.FLOAT64, 100, 100);
    LinearAlgebra.useMultiplier(counting(LIBRARIES.getFirst()));
    NDArray expected = a.matmul(a);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<NDArray>> results =
          IntStream.range(0, 40).mapToObj(_ -> threads.submit(() -> a.matmul(a))).toList();
      for (Future<NDArray> result : results) {
        assertThat(largest(result.get().subtract(expected))).isLessThan(1e-12);
      }
    }
    assertThat(computed).hasValue(41);
  }

  @Test
  void aLibraryThatIsNone() {
    assertThatThrownBy(() -> Blas.multiplier(Library.find("z")))
        .isInstanceOf(KernelLinkException.class)
        .hasMessageContaining("has no cblas_dgemm");
  }
}
