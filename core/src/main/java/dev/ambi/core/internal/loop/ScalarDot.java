package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of sums of products in plain Java. */
final class ScalarDot implements DotKernel {

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
  public double dot(MemorySegment a, long aAt, MemorySegment b, long bAt, long n) {
    double r0 = 0;
    double r1 = 0;
    long end = n * ITEM;
    long p = 0;
    for (; p + ITEM < end; p += 2 * ITEM) {
      r0 += Lanes.getDouble(LANE, a, aAt + p) * Lanes.getDouble(LANE, b, bAt + p);
      r1 += Lanes.getDouble(LANE, a, aAt + p + ITEM) * Lanes.getDouble(LANE, b, bAt + p + ITEM);
    }
    if (p < end) {
      r0 += Lanes.getDouble(LANE, a, aAt + p) * Lanes.getDouble(LANE, b, bAt + p);
    }
    return r0 + r1;
  }
}
