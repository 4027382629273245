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
   */
  record Constants(int lane) {}

  private static final int LANE =
      Specializer.constants(MethodHandles.lookup(), Constants.class).lane();

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    MemorySegment c = memory[0];
    MemorySegment x = memory[1];
    MemorySegment y = memory[2];
    MemorySegment r = memory[3];
    long h = at[0];
    long i = at[1];
    long j = at[2];
    long k = at[3];
    for (long e = 0; e < n; e++) {
      // Both are read: a branch on the condition would be mispredicted half of the time.
      long a = Lanes.getLong(LANE, x, i);
      long b = Lanes.getLong(LANE, y, j);
      Lanes.putLong(LANE, r, k, c.get(JAVA_BYTE, h) != 0 ? a : b);
      h += strides[0];
      i += strides[1];
      j += strides[2];
      k += strides[3];
    }
  }
}
