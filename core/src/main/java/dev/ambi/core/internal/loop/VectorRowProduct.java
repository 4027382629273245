package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/** The template of row products with vectors: a stretch of the row stays in registers. */
final class VectorRowProduct implements RowProduct {

  /** The constants of a copy. */
  record Constants(VectorSpecies<Object> species, RowProduct scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final RowProduct SCALAR = CONSTANTS.scalar();
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();

  @Flattened
  private static Vector<Object> load(MemorySegment m, long at) {
    return VectorLanes.load(SPECIES, m, at);
  }

  @Override
  public void add(
      long k,
      MemorySegment x,
      long xAt,
      long xStride,
      MemorySegment b,
      long bAt,
      long bRow,
      MemorySegment c,
      long cAt,
      long n) {
    long bytes = n * ITEM;
    long i = 0;
    for (; i + 4 * WIDTH <= bytes; i += 4 * WIDTH) {
      four(k, x, xAt, xStride, b, bAt + i, bRow, c, cAt + i);
    }
    for (; i + WIDTH <= bytes; i += WIDTH) {
      Vector<Object> r = load(c, cAt + i);
      for (long p = 0; p < k; p++) {
        Vector<Object> f = VectorLanes.broadcast(SPECIES, x, xAt + p * xStride);
        r = load(b, bAt + p * bRow + i).mul(f).add(r);
      }
      VectorLanes.store(r, c, cAt + i);
    }
    if (i < bytes) {
      SCALAR.add(k, x, xAt, xStride, b, bAt + i, bRow, c, cAt + i, (bytes - i) / ITEM);
    }
  }

  private static void four(
      long k,
      MemorySegment x,
      long xAt,
      long xStride,
      MemorySegment b,
      long bAt,
      long bRow,
      MemorySegment c,
      long cAt) {
    Vector<Object> r0 = load(c, cAt);
    Vector<Object> r1 = load(c, cAt + WIDTH);
    Vector<Object> r2 = load(c, cAt + 2 * WIDTH);
    Vector<Object> r3 = load(c, cAt + 3 * WIDTH);
    for (long p = 0; p < k; p++) {
      Vector<Object> f = VectorLanes.broadcast(SPECIES, x, xAt + p * xStride);
      long row = bAt + p * bRow;
      r0 = load(b, row).mul(f).add(r0);
      r1 = load(b, row + WIDTH).mul(f).add(r1);
      r2 = load(b, row + 2 * WIDTH).mul(f).add(r2);
      r3 = load(b, row + 3 * WIDTH).mul(f).add(r3);
    }
    VectorLanes.store(r0, c, cAt);
    VectorLanes.store(r1, c, cAt + WIDTH);
    VectorLanes.store(r2, c, cAt + 2 * WIDTH);
    VectorLanes.store(r3, c, cAt + 3 * WIDTH);
  }
}
