package dev.ambi.core.internal.statistics;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;

/** The first extrema of complex numbers, which are ordered by their real, then imaginary parts. */
final class ComplexExtremum {

  private final MemorySegment in;
  private final boolean single;
  private final boolean max;
  private final long step;
  private final long n;

  ComplexExtremum(NDArray a, boolean max, long step, long n) {
    this.in = a.memory();
    this.single = a.dtype().id() == TypeId.COMPLEX64;
    this.max = max;
    this.step = step;
    this.n = n;
  }

  /** {@return the place of the first extremum of the run that begins at an offset} */
  long place(long at) {
    long best = 0;
    double re = part(at, 0);
    double im = part(at, 1);
    for (long i = 0; i < n; i++) {
      double x = part(at + i * step, 0);
      double y = part(at + i * step, 1);
      if (Double.isNaN(x) || Double.isNaN(y)) {
        return i;
      }
      if (x == re ? (max ? y > im : y < im) : (max ? x > re : x < re)) {
        best = i;
        re = x;
        im = y;
      }
    }
    return best;
  }

  private double part(long at, int k) {
    return single
        ? in.get(JAVA_FLOAT_UNALIGNED, at + k * 4L)
        : in.get(JAVA_DOUBLE_UNALIGNED, at + k * 8L);
  }
}
