package dev.ambi.core;

import dev.ambi.core.internal.Parallel;

/** Settings of the engine. They hold for the whole process. */
public final class Ambi {

  private Ambi() {}

  /**
   * Says over how many threads large element-wise operations, reductions and sorts are split; one
   * at first. Results do not depend on it. Arrays in a confined arena cannot be used by other
   * threads: operations on them then throw {@link WrongThreadException}.
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
