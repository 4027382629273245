package dev.ambi.core.internal.loop;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * Stands in {@link VectorFunction} for a function of float64 that is computed eight at a time,
 * better than a library call would: the class that takes its place has the same methods.
 */
final class VectorFormula {

  private VectorFormula() {}

  /** {@return the function of each lane that {@link #holds}} */
  @Flattened
  static DoubleVector of(DoubleVector x) {
    throw new IllegalStateException();
  }

  /** {@return the lanes for which the formula holds} */
  @Flattened
  static VectorMask<Double> holds(DoubleVector x) {
    throw new IllegalStateException();
  }

  /** {@return the function of every lane, slower} */
  @Flattened
  static DoubleVector otherwise(DoubleVector x) {
    throw new IllegalStateException();
  }
}
