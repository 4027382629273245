package dev.ambi.core.internal.loop;

import jdk.incubator.vector.DoubleVector;

/** A function of float64 that is computed eight at a time, better than a library call would. */
interface VectorFormula {
  /** {@return the function of each lane} */
  DoubleVector of(DoubleVector x);
}
