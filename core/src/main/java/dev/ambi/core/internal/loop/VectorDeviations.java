package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The template of deviation kernels with vectors. */
final class VectorDeviations implements DeviationKernel {

  /**
   * The constants of a copy.
   *
   * @param species that of the floats
   * @param step the distance between them, in elements: one or two
   * @param scalar does what is less than a vector
   */
  record Constants(VectorSpecies<Object> species, int step, DeviationKernel scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final int STEP = CONSTANTS.step();
  private static final DeviationKernel SCALAR = CONSTANTS.scalar();
  private static final boolean SINGLE = SPECIES.elementSize() == 32;
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();
  private static final Fold FOLD = Fold.of(SPECIES, STEP);

  @Flattened
  private static Vector<Object> load(MemorySegment m, long at) {
    return VectorLanes.load(SPECIES, m, at);
  }

  @SuppressWarnings("unchecked")
  @Flattened
  private static Vector<Object> all(double value) {
    VectorSpecies<?> any = SPECIES;
    Vector<?> v =
        SINGLE
            ? FloatVector.broadcast((VectorSpecies<Float>) any, (float) value)
            : DoubleVector.broadcast((VectorSpecies<Double>) any, value);
    return (Vector<Object>) v;
  }

  /** Adds the squares of the deviations of a vector. */
  @Flattened
  private static Vector<Object> more(
      Vector<Object> sum, MemorySegment m, long at, Vector<Object> mean) {
    Vector<Object> d = load(m, at).sub(mean);
    return d.mul(d).add(sum);
  }

  @Override
  public double squares(MemorySegment m, long at, long n, double mean) {
    long bytes = (STEP * (n - 1) + 1) * ITEM;
    if (bytes < WIDTH) {
      return SCALAR.squares(m, at, n, mean);
    }
    long end = at + bytes;
    Vector<Object> c = all(mean);
    Vector<Object> r0 = all(0);
    long p = at;
    if (p + 4 * WIDTH <= end) {
      Vector<Object> r1 = r0;
      Vector<Object> r2 = r0;
      Vector<Object> r3 = r0;
      for (; p + 4 * WIDTH <= end; p += 4 * WIDTH) {
        r0 = more(r0, m, p, c);
        r1 = more(r1, m, p + WIDTH, c);
        r2 = more(r2, m, p + 2 * WIDTH, c);
        r3 = more(r3, m, p + 3 * WIDTH, c);
      }
      r0 = r0.add(r1).add(r2.add(r3));
    }
    for (; p + WIDTH <= end; p += WIDTH) {
      r0 = more(r0, m, p, c);
    }
    double sum = VectorLanes.firstFloat(Fold.fold(r0, VectorOperators.ADD, FOLD), SINGLE);
    long done = bytes / WIDTH * SPECIES.length() / STEP;
    return done < n ? sum + SCALAR.squares(m, at + done * STEP * ITEM, n - done, mean) : sum;
  }

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
      four(in, at + r * rowStride, rowStride, whole, side, sideAt, acc, accAt);
    }
    for (; r < rows; r++) {
      for (long p = 0; p < whole; p += WIDTH) {
        Vector<Object> sum =
            more(load(acc, accAt + p), in, at + r * rowStride + p, load(side, sideAt + p));
        VectorLanes.store(sum, acc, accAt + p);
      }
    }
    if (whole < n * ITEM) {
      SCALAR.rows(
          in,
          at + whole,
          rowStride,
          rows,
          n - whole / ITEM,
          side,
          sideAt + whole,
          acc,
          accAt + whole);
    }
  }

  private static void four(
      MemorySegment in,
      long at,
      long rowStride,
      long whole,
      MemorySegment side,
      long sideAt,
      MemorySegment acc,
      long accAt) {
    for (long p = 0; p < whole; p += WIDTH) {
      Vector<Object> mean = load(side, sideAt + p);
      Vector<Object> r = more(load(acc, accAt + p), in, at + p, mean);
      r = more(r, in, at + rowStride + p, mean);
      r = more(r, in, at + 2 * rowStride + p, mean);
      VectorLanes.store(more(r, in, at + 3 * rowStride + p, mean), acc, accAt + p);
    }
  }
}
