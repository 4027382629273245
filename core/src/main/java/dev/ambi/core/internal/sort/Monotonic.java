package dev.ambi.core.internal.sort;

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
    double[] v = a.astype(DType.FLOAT64, Casting.SAFE).ravel().toDoubleArray();
    int i = 1;
    while (i < v.length && v[i] == v[0]) {
      i++;
    }
    if (i >= v.length) {
      return RISING;
    }
    boolean rising = v[0] < v[i];
    for (i++; i < v.length; i++) {
      if (rising ? v[i - 1] > v[i] : v[i - 1] < v[i]) {
        return NEITHER;
      }
    }
    return rising ? RISING : FALLING;
  }
}
