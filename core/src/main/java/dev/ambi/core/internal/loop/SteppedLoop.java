package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/** A scalar loop at any strides, with copies for those that are usual, made when first needed. */
final class SteppedLoop implements InnerLoop {

  /** Shorter runs do not pay for another copy. */
  private static final long SHORT = 16;

  private final long[] items;
  private final Function<Steps, InnerLoop> copies;
  private final InnerLoop general;
  private final InnerLoop[] usual = new InnerLoop[Steps.USUAL.length];

  /**
   * A loop.
   *
   * @param items the sizes of the elements of the inputs, and last of the output
   * @param copies makes a copy of the loop; it has no state
   */
  SteppedLoop(long[] items, Function<Steps, InnerLoop> copies) {
    this.items = items;
    this.copies = copies;
    this.general = copies.apply(Steps.ANY);
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    loop(strides, n).run(memory, at, strides, n);
  }

  private InnerLoop loop(long[] strides, long n) {
    if (n >= SHORT) {
      for (int k = 0; k < usual.length; k++) {
        if (Steps.USUAL[k].are(strides, items)) {
          return usual(k);
        }
      }
    }
    return general;
  }

  /** Of two threads that come first each may make a copy. */
  private InnerLoop usual(int k) {
    InnerLoop loop = usual[k];
    if (loop == null) {
      loop = copies.apply(Steps.USUAL[k]);
      usual[k] = loop;
    }
    return loop;
  }
}
