package dev.ambi.tests.bench;

import java.io.IOException;
import java.util.List;

/** A benchmark and its peer, measured in the same session. */
interface Benchmark {
  /** All there are. */
  List<Benchmark> ALL =
      List.of(new Nanmean(), new Load(), new Startup(), new Engine(), new Matmul());

  /** The name by which the command knows it. */
  String name();

  /** What is measured, in a line. */
  String summary();

  /** Whether {@link Bench#options} may hold words. */
  default boolean takesOptions() {
    return false;
  }

  /**
   * Runs both, round by round in turns, and reports medians.
   *
   * @throws IOException when a side cannot be run
   */
  void run(Bench bench) throws IOException;
}
