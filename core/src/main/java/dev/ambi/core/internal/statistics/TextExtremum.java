package dev.ambi.core.internal.statistics;

import dev.ambi.core.NDArray;
import dev.ambi.core.internal.sort.ElementKeys;
import java.lang.foreign.MemorySegment;

/** The first extrema of text, in the order in which it is sorted. */
final class TextExtremum {

  private final MemorySegment in;
  private final ElementKeys keys;
  private final boolean max;
  private final long step;
  private final long n;

  TextExtremum(NDArray a, boolean max, long step, long n) {
    this.in = a.memory();
    this.keys = ElementKeys.of(a.dtype());
    this.max = max;
    this.step = step;
    this.n = n;
  }

  /** {@return the place of the first extremum of the run that begins at an offset} */
  long place(long at) {
    long best = 0;
    for (long i = 1; i < n; i++) {
      int c = keys.compare(in, at + i * step, in, at + best * step);
      best = (max ? c > 0 : c < 0) ? i : best;
    }
    return best;
  }
}
