package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of deviation kernels in plain Java. */
final class ScalarDeviations implements DeviationKernel {

  /**
   * The constants of a copy.
   *
   * @param lane the type of the floats
   * @param step the distance between them, in elements
   */
  record Constants(int lane, int step) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final int LANE = CONSTANTS.lane();
  private static final long ITEM = Lanes.size(LANE);
  private static final long STEP = CONSTANTS.step() * ITEM;

  private static double square(MemorySegment m, long at, double mean) {
    double d = Lanes.getDouble(LANE, m, at) - mean;
    return d * d;
  }

  @Override
  public double squares(MemorySegment m, long at, long n, double mean) {
    double r0 = 0;
    double r1 = 0;
    double r2 = 0;
    double r3 = 0;
    long i = 0;
    for (; i + 4 <= n; i += 4) {
      long p = at + i * STEP;
      r0 += square(m, p, mean);
      r1 += square(m, p + STEP, mean);
      r2 += square(m, p + 2 * STEP, mean);
      r3 += square(m, p + 3 * STEP, mean);
    }
    for (; i < n; i++) {
      r0 += square(m, at + i * STEP, mean);
    }
    return r0 + r1 + (r2 + r3);
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
    for (long r = 0; r < rows; r++) {
      long row = at + r * rowStride;
      for (long p = 0; p < n * ITEM; p += ITEM) {
        double d = square(in, row + p, Lanes.getDouble(LANE, side, sideAt + p));
        Lanes.putDouble(LANE, acc, accAt + p, Lanes.getDouble(LANE, acc, accAt + p) + d);
      }
    }
  }
}
