package dev.ambi.tests.bench;

import dev.ambi.core.NDArray;
import java.util.Random;

/** Arrays to measure with, the same in every run. */
final class Samples {
  private Samples() {}

  /** Normally distributed numbers, every tenth of them NaN. */
  static NDArray withNaNs(long n) {
    Random random = new Random(n);
    double[] values = new double[Math.toIntExact(n)];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 10 == 9 ? Double.NaN : random.nextGaussian();
    }
    return NDArray.of(values);
  }
}
