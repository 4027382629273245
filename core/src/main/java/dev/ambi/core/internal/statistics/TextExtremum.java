package dev.ambi.core.internal.statistics;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

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
  private final MemorySegment out;

  TextExtremum(NDArray a, boolean max, long step, long n, MemorySegment out) {
    this.in = a.memory();
    this.keys = ElementKeys.of(a.dtype());
    this.max = max;
    this.step = step;
    this.n = n;
    this.out = out;
  }

  void run(long[] at, long[] strides, long count) {
    for (long i = 0; i < count; i++) {
      out.set(JAVA_LONG_UNALIGNED, at[1] + i * strides[1], extremum(at[0] + i * strides[0]));
    }
  }

  private long extremum(long at) {
    long best = 0;
    for (long i = 1; i < n; i++) {
      int c = keys.compare(in, at + i * step, in, at + best * step);
      best = (max ? c > 0 : c < 0) ? i : best;
    }
    return best;
  }
}
