package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The template of sums of products with vectors: four accumulators. */
final class VectorDot implements DotKernel {

  /** The constants of a copy. */
  record Constants(VectorSpecies<Object> species, DotKernel scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final DotKernel SCALAR = CONSTANTS.scalar();
  private static final boolean SINGLE = SPECIES.elementSize() == 32;
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();
  private static final Fold FOLD = Fold.of(SPECIES, 1);

  @Flattened
  private static Vector<Object> product(MemorySegment a, long i, MemorySegment b, long j) {
    return VectorLanes.load(SPECIES, a, i).mul(VectorLanes.load(SPECIES, b, j));
  }

  @Override
  public double dot(MemorySegment a, long aAt, MemorySegment b, long bAt, long n) {
    long bytes = n * ITEM;
    if (bytes < WIDTH) {
      return SCALAR.dot(a, aAt, b, bAt, n);
    }
    Vector<Object> r0 = product(a, aAt, b, bAt);
    long p = WIDTH;
    if (p + 3 * WIDTH <= bytes) {
      Vector<Object> r1 = product(a, aAt + p, b, bAt + p);
      Vector<Object> r2 = product(a, aAt + p + WIDTH, b, bAt + p + WIDTH);
      Vector<Object> r3 = product(a, aAt + p + 2 * WIDTH, b, bAt + p + 2 * WIDTH);
      p += 3 * WIDTH;
      for (; p + 4 * WIDTH <= bytes; p += 4 * WIDTH) {
        long i = aAt + p;
        long j = bAt + p;
        r0 = product(a, i, b, j).add(r0);
        r1 = product(a, i + WIDTH, b, j + WIDTH).add(r1);
        r2 = product(a, i + 2 * WIDTH, b, j + 2 * WIDTH).add(r2);
        r3 = product(a, i + 3 * WIDTH, b, j + 3 * WIDTH).add(r3);
      }
      r0 = r0.add(r1).add(r2.add(r3));
    }
    for (; p + WIDTH <= bytes; p += WIDTH) {
      r0 = product(a, aAt + p, b, bAt + p).add(r0);
    }
    double sum = VectorLanes.firstFloat(Fold.fold(r0, VectorOperators.ADD, FOLD), SINGLE);
    return p < bytes ? sum + SCALAR.dot(a, aAt + p, b, bAt + p, (bytes - p) / ITEM) : sum;
  }
}
