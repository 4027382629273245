package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * The template of block kernels in plain Java: eight accumulators, as far as there are elements.
 */
final class ScalarBlock implements BlockKernel {

  /**
   * The constants of a copy.
   *
   * @param lane the type of the elements
   * @param step the distance between them, in elements
   * @param doubles combines two floats, or null
   * @param longs combines two integers, or null
   */
  record Constants(int lane, int step, DoubleBinaryOperator doubles, LongBinaryOperator longs) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final int LANE = CONSTANTS.lane();
  private static final long ITEM = Lanes.size(LANE);
  private static final long STEP = CONSTANTS.step() * ITEM;
  private static final DoubleBinaryOperator DOUBLES = CONSTANTS.doubles();
  private static final LongBinaryOperator LONGS = CONSTANTS.longs();

  private static double d(MemorySegment m, long at) {
    return Lanes.getDouble(LANE, m, at);
  }

  private static double f(double a, double b) {
    return DOUBLES.applyAsDouble(a, b);
  }

  @Override
  public double doubles(MemorySegment m, long at, long n) {
    double r0 = d(m, at);
    long i = 1;
    if (n >= 8) {
      double r1 = d(m, at + STEP);
      double r2 = d(m, at + 2 * STEP);
      double r3 = d(m, at + 3 * STEP);
      double r4 = d(m, at + 4 * STEP);
      double r5 = d(m, at + 5 * STEP);
      double r6 = d(m, at + 6 * STEP);
      double r7 = d(m, at + 7 * STEP);
      for (i = 8; i + 8 <= n; i += 8) {
        long p = at + i * STEP;
        r0 = f(r0, d(m, p));
        r1 = f(r1, d(m, p + STEP));
        r2 = f(r2, d(m, p + 2 * STEP));
        r3 = f(r3, d(m, p + 3 * STEP));
        r4 = f(r4, d(m, p + 4 * STEP));
        r5 = f(r5, d(m, p + 5 * STEP));
        r6 = f(r6, d(m, p + 6 * STEP));
        r7 = f(r7, d(m, p + 7 * STEP));
      }
      r0 = f(f(f(r0, r1), f(r2, r3)), f(f(r4, r5), f(r6, r7)));
    }
    for (; i < n; i++) {
      r0 = f(r0, d(m, at + i * STEP));
    }
    return r0;
  }

  @Override
  public long longs(MemorySegment m, long at, long n) {
    long r = Lanes.getLong(LANE, m, at);
    for (long i = 1; i < n; i++) {
      r = LONGS.applyAsLong(r, Lanes.getLong(LANE, m, at + i * STEP));
    }
    return r;
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
        if (DOUBLES != null) {
          Lanes.putDouble(LANE, acc, accAt + p, f(d(acc, accAt + p), d(in, row + p)));
        } else {
          long v = Lanes.getLong(LANE, in, row + p);
          Lanes.putLong(
              LANE, acc, accAt + p, LONGS.applyAsLong(Lanes.getLong(LANE, acc, accAt + p), v));
        }
      }
    }
  }
}
