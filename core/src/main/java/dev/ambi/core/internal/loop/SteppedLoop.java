package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;

/**
 * A scalar loop at any strides, with copies for the strides seen most: elements without gaps, and
 * every other element. Where a stride is constant the JIT takes the range checks out of the loop;
 * where it is not, they are most of its time.
 */
final class SteppedLoop implements InnerLoop {

  /** Shorter runs do not pay for another copy. */
  private static final long SHORT = 16;

  private final ScalarLoop.Constants constants;
  private final long[] items;
  private final InnerLoop general;
  private final InnerLoop[] stepped = new InnerLoop[3];

  SteppedLoop(ScalarLoop.Constants constants) {
    this.constants = constants;
    this.items = constants.items();
    this.general = copy(0);
  }

  private InnerLoop copy(int step) {
    return Specializer.specialize(ScalarLoop.class, InnerLoop.class, constants.withStep(step));
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    int step = n < SHORT ? 0 : step(strides);
    (step == 0 ? general : stepped(step)).run(memory, at, strides, n);
  }

  /** Of two threads that come first each may make a copy; copies have no state. */
  private InnerLoop stepped(int step) {
    InnerLoop loop = stepped[step];
    if (loop == null) {
      loop = copy(step);
      stepped[step] = loop;
    }
    return loop;
  }

  private int step(long[] strides) {
    int last = strides.length - 1;
    int step = strides[last] == items[2] ? 1 : strides[last] == 2 * items[2] ? 2 : 0;
    for (int k = 0; k < last; k++) {
      if (strides[k] != step * items[k]) {
        return 0;
      }
    }
    return step;
  }
}
