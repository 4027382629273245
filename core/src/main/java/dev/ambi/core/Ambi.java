package dev.ambi.core;

import dev.ambi.core.internal.Parallel;

/** Settings of the engine. They hold for the whole process. */
public final class Ambi {

  private Ambi() {}

  /**
   * Says over how many threads large element-wise operations, reductions and sorts are split; one
   * at first. Results do not depend on it. Operations on arrays in a confined arena stay on the
   * thread that calls them.
   *
   * @param threads how many, at least one
   * @throws IllegalArgumentException if it is less than one
   */
  public static void parallelism(int threads) {
    Parallel.threads(threads);
  }

  /** {@return over how many threads large operations are split} */
  public static int parallelism() {
    return Parallel.threads();
  }
}
