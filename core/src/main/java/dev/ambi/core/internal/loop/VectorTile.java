package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The template of tile kernels with vectors: four rows of three vectors. */
final class VectorTile implements TileKernel {

  /** The constants of a copy. */
  record Constants(VectorSpecies<Object> species) {}

  private static final VectorSpecies<Object> SPECIES =
      Specializer.constants(MethodHandles.lookup(), Constants.class).species();
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();

  /** Where there is no such instruction, a fused multiplication is done in software. */
  private static final boolean FUSED =
      WIDTH >= 32 || System.getProperty("os.arch", "").equals("aarch64");

  @Override
  public int rows() {
    return 4;
  }

  @Override
  public int columns() {
    return 3 * SPECIES.length();
  }

  @Flattened
  private static Vector<Object> load(MemorySegment m, long at) {
    return VectorLanes.load(SPECIES, m, at);
  }

  @Flattened
  private static Vector<Object> add(Vector<Object> a, Vector<Object> b, Vector<Object> c) {
    return FUSED ? a.lanewise(VectorOperators.FMA, b, c) : a.mul(b).add(c);
  }

  @Override
  public void multiply(
      long k,
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment c,
      long cAt,
      long cRow) {
    Vector<Object> c00 = load(c, cAt);
    Vector<Object> c01 = load(c, cAt + WIDTH);
    Vector<Object> c02 = load(c, cAt + 2 * WIDTH);
    Vector<Object> c10 = load(c, cAt + cRow);
    Vector<Object> c11 = load(c, cAt + cRow + WIDTH);
    Vector<Object> c12 = load(c, cAt + cRow + 2 * WIDTH);
    Vector<Object> c20 = load(c, cAt + 2 * cRow);
    Vector<Object> c21 = load(c, cAt + 2 * cRow + WIDTH);
    Vector<Object> c22 = load(c, cAt + 2 * cRow + 2 * WIDTH);
    Vector<Object> c30 = load(c, cAt + 3 * cRow);
    Vector<Object> c31 = load(c, cAt + 3 * cRow + WIDTH);
    Vector<Object> c32 = load(c, cAt + 3 * cRow + 2 * WIDTH);
    long i = aAt;
    long j = bAt;
    for (long p = 0; p < k; p++) {
      Vector<Object> b0 = load(b, j);
      Vector<Object> b1 = load(b, j + WIDTH);
      Vector<Object> b2 = load(b, j + 2 * WIDTH);
      Vector<Object> x = VectorLanes.broadcast(SPECIES, a, i);
      c00 = add(x, b0, c00);
      c01 = add(x, b1, c01);
      c02 = add(x, b2, c02);
      x = VectorLanes.broadcast(SPECIES, a, i + ITEM);
      c10 = add(x, b0, c10);
      c11 = add(x, b1, c11);
      c12 = add(x, b2, c12);
      x = VectorLanes.broadcast(SPECIES, a, i + 2 * ITEM);
      c20 = add(x, b0, c20);
      c21 = add(x, b1, c21);
      c22 = add(x, b2, c22);
      x = VectorLanes.broadcast(SPECIES, a, i + 3 * ITEM);
      c30 = add(x, b0, c30);
      c31 = add(x, b1, c31);
      c32 = add(x, b2, c32);
      i += 4 * ITEM;
      j += 3 * WIDTH;
    }
    VectorLanes.store(c00, c, cAt);
    VectorLanes.store(c01, c, cAt + WIDTH);
    VectorLanes.store(c02, c, cAt + 2 * WIDTH);
    VectorLanes.store(c10, c, cAt + cRow);
    VectorLanes.store(c11, c, cAt + cRow + WIDTH);
    VectorLanes.store(c12, c, cAt + cRow + 2 * WIDTH);
    VectorLanes.store(c20, c, cAt + 2 * cRow);
    VectorLanes.store(c21, c, cAt + 2 * cRow + WIDTH);
    VectorLanes.store(c22, c, cAt + 2 * cRow + 2 * WIDTH);
    VectorLanes.store(c30, c, cAt + 3 * cRow);
    VectorLanes.store(c31, c, cAt + 3 * cRow + WIDTH);
    VectorLanes.store(c32, c, cAt + 3 * cRow + 2 * WIDTH);
  }
}
