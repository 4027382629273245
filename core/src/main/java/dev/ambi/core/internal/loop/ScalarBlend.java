package dev.ambi.core.internal.loop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of loops that choose one element after another. */
final class ScalarBlend implements InnerLoop {

  /**
   * The constants of a copy.
   *
   * @param lane an integer of the size of an element
   * @param steps the strides that are known
   */
  record Constants(int lane, Steps steps) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final int LANE = CONSTANTS.lane();
  private static final Steps STEPS = CONSTANTS.steps();
  private static final long ITEM = Lanes.size(LANE);

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    choose(memory[0], memory[1], memory[2], memory[3], at, strides, n);
  }

  private static void choose(
      MemorySegment c,
      MemorySegment x,
      MemorySegment y,
      MemorySegment r,
      long[] at,
      long[] strides,
      long n) {
    long h = at[0];
    long i = at[1];
    long j = at[2];
    long k = at[3];
    long u = STEPS.ofInput(strides[0], 1);
    long v = STEPS.ofInput(strides[1], ITEM);
    long w = STEPS.ofInput(strides[2], ITEM);
    long z = STEPS.ofOutput(strides[3], ITEM);
    for (long e = 0; e < n; e++) {
      // Both are read: a branch on the condition would be mispredicted half of the time.
      long a = Lanes.getLong(LANE, x, i + e * v);
      long b = Lanes.getLong(LANE, y, j + e * w);
      Lanes.putLong(LANE, r, k + e * z, c.get(JAVA_BYTE, h + e * u) != 0 ? a : b);
    }
  }
}
