package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of tile kernels in plain Java. */
final class ScalarTile implements TileKernel {

  /**
   * The constants of a copy.
   *
   * @param lane the floats
   */
  record Constants(int lane) {}

  private static final int LANE =
      Specializer.constants(MethodHandles.lookup(), Constants.class).lane();
  private static final long ITEM = Lanes.size(LANE);

  @Override
  public int rows() {
    return 2;
  }

  @Override
  public int columns() {
    return 2;
  }

  private static double d(MemorySegment m, long at) {
    return Lanes.getDouble(LANE, m, at);
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
    double c00 = 0;
    double c01 = 0;
    double c10 = 0;
    double c11 = 0;
    for (long p = 0; p < k * 2 * ITEM; p += 2 * ITEM) {
      double a0 = d(a, aAt + p);
      double a1 = d(a, aAt + p + ITEM);
      double b0 = d(b, bAt + p);
      double b1 = d(b, bAt + p + ITEM);
      c00 += a0 * b0;
      c01 += a0 * b1;
      c10 += a1 * b0;
      c11 += a1 * b1;
    }
    add(c, cAt, c00);
    add(c, cAt + ITEM, c01);
    add(c, cAt + cRow, c10);
    add(c, cAt + cRow + ITEM, c11);
  }

  private static void add(MemorySegment c, long at, double more) {
    Lanes.putDouble(LANE, c, at, d(c, at) + more);
  }
}
