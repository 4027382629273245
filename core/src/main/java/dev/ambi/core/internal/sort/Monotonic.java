package dev.ambi.core.internal.sort;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;

/** Whether numbers rise or fall. */
public enum Monotonic {
  /** No number is less than the one before it. */
  RISING,
  /** No number is greater than the one before it, and the first that differs from it is less. */
  FALLING,
  /** Some rise and some fall. */
  NEITHER;

  /**
   * {@return how the elements go on from one to the next; of NaN nothing is greater or less}
   *
   * @param a an array of at most one dimension that converts safely to float64
   */
  public static Monotonic direction(NDArray a) {
    NDArray v = a.astype(DType.FLOAT64, Casting.SAFE).ravel();
    long n = v.size();
    long i = 1;
    while (i < n && at(v, i) == at(v, 0)) {
      i++;
    }
    if (i >= n) {
      return RISING;
    }
    boolean rising = at(v, 0) < at(v, i);
    for (i++; i < n; i++) {
      if (rising ? at(v, i - 1) > at(v, i) : at(v, i - 1) < at(v, i)) {
        return NEITHER;
      }
    }
    return rising ? RISING : FALLING;
  }

  private static double at(NDArray v, long i) {
    return v.memory().getAtIndex(JAVA_DOUBLE, i);
  }
}
