package dev.ambi.tests.bench;

import dev.ambi.core.NDArray;
import java.io.IOException;
import java.util.List;

/**
 * One thing that the engine does, and the statement of NumPy that does the same.
 *
 * @param name what it is
 * @param goal how fast it has to be
 * @param statement in Python; the inputs are variables of it
 * @param inputs the names of the inputs, in the order in which {@code code} wants them
 * @param code the same in Java
 */
record EngineCase(String name, Goal goal, String statement, List<String> inputs, Code code) {

  /** The engine's side of a case. */
  @FunctionalInterface
  interface Code {
    /**
     * Runs it once.
     *
     * @param in the inputs
     * @return an array or a number, or the argument that was written to
     * @throws IOException when it fails
     */
    Object run(NDArray[] in) throws IOException;
  }

  /** The greatest ratio that is good enough. */
  enum Goal {
    OUT(0.15, 0.9),
    ALLOCATING(0.2, 1.0),
    FUNCTION(0.9, 0.9),
    REDUCTION(0.05, 0.6),
    MOVE(0.9, 0.9),
    SORT(1.0, 1.0),
    OTHER_DTYPE(1.0, 1.0),
    FILE(1.0, 1.0);

    private final double at100;
    private final double above;

    Goal(double at100, double above) {
      this.at100 = at100;
      this.above = above;
    }

    /** The ratio for so many elements. */
    double at(long n) {
      return n <= 100 ? at100 : above;
    }
  }
}
