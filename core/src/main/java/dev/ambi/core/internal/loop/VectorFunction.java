package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The template of loops that compute a formula. Two vectors at a time: their chains of dependent
 * instructions overlap. The formula is that of the class that takes the place of {@link
 * VectorFormula} in a copy.
 */
final class VectorFunction implements InnerLoop {

  /** The constants of a copy. */
  record Constants(boolean always, InnerLoop scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final boolean ALWAYS = CONSTANTS.always();
  private static final InnerLoop SCALAR = CONSTANTS.scalar();
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final long ITEM = 8;
  private static final long WIDTH = 64;
  private static final VectorShuffle<Double> EVEN =
      VectorShuffle.makeUnzip(VectorTables.DOUBLES, 0);

  @Override
  public InnerLoop sequential() {
    return SCALAR;
  }

  @Override
  public boolean isFastFor(long[] strides) {
    return strides[1] == ITEM && (strides[0] == ITEM || strides[0] == 2 * ITEM);
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    if (!isFastFor(strides)) {
      SCALAR.run(memory, at, strides, n);
      return;
    }
    long bytes = n * ITEM;
    long done =
        strides[0] == ITEM
            ? all(memory[0], at[0], memory[1], at[1], bytes)
            : even(memory[0], at[0], memory[1], at[1], bytes);
    for (; done < bytes; done += WIDTH) {
      long from = at[0] + done / ITEM * strides[0];
      rest(memory[0], from, strides[0], memory[1], at[1] + done, bytes - done);
    }
  }

  private static long all(MemorySegment a, long i, MemorySegment r, long k, long bytes) {
    long done = 0;
    for (; done + 2 * WIDTH <= bytes; done += 2 * WIDTH) {
      DoubleVector x = load(a, i + done);
      DoubleVector y = load(a, i + done + WIDTH);
      VectorMask<Double> holds = ALWAYS ? null : VectorFormula.holds(x).and(VectorFormula.holds(y));
      DoubleVector fx = VectorFormula.of(x);
      DoubleVector fy = VectorFormula.of(y);
      if (!ALWAYS && !holds.allTrue()) {
        fx = VectorFormula.otherwise(x);
        fy = VectorFormula.otherwise(y);
      }
      fx.intoMemorySegment(r, k + done, NATIVE);
      fy.intoMemorySegment(r, k + done + WIDTH, NATIVE);
    }
    return done;
  }

  /** The input has a stride of two elements; one element behind the last is read too. */
  private static long even(MemorySegment a, long i, MemorySegment r, long k, long bytes) {
    long done = 0;
    for (; done + 2 * WIDTH < bytes; done += 2 * WIDTH) {
      DoubleVector x = loadEven(a, i + 2 * done);
      DoubleVector y = loadEven(a, i + 2 * done + 2 * WIDTH);
      VectorMask<Double> holds = ALWAYS ? null : VectorFormula.holds(x).and(VectorFormula.holds(y));
      DoubleVector fx = VectorFormula.of(x);
      DoubleVector fy = VectorFormula.of(y);
      if (!ALWAYS && !holds.allTrue()) {
        fx = VectorFormula.otherwise(x);
        fy = VectorFormula.otherwise(y);
      }
      fx.intoMemorySegment(r, k + done, NATIVE);
      fy.intoMemorySegment(r, k + done + WIDTH, NATIVE);
    }
    return done;
  }

  @Flattened
  private static DoubleVector load(MemorySegment m, long at) {
    return DoubleVector.fromMemorySegment(VectorTables.DOUBLES, m, at, NATIVE);
  }

  @Flattened
  private static DoubleVector loadEven(MemorySegment m, long at) {
    return load(m, at).rearrange(EVEN, load(m, at + WIDTH));
  }

  /** What is left, or the first vector of it. */
  private static void rest(
      MemorySegment a, long i, long stride, MemorySegment r, long k, long bytes) {
    int n = (int) Math.min(bytes / ITEM, VectorTables.DOUBLES.length());
    double[] x = new double[VectorTables.DOUBLES.length()];
    Arrays.fill(x, 1);
    for (int e = 0; e < n; e++) {
      x[e] = a.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, i + e * stride);
    }
    VectorMask<Double> mask = VectorTables.DOUBLES.indexInRange(0, n);
    DoubleVector v = DoubleVector.fromArray(VectorTables.DOUBLES, x, 0);
    DoubleVector f = VectorFormula.of(v);
    if (!ALWAYS && !VectorFormula.holds(v).allTrue()) {
      f = VectorFormula.otherwise(v);
    }
    f.intoMemorySegment(r, k, NATIVE, mask);
  }
}
