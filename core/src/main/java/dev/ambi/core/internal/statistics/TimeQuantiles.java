package dev.ambi.core.internal.statistics;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.core.NDArray;

/** Quantiles of datetime64 and timedelta64: what lies between two of them is cut to whole steps. */
final class TimeQuantiles {

  /** NaT, the least count of all. */
  private static final long NAT = Long.MIN_VALUE;

  private TimeQuantiles() {}

  /**
   * {@return the quantiles}
   *
   * @param rows the elements, a row for each result, sorted, NaT last
   * @param q probabilities from zero to one
   * @param shape the shape of the result, that of {@code q} first
   * @param skip whether NaT is left out
   */
  static NDArray of(NDArray rows, double[] q, long[] shape, boolean skip) {
    NDArray result = NDArray.empty(rows.dtype(), shape);
    long width = rows.shape(1);
    for (long r = 0; r < rows.shape(0); r++) {
      long n = width;
      while (n > 0 && at(rows, r, n - 1) == NAT) {
        n--;
      }
      boolean none = n == 0 || (n < width && !skip);
      for (int i = 0; i < q.length; i++) {
        long v = none ? NAT : between(rows, r, n - 1, q[i]);
        result.memory().setAtIndex(JAVA_LONG, i * rows.shape(0) + r, v);
      }
    }
    return result;
  }

  private static long at(NDArray rows, long r, long i) {
    return rows.memory().getAtIndex(JAVA_LONG, r * rows.shape(1) + i);
  }

  private static long between(NDArray rows, long r, long last, double q) {
    double index = last * q;
    long low = (long) Math.floor(index);
    double t = index - low;
    long a = at(rows, r, low);
    long b = at(rows, r, Math.min(low + 1, last));
    double distance = b - a;
    return t >= 0.5 ? b - (long) (distance * (1 - t)) : a + (long) (distance * t);
  }
}
