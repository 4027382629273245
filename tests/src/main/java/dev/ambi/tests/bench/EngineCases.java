package dev.ambi.tests.bench;

import dev.ambi.core.DType;
import dev.ambi.tests.bench.EngineCase.Code;
import dev.ambi.tests.bench.EngineCase.Goal;
import java.util.List;
import java.util.Map;

/** The cases of the engine's benchmark: a line each. */
final class EngineCases {
  private EngineCases() {}

  /** The arguments; those with a capital for a name are matrices. */
  static final Map<String, EngineInput> INPUTS =
      Map.ofEntries(
          Map.entry("x", new EngineInput(DType.FLOAT64, 1, -4, 8)),
          Map.entry("y", new EngineInput(DType.FLOAT64, 2, -4, 8)),
          Map.entry("p", new EngineInput(DType.FLOAT64, 3, 0.01, 8)),
          Map.entry("o", new EngineInput(DType.FLOAT64, 4, 0, 1)),
          Map.entry("t", new EngineInput(DType.BOOL, 4, 0, 1)),
          Map.entry("mask", new EngineInput(DType.BOOL, 5, 0, 2)),
          Map.entry("at", new EngineInput(DType.INT64, 6, 0, EngineInput.SIZE)),
          Map.entry("M", new EngineInput(DType.FLOAT64, 7, -4, 8)),
          Map.entry("f", new EngineInput(DType.FLOAT32, 8, -4, 8)),
          Map.entry("g", new EngineInput(DType.FLOAT32, 9, -4, 8)),
          Map.entry("i", new EngineInput(DType.INT32, 10, -1000, 2000)),
          Map.entry("j", new EngineInput(DType.INT32, 11, -1000, 2000)),
          Map.entry("k", new EngineInput(DType.INT64, 12, -1000, 2000)),
          Map.entry("l", new EngineInput(DType.INT64, 13, -1000, 2000)),
          Map.entry("c", new EngineInput(DType.COMPLEX128, 14, -4, 8)),
          Map.entry("d", new EngineInput(DType.COMPLEX128, 15, -4, 8)));

  /** Those that are run in every size. */
  static final List<EngineCase> ALL =
      List.of(
          of(
              "astype float32",
              Goal.MOVE,
              "x.astype(np.float32)",
              "x",
              a -> a[0].astype(DType.FLOAT32)),
          of("astype int32", Goal.MOVE, "x.astype(np.int32)", "x", a -> a[0].astype(DType.INT32)));

  /** Those that are asked for in one size. */
  static final Map<EngineSize, List<EngineCase>> OF_ONE_SIZE =
      Map.of(
          new EngineSize(4096 * 4096, 4096, 1),
          List.of(
              of("copy transposed", Goal.MOVE, "M.T.copy()", "M", a -> a[0].transpose().copy())));

  private static EngineCase of(String name, Goal goal, String statement, String inputs, Code code) {
    return new EngineCase(name, goal, statement, List.of(inputs.split(" ")), code);
  }
}
