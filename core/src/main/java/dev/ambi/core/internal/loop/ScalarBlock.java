package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * The template of block kernels in plain Java: eight accumulators, as far as there are elements.
 */
final class ScalarBlock implements BlockKernel {

  /** The constants of a copy: one of the operators is null. */
  record Constants(int lane, DoubleBinaryOperator doubles, LongBinaryOperator longs) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final int LANE = CONSTANTS.lane();
  private static final long ITEM = Lanes.size(LANE);
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
      double r1 = d(m, at + ITEM);
      double r2 = d(m, at + 2 * ITEM);
      double r3 = d(m, at + 3 * ITEM);
      double r4 = d(m, at + 4 * ITEM);
      double r5 = d(m, at + 5 * ITEM);
      double r6 = d(m, at + 6 * ITEM);
      double r7 = d(m, at + 7 * ITEM);
      for (i = 8; i + 8 <= n; i += 8) {
        long p = at + i * ITEM;
        r0 = f(r0, d(m, p));
        r1 = f(r1, d(m, p + ITEM));
        r2 = f(r2, d(m, p + 2 * ITEM));
        r3 = f(r3, d(m, p + 3 * ITEM));
        r4 = f(r4, d(m, p + 4 * ITEM));
        r5 = f(r5, d(m, p + 5 * ITEM));
        r6 = f(r6, d(m, p + 6 * ITEM));
        r7 = f(r7, d(m, p + 7 * ITEM));
      }
      r0 = f(f(f(r0, r1), f(r2, r3)), f(f(r4, r5), f(r6, r7)));
    }
    for (; i < n; i++) {
      r0 = f(r0, d(m, at + i * ITEM));
    }
    return r0;
  }

  @Override
  public long longs(MemorySegment m, long at, long n) {
    long r = Lanes.getLong(LANE, m, at);
    for (long i = 1; i < n; i++) {
      r = LONGS.applyAsLong(r, Lanes.getLong(LANE, m, at + i * ITEM));
    }
    return r;
  }
}
