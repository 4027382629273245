package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The template of block kernels with vectors: eight accumulators of a vector each.
 *
 * <p>Where every second element is wanted, all are combined, each lane for itself, and the lanes of
 * the others are dropped at the end: that is less work than to separate them.
 */
final class VectorBlock implements BlockKernel {

  /**
   * The constants of a copy.
   *
   * @param species that of the elements
   * @param operator the operator on vectors
   * @param lane the type of the elements
   * @param step the distance between them, in elements: one or two
   * @param scalar does what is less than a vector
   * @param op the operator on two elements
   */
  record Constants(
      VectorSpecies<Object> species,
      VectorOperators.Associative operator,
      int lane,
      int step,
      BlockKernel scalar,
      Op op) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final VectorOperators.Associative OPERATOR = CONSTANTS.operator();
  private static final int LANE = CONSTANTS.lane();
  private static final boolean SINGLE = LANE == Lanes.FLOAT32;
  private static final int STEP = CONSTANTS.step();
  private static final BlockKernel SCALAR = CONSTANTS.scalar();
  private static final Op OP = CONSTANTS.op();
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();
  private static final Fold FOLD = Fold.of(SPECIES, STEP);
  private static final boolean FLOATS = LANE == Lanes.FLOAT64 || SINGLE;
  private static final boolean MIN = OPERATOR == VectorOperators.MIN;
  private static final boolean EXTREMUM = FLOATS && (MIN || OPERATOR == VectorOperators.MAX);
  private static final VectorOperators.Comparison NO_BETTER =
      MIN ? VectorOperators.GE : VectorOperators.LE;

  @Flattened
  private static Vector<Object> load(MemorySegment m, long at) {
    return VectorLanes.load(SPECIES, m, at);
  }

  /**
   * The bits of the combination of the vectors of a block, at least one. A method by itself, too
   * large to be inlined: no vector crosses its bounds. The vector that was just loaded is the one
   * that is called: of what a loop carries around the JIT knows the class from its profile only.
   */
  private static long combined(MemorySegment m, long at, long end) {
    Vector<Object> r0 = load(m, at);
    long p = at + WIDTH;
    if (p + 7L * WIDTH <= end) {
      Vector<Object> r1 = load(m, p);
      Vector<Object> r2 = load(m, p + WIDTH);
      Vector<Object> r3 = load(m, p + 2 * WIDTH);
      Vector<Object> r4 = load(m, p + 3 * WIDTH);
      Vector<Object> r5 = load(m, p + 4 * WIDTH);
      Vector<Object> r6 = load(m, p + 5 * WIDTH);
      Vector<Object> r7 = load(m, p + 6 * WIDTH);
      p += 7 * WIDTH;
      for (; p + 8L * WIDTH <= end; p += 8 * WIDTH) {
        r0 = load(m, p).lanewise(OPERATOR, r0);
        r1 = load(m, p + WIDTH).lanewise(OPERATOR, r1);
        r2 = load(m, p + 2 * WIDTH).lanewise(OPERATOR, r2);
        r3 = load(m, p + 3 * WIDTH).lanewise(OPERATOR, r3);
        r4 = load(m, p + 4 * WIDTH).lanewise(OPERATOR, r4);
        r5 = load(m, p + 5 * WIDTH).lanewise(OPERATOR, r5);
        r6 = load(m, p + 6 * WIDTH).lanewise(OPERATOR, r6);
        r7 = load(m, p + 7 * WIDTH).lanewise(OPERATOR, r7);
      }
      r0 = r0.lanewise(OPERATOR, r1).lanewise(OPERATOR, r2.lanewise(OPERATOR, r3));
      r4 = r4.lanewise(OPERATOR, r5).lanewise(OPERATOR, r6.lanewise(OPERATOR, r7));
      r0 = r0.lanewise(OPERATOR, r4);
    }
    for (; p + WIDTH <= end; p += WIDTH) {
      r0 = load(m, p).lanewise(OPERATOR, r0);
    }
    return VectorLanes.firstBits(Fold.fold(r0, OPERATOR, FOLD));
  }

  /**
   * As {@link #combined}, for the extremum of floats, in half the instructions: of equal zeros
   * either may come out, and NaN may get lost. But a sum of NaN and others is NaN, and then, as
   * after a zero that may have another sign, the block is combined once more with care.
   */
  private static long extremum(MemorySegment m, long at, long end) {
    if (at + 16 * WIDTH > end) {
      return combined(m, at, end);
    }
    Vector<Object> r0 = load(m, at);
    Vector<Object> r1 = load(m, at + WIDTH);
    Vector<Object> r2 = load(m, at + 2 * WIDTH);
    Vector<Object> r3 = load(m, at + 3 * WIDTH);
    Vector<Object> s0 = r0;
    Vector<Object> s1 = r1;
    Vector<Object> s2 = r2;
    Vector<Object> s3 = r3;
    long p = at + 4 * WIDTH;
    for (; p + 4L * WIDTH <= end; p += 4 * WIDTH) {
      Vector<Object> x0 = load(m, p);
      Vector<Object> x1 = load(m, p + WIDTH);
      Vector<Object> x2 = load(m, p + 2 * WIDTH);
      Vector<Object> x3 = load(m, p + 3 * WIDTH);
      r0 = x0.blend(r0, x0.compare(NO_BETTER, r0));
      r1 = x1.blend(r1, x1.compare(NO_BETTER, r1));
      r2 = x2.blend(r2, x2.compare(NO_BETTER, r2));
      r3 = x3.blend(r3, x3.compare(NO_BETTER, r3));
      s0 = x0.lanewise(VectorOperators.ADD, s0);
      s1 = x1.lanewise(VectorOperators.ADD, s1);
      s2 = x2.lanewise(VectorOperators.ADD, s2);
      s3 = x3.lanewise(VectorOperators.ADD, s3);
    }
    for (; p + WIDTH <= end; p += WIDTH) {
      Vector<Object> x = load(m, p);
      r0 = x.blend(r0, x.compare(NO_BETTER, r0));
      s0 = x.lanewise(VectorOperators.ADD, s0);
    }
    r0 = r0.lanewise(OPERATOR, r1).lanewise(OPERATOR, r2.lanewise(OPERATOR, r3));
    s0 = s0.lanewise(VectorOperators.ADD, s1);
    s2 = s2.lanewise(VectorOperators.ADD, s3);
    s0 = s0.lanewise(VectorOperators.ADD, s2);
    double found = VectorLanes.firstFloat(Fold.fold(r0, OPERATOR, FOLD), SINGLE);
    boolean nan = s0.test(VectorOperators.IS_NAN).anyTrue();
    return found == 0 || nan ? combined(m, at, end) : bits(found);
  }

  private static long bits(double x) {
    return SINGLE ? Float.floatToRawIntBits((float) x) : Double.doubleToRawLongBits(x);
  }

  @Override
  public double doubles(MemorySegment m, long at, long n) {
    long bytes = (STEP * (n - 1) + 1) * ITEM;
    if (bytes < WIDTH) {
      return SCALAR.doubles(m, at, n);
    }
    long bits = EXTREMUM ? extremum(m, at, at + bytes) : combined(m, at, at + bytes);
    double result = SINGLE ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    long done = bytes / WIDTH * SPECIES.length() / STEP;
    if (done < n) {
      double last = SCALAR.doubles(m, at + done * STEP * ITEM, n - done);
      result = ((Op.Doubles2) OP).f().applyAsDouble(result, last);
    }
    return result;
  }

  @Override
  public long longs(MemorySegment m, long at, long n) {
    long bytes = (STEP * (n - 1) + 1) * ITEM;
    if (bytes < WIDTH) {
      return SCALAR.longs(m, at, n);
    }
    long result = widened(combined(m, at, at + bytes));
    long done = bytes / WIDTH * SPECIES.length() / STEP;
    if (done < n) {
      long last = SCALAR.longs(m, at + done * STEP * ITEM, n - done);
      result = ((Op.Longs2) OP).f().applyAsLong(result, last);
    }
    return result;
  }

  private static long widened(long bits) {
    return switch (LANE) {
      case Lanes.INT64 -> bits;
      case Lanes.INT32 -> (int) bits;
      case Lanes.UINT32 -> bits & 0xFFFF_FFFFL;
      case Lanes.INT16 -> (short) bits;
      case Lanes.UINT16 -> bits & 0xFFFF;
      case Lanes.UINT8 -> bits & 0xFF;
      default -> (byte) bits;
    };
  }

  /** Four rows at a time, so that the accumulators are loaded and stored once for four. */
  @Override
  public void rows(
      MemorySegment in,
      long at,
      long rowStride,
      long rows,
      long n,
      MemorySegment side,
      long sideAt,
      MemorySegment acc,
      long accAt) {
    long whole = n * ITEM / WIDTH * WIDTH;
    long r = 0;
    for (; r + 4 <= rows; r += 4) {
      four(in, at + r * rowStride, rowStride, whole, acc, accAt);
    }
    for (; r < rows; r++) {
      one(in, at + r * rowStride, whole, acc, accAt);
    }
    if (whole < n * ITEM) {
      SCALAR.rows(in, at + whole, rowStride, rows, n - whole / ITEM, null, 0, acc, accAt + whole);
    }
  }

  private static void four(
      MemorySegment in, long at, long rowStride, long whole, MemorySegment acc, long accAt) {
    for (long p = 0; p < whole; p += WIDTH) {
      Vector<Object> a = load(in, at + p).lanewise(OPERATOR, load(in, at + rowStride + p));
      Vector<Object> b =
          load(in, at + 2 * rowStride + p).lanewise(OPERATOR, load(in, at + 3 * rowStride + p));
      Vector<Object> r = load(acc, accAt + p).lanewise(OPERATOR, a.lanewise(OPERATOR, b));
      VectorLanes.store(r, acc, accAt + p);
    }
  }

  private static void one(MemorySegment in, long at, long whole, MemorySegment acc, long accAt) {
    for (long p = 0; p < whole; p += WIDTH) {
      VectorLanes.store(load(acc, accAt + p).lanewise(OPERATOR, load(in, at + p)), acc, accAt + p);
    }
  }
}
