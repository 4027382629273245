package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of searches that look at one element after another, at any stride. */
final class ScalarFind implements FindKernel {

  /**
   * The constants of a copy.
   *
   * @param lane the type of the elements
   */
  record Constants(int lane) {}

  private static final int LANE =
      Specializer.constants(MethodHandles.lookup(), Constants.class).lane();
  private static final boolean FLOATS = LANE >= Lanes.FLOAT16;

  @Override
  public long first(MemorySegment m, long at, long stride, long n, MemorySegment one, long oneAt) {
    return FLOATS
        ? first(m, at, stride, n, Lanes.getDouble(LANE, one, oneAt))
        : first(m, at, stride, n, Lanes.getLong(LANE, one, oneAt));
  }

  private static long first(MemorySegment m, long at, long stride, long n, double one) {
    boolean nan = Double.isNaN(one);
    for (long i = 0; i < n; i++) {
      double d = Lanes.getDouble(LANE, m, at + i * stride);
      if (nan ? Double.isNaN(d) : d == one) {
        return i;
      }
    }
    return -1;
  }

  private static long first(MemorySegment m, long at, long stride, long n, long one) {
    for (long i = 0; i < n; i++) {
      if (Lanes.getLong(LANE, m, at + i * stride) == one) {
        return i;
      }
    }
    return -1;
  }
}
