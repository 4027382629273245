package dev.ambi.tests.bench;

import java.util.List;

/**
 * How many elements the inputs have, and how they lie.
 *
 * @param n how many
 * @param rows how many rows a matrix of as many has
 * @param step the stride of the last axis, in elements
 */
record EngineSize(long n, long rows, long step) {
  /** What is asked of the engine. */
  static final List<EngineSize> ALL =
      List.of(
          new EngineSize(100, 10, 1),
          new EngineSize(100, 10, 2),
          new EngineSize(10_000, 100, 1),
          new EngineSize(10_000, 100, 2),
          new EngineSize(1_000_000, 1_000, 1),
          new EngineSize(1_000_000, 1_000, 2),
          new EngineSize(20_000_000, 4_000, 1),
          new EngineSize(20_000_000, 4_000, 2));

  /** The shape of an input; a matrix has a capital for a name. */
  long[] shape(String input) {
    return Character.isUpperCase(input.charAt(0)) ? new long[] {rows, n / rows} : new long[] {n};
  }

  /** In a word. */
  String layout() {
    return step == 1 ? "contiguous" : "stride " + step;
  }
}
