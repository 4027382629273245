package dev.ambi.core;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is common to all ufuncs; what each of them computes is compared with NumPy elsewhere. */
class UFuncTest {

  private static final NDArray A = NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
  private static final NDArray ROW = NDArray.of(new double[] {10, 20, 30});

  @AfterEach
  void oneThread() {
    Ambi.parallelism(1);
  }

  private static NDArray random(int seed, long... shape) {
    Random random = new Random(seed);
    long size = 1;
    for (long s : shape) {
      size *= s;
    }
    return NDArray.of(random.doubles(size, -1e6, 1e6).toArray()).reshape(shape);
  }

  @Test
  void outputOfAnotherDTypeAndOrder() {
    NDArray out = NDArray.zeros(Arena.ofAuto(), DType.parse(">f4"), Order.F, 2, 3);
    assertThat(UFuncs.ADD.with().out(out).call(A, ROW)).isSameAs(out);
    assertThat(out.toDoubleArray()).containsExactly(11, 22, 33, 14, 25, 36);
  }

  @Test
  void outputThatOverlapsAnInput() {
    NDArray a = NDArray.arange(6).astype(DType.FLOAT64);
    UFuncs.ADD.with().out(a.get("1:")).call(a.get(":-1"), 100);
    assertThat(a.toDoubleArray()).containsExactly(0, 100, 101, 102, 103, 104);
    UFuncs.NEGATIVE.into(a.get("::-1"), a);
    assertThat(a.toDoubleArray()).containsExactly(-104, -103, -102, -101, -100, -0.0);
    NDArray square = NDArray.arange(9).reshape(3, 3);
    UFuncs.ADD.with().out(square).call(square, square.transpose());
    assertThat(square.toLongArray()).containsExactly(0, 4, 8, 4, 8, 12, 8, 12, 16);
  }

  @Test
  void whereLeavesOthersAsTheyAre() {
    NDArray out = NDArray.full(DType.FLOAT64, -1.0, 2, 3);
    NDArray mask = NDArray.of(new boolean[] {true, false, true});
    UFuncs.MULTIPLY.with().where(mask).out(out).call(A, ROW);
    assertThat(out.toDoubleArray()).containsExactly(10, -1, 90, 40, -1, 180);
    assertThatThrownBy(() -> UFuncs.ADD.with().where(ROW).call(A, A))
        .hasMessage(
            "Cannot cast array data from dtype('float64') to dtype('bool') according to the rule"
                + " 'safe'");
  }

  @Test
  void dtypeChoosesTheLoop() {
    NDArray ints = NDArray.of(new int[] {1, 2});
    assertThat(UFuncs.ADD.with().dtype(DType.FLOAT32).call(ints, ints).dtype())
        .isEqualTo(DType.FLOAT32);
    assertThatThrownBy(() -> UFuncs.ADD.with().dtype(DType.INT32).call(A, A))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot cast ufunc 'add' input 0 from dtype('float64') to dtype('int32') with casting"
                + " rule 'same_kind'");
  }

  @Test
  void wrongArguments() {
    assertThatThrownBy(() -> A.add(NDArray.of(new double[] {1, 2})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("operands could not be broadcast together with shapes (2,3) (2,) ");
    assertThatThrownBy(() -> UFuncs.ADD.with().out(NDArray.zeros(DType.INT64, 2, 3)).call(A, A))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting"
                + " rule 'same_kind'");
    assertThatThrownBy(() -> UFuncs.ADD.with().out(ROW).call(A, A))
        .hasMessage(
            "non-broadcastable output operand with shape (3,) doesn't match the broadcast shape"
                + " (2,3)");
    assertThatThrownBy(() -> UFuncs.ADD.with().out(A.readOnly()).call(A, A))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> UFuncs.ADD.with().call(A))
        .hasMessage("add() takes 2 positional arguments but 1 was given");
    assertThatThrownBy(() -> UFuncs.ADD.call(A, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> UFuncs.ADD.call(new Object[] {A, null}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NDArray.of(new byte[] {1}).add(200))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("Python integer 200 out of bounds for int8");
  }

  @Test
  void closedArenas() {
    NDArray gone;
    try (Arena arena = Arena.ofConfined()) {
      gone = NDArray.zeros(arena, DType.FLOAT64, Order.C, 2, 3);
    }
    assertThatThrownBy(() -> gone.add(A)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> UFuncs.ADD.into(gone, A, A)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> UFuncs.ADD.reduce(gone)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void reductions() {
    assertThat(UFuncs.ADD.reduce(A, 0).toDoubleArray()).containsExactly(5, 7, 9);
    NDArray kept = UFuncs.ADD.reduction().axes(-1).keepDims(true).of(A);
    assertThat(kept.shape()).isEqualTo(Shape.of(2, 1));
    assertThat(UFuncs.MAXIMUM.reduction().initial(4.5).axes(0).of(A).toDoubleArray())
        .containsExactly(4.5, 5, 6);
    NDArray mask = A.greater(2.0);
    assertThat(UFuncs.ADD.reduction().where(mask).axes(1).of(A).toDoubleArray())
        .containsExactly(3, 15);
    NDArray out = NDArray.zeros(DType.FLOAT32, 3);
    assertThat(UFuncs.ADD.reduction().axes(0).out(out).of(A)).isSameAs(out);
    assertThat(out.toDoubleArray()).containsExactly(5, 7, 9);
    assertThat(UFuncs.ADD.reduce(NDArray.of(new byte[] {100, 100})).getObject()).isEqualTo(200L);
    assertThat(UFuncs.LOGICAL_AND.reduce(A).getObject()).isEqualTo(true);
    assertThat(UFuncs.SUBTRACT.reduce(A, 1).toDoubleArray()).containsExactly(-4, -7);
    assertThat(UFuncs.ADD.reduce(NDArray.of(new double[] {-0.0})).getDouble()).isEqualTo(-0.0);
    NDArray nothing = UFuncs.ADD.reduction().where(NDArray.zeros(DType.BOOL, 1)).of(A);
    assertThat(nothing.getDouble()).isEqualTo(0.0); // and not -0.0
    assertThat(UFuncs.ADD.reduce(NDArray.zeros(DType.FLOAT64, 0)).getDouble()).isEqualTo(0.0);
  }

  @Test
  void wrongReductions() {
    assertThatThrownBy(() -> UFuncs.SUBTRACT.reduce(A))
        .hasMessage(
            "reduction operation 'subtract' is not reorderable, so at most one axis may be"
                + " specified");
    assertThatThrownBy(() -> UFuncs.MAXIMUM.reduce(NDArray.zeros(DType.FLOAT64, 0)))
        .hasMessage("zero-size array to reduction operation maximum which has no identity");
    assertThatThrownBy(() -> UFuncs.ADD.reduce(A, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("axis 2 is out of bounds for array of dimension 2");
    assertThatThrownBy(() -> UFuncs.ADD.reduce(A, 1, -1)).hasMessage("duplicate value in 'axis'");
    assertThatThrownBy(() -> UFuncs.EXP.reduce(A)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> UFuncs.ADD.reduction().axes(0).out(NDArray.zeros(DType.FLOAT64, 2)).of(A))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMaskThatChoosesAllChangesNoSum() {
    NDArray a = NDArray.full(DType.FLOAT32, 0.1f, 3, 200_000);
    NDArray all = NDArray.ones(DType.BOOL, 3, 200_000);
    assertThat(UFuncs.ADD.reduction().where(all).of(a)).isEqualTo(UFuncs.ADD.reduce(a));
    assertThat(UFuncs.ADD.reduction().where(all).axes(1).of(a)).isEqualTo(UFuncs.ADD.reduce(a, 1));
    NDArray numbers = NDArray.of(new long[] {0, 256, 1});
    assertThatThrownBy(() -> UFuncs.ADD.reduction().where(numbers).of(numbers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from dtype('int64') to dtype('bool')");
  }

  @Test
  void theOtherMethods() {
    assertThat(UFuncs.MULTIPLY.accumulate(A, 1).toDoubleArray())
        .containsExactly(1, 2, 6, 4, 20, 120);
    assertThat(UFuncs.ADD.accumulate(A, 0).toDoubleArray()).containsExactly(1, 2, 3, 5, 7, 9);
    NDArray places = NDArray.of(new long[] {0, 4, 1, 5});
    assertThat(UFuncs.ADD.reduceAt(NDArray.arange(8), places, 0).toLongArray())
        .containsExactly(6, 4, 10, 18);
    // No identity takes part: a slice of one element is that element.
    NDArray negative = NDArray.of(new long[] {-26, 4, -6});
    NDArray each = NDArray.of(new long[] {0, 1});
    assertThat(UFuncs.GCD.reduceAt(negative, each, 0).toLongArray()).containsExactly(-26, 2);
    assertThat(UFuncs.HYPOT.reduceAt(negative, each, 0).getDouble(0)).isEqualTo(-26);
    assertThatThrownBy(() -> UFuncs.ADD.reduceAt(NDArray.arange(5), places, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index 5 out-of-bounds in add.reduceat [0, 5)");
    assertThat(UFuncs.SUBTRACT.outer(ROW, NDArray.of(new double[] {1, 2})).toDoubleArray())
        .containsExactly(9, 8, 19, 18, 29, 28);
    NDArray counts = NDArray.zeros(DType.INT64, 3);
    UFuncs.ADD.at(counts, NDArray.of(new long[] {0, 2, 0, -1}), 1);
    assertThat(counts.toLongArray()).containsExactly(2, 0, 2);
    assertThatThrownBy(() -> UFuncs.ADD.at(counts, NDArray.of(new long[] {0, 3}), 1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index 3 is out of bounds for axis 0 with size 3");
    assertThat(counts.toLongArray()).as("nothing half done").containsExactly(2, 0, 2);
  }

  /** A ufunc of one's own, with a loop as the bridge will add them. */
  @Test
  void aNewUFunc() {
    InnerLoop mean =
        (memory, at, strides, n) -> {
          for (long i = 0; i < n; i++) {
            double a = memory[0].get(JAVA_DOUBLE_UNALIGNED, at[0] + i * strides[0]);
            double b = memory[1].get(JAVA_DOUBLE_UNALIGNED, at[1] + i * strides[1]);
            memory[2].set(JAVA_DOUBLE_UNALIGNED, at[2] + i * strides[2], (a + b) / 2);
          }
        };
    UFunc middle =
        UFunc.of("middle", 2, 1)
            .register(UFuncLoop.of(mean, DType.FLOAT64, DType.FLOAT64, DType.FLOAT64));
    assertThat(middle.call(A, NDArray.of(new byte[] {1, 2, 3})).toDoubleArray())
        .containsExactly(1, 2, 3, 2.5, 3.5, 4.5);
    assertThat(middle.call(A.transpose().astype(DType.parse(">f4")), 0).toDoubleArray())
        .containsExactly(0.5, 2, 1, 2.5, 1.5, 3);
    assertThat(middle.loops()).hasToString("[ddd]");
    assertThatThrownBy(() -> middle.register(UFuncLoop.of(mean, DType.FLOAT64)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> middle.call(A, NDArray.of(new String[] {"a", "b", "c"})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("middle");
  }

  @Test
  void aGeneralizedUFunc() {
    InnerLoop dot =
        (memory, at, strides, n) -> {
          long length = at[3];
          for (long i = 0; i < n; i++) {
            double sum = 0;
            for (long k = 0; k < length; k++) {
              double a =
                  memory[0].get(JAVA_DOUBLE_UNALIGNED, at[0] + i * strides[0] + k * strides[3]);
              double b =
                  memory[1].get(JAVA_DOUBLE_UNALIGNED, at[1] + i * strides[1] + k * strides[4]);
              sum += a * b;
            }
            memory[2].set(JAVA_DOUBLE_UNALIGNED, at[2] + i * strides[2], sum);
          }
        };
    UFunc inner =
        UFunc.generalized("inner1d", "(n),(n)->()")
            .register(UFuncLoop.of(dot, DType.FLOAT64, DType.FLOAT64, DType.FLOAT64));
    assertThat(inner.signature()).hasToString("(n),(n)->()");
    assertThat(inner.call(A, ROW).toDoubleArray()).containsExactly(140, 320);
    assertThat(inner.call(A.get("::-1, ::-1"), NDArray.of(new int[] {1, 0, 0})).toDoubleArray())
        .containsExactly(6, 3);
    assertThatThrownBy(() -> inner.call(A, NDArray.of(new double[] {1, 2})))
        .hasMessage(
            "inner1d: Input operand 1 has a mismatch in its core dimension 0, with gufunc"
                + " signature (n),(n)->() (size 2 is different from 3)");
    assertThatThrownBy(() -> inner.call(A, NDArray.scalar(1.0)))
        .hasMessageContaining("does not have enough dimensions");
    assertThatThrownBy(() -> UFunc.generalized("x", "(n,->()"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parallelismDoesNotShow() {
    NDArray a = random(1, 700, 1001);
    NDArray b = random(2, 1001);
    NDArray sum = a.add(b);
    NDArray all = UFuncs.ADD.reduce(a);
    NDArray columns = UFuncs.ADD.reduce(a, 0);
    NDArray rows = UFuncs.ADD.reduce(a.get(":, ::2"), 1);
    for (int threads = 2; threads < 5; threads++) {
      Ambi.parallelism(threads);
      assertThat(a.add(b)).isEqualTo(sum);
      assertThat(a.transpose().add(b.reshape(-1, 1))).isEqualTo(sum.transpose());
      assertThat(UFuncs.ADD.reduce(a)).isEqualTo(all);
      assertThat(UFuncs.ADD.reduce(a, 0)).isEqualTo(columns);
      assertThat(UFuncs.ADD.reduce(a.get(":, ::2"), 1)).isEqualTo(rows);
      assertThat(Statistics.with().keepDims(true).var(NDArray.scalar(3)).getDouble()).isZero();
    }
    assertThatThrownBy(() -> Ambi.parallelism(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void confinedArraysInParallel() {
    Ambi.parallelism(2);
    try (Arena arena = Arena.ofConfined()) {
      NDArray a = NDArray.zeros(arena, DType.FLOAT64, Order.C, 1 << 20);
      assertThat(a.add(1).getDouble(5)).isEqualTo(1.0);
      assertThat(UFuncs.ADD.reduce(a).getDouble()).isEqualTo(0.0);
    }
  }

  /** Every way through the engine gives what a loop over the elements gives. */
  @Property(tries = 200)
  void everyPathGivesTheSame(
      @ForAll @IntRange(max = 70) int rows,
      @ForAll @IntRange(max = 70) int columns,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll boolean reversed,
      @ForAll boolean transposed,
      @ForAll boolean swapped) {
    NDArray a = random(rows, rows, columns * (long) step);
    a = reversed ? a.get("::-1, ::-" + step) : a.get(":, ::" + step);
    NDArray b = random(columns, rows, columns);
    b = transposed ? b.copy(Order.F) : b;
    b = swapped ? b.astype(DType.FLOAT64.withByteOrder(java.nio.ByteOrder.BIG_ENDIAN)) : b;
    NDArray sum = a.add(b);
    NDArray less = a.less(b);
    NDArray total = UFuncs.MAXIMUM.reduction().axes(1).initial(-1e300).of(a);
    for (int i = 0; i < rows; i++) {
      double max = -1e300;
      for (int k = 0; k < columns; k++) {
        assertThat(sum.getDouble(i, k)).isEqualTo(a.getDouble(i, k) + b.getDouble(i, k));
        assertThat(less.getBoolean(i, k)).isEqualTo(a.getDouble(i, k) < b.getDouble(i, k));
        max = Math.max(max, a.getDouble(i, k));
      }
      assertThat(total.getDouble(i)).isEqualTo(max);
    }
  }

  @Test
  void aClosedArenaIsSaidWithTheArray() {
    NDArray alive = NDArray.ones(2, 3);
    NDArray a;
    try (Arena arena = Arena.ofConfined()) {
      a = NDArray.zeros(arena, DType.FLOAT64, Order.C, 2, 3);
    }
    NDArray swapped = alive.astype(DType.parse(">f8"));
    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            () -> a.add(alive),
            () -> alive.add(a),
            () -> a.add(1),
            () -> UFuncs.EXP.call(a),
            () -> UFuncs.POWER.into(a, alive, alive),
            () -> UFuncs.ADD.with().out(a).call(swapped, 1),
            () -> a.sum(),
            () -> a.max(1),
            () -> UFuncs.ADD.reduction().axes(1).of(a))) {
      assertThatThrownBy(use)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("its Arena is closed: ")
          .hasMessageContaining("of shape (2, 3) and dtype('float64')");
    }
  }
}
