package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of row products in plain Java. */
final class ScalarRowProduct implements RowProduct {

  /**
   * The constants of a copy.
   *
   * @param lane a number that is not complex
   */
  record Constants(int lane) {}

  private static final int LANE =
      Specializer.constants(MethodHandles.lookup(), Constants.class).lane();
  private static final boolean FLOATS = LANE >= Lanes.FLOAT16;
  private static final long ITEM = Lanes.size(LANE);

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
    for (long p = 0; p < k; p++) {
      long row = bAt + p * bRow;
      if (FLOATS) {
        double f = Lanes.getDouble(LANE, x, xAt + p * xStride);
        for (long i = 0; i < n * ITEM; i += ITEM) {
          double sum = Lanes.getDouble(LANE, c, cAt + i) + f * Lanes.getDouble(LANE, b, row + i);
          Lanes.putDouble(LANE, c, cAt + i, sum);
        }
      } else {
        long f = Lanes.getLong(LANE, x, xAt + p * xStride);
        for (long i = 0; i < n * ITEM; i += ITEM) {
          long sum = Lanes.getLong(LANE, c, cAt + i) + f * Lanes.getLong(LANE, b, row + i);
          Lanes.putLong(LANE, c, cAt + i, sum);
        }
      }
    }
  }
}
