package dev.ambi.core.internal.loop;

import dev.ambi.core.internal.Numbers;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** The template of scans. What was computed last stays in a register. */
final class ScalarScan implements ScanLoop {

  /** The constants of a copy: one of the operators is null. */
  record Constants(int lane, DoubleBinaryOperator doubles, LongBinaryOperator longs) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final int LANE = CONSTANTS.lane();
  private static final long ITEM = Lanes.size(LANE);
  private static final DoubleBinaryOperator DOUBLES = CONSTANTS.doubles();
  private static final LongBinaryOperator LONGS = CONSTANTS.longs();

  /** With strides that are constants the compiler takes the checks of bounds out of the loop. */
  @Override
  public void run(
      MemorySegment in,
      long at,
      long stride,
      MemorySegment out,
      long outAt,
      long outStride,
      long n) {
    if (outStride == ITEM && stride == ITEM) {
      scan(in, at, ITEM, out, outAt, ITEM, n);
    } else if (outStride == ITEM && stride == 2 * ITEM) {
      scan(in, at, 2 * ITEM, out, outAt, ITEM, n);
    } else {
      scan(in, at, stride, out, outAt, outStride, n);
    }
  }

  private static void scan(
      MemorySegment in, long at, long s, MemorySegment out, long to, long t, long n) {
    if (DOUBLES != null) {
      double r = Lanes.getDouble(LANE, in, at);
      Lanes.putDouble(LANE, out, to, r);
      for (long i = 1; i < n; i++) {
        r = rounded(DOUBLES.applyAsDouble(r, Lanes.getDouble(LANE, in, at + i * s)));
        Lanes.putDouble(LANE, out, to + i * t, r);
      }
    } else {
      long r = Lanes.getLong(LANE, in, at);
      Lanes.putLong(LANE, out, to, r);
      for (long i = 1; i < n; i++) {
        r = LONGS.applyAsLong(r, Lanes.getLong(LANE, in, at + i * s));
        Lanes.putLong(LANE, out, to + i * t, r);
      }
    }
  }

  private static double rounded(double v) {
    return switch (LANE) {
      case Lanes.FLOAT16 -> Float.float16ToFloat(Numbers.toHalf(v));
      case Lanes.FLOAT32 -> (float) v;
      default -> v;
    };
  }
}
