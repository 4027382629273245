package dev.ambi.tests.bench;

import dev.ambi.core.DType;
import dev.ambi.core.Ops;
import dev.ambi.core.UFuncs;
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
              "add out",
              Goal.OUT,
              "np.add(x, y, out=o)",
              "x y o",
              a -> UFuncs.ADD.into(a[2], a[0], a[1])),
          of("add", Goal.ALLOCATING, "np.add(x, y)", "x y", a -> a[0].add(a[1])),
          of(
              "multiply out",
              Goal.OUT,
              "np.multiply(x, y, out=o)",
              "x y o",
              a -> UFuncs.MULTIPLY.into(a[2], a[0], a[1])),
          of("multiply", Goal.ALLOCATING, "np.multiply(x, y)", "x y", a -> a[0].multiply(a[1])),
          of(
              "less out",
              Goal.OUT,
              "np.less(x, y, out=t)",
              "x y t",
              a -> UFuncs.LESS.into(a[2], a[0], a[1])),
          of("less", Goal.ALLOCATING, "np.less(x, y)", "x y", a -> a[0].less(a[1])),
          // NumPy has no out here
          of(
              "where out",
              Goal.OUT,
              "np.where(mask, x, y)",
              "mask x y o",
              a -> Ops.whereInto(a[3], a[0], a[1], a[2])),
          of(
              "where",
              Goal.ALLOCATING,
              "np.where(mask, x, y)",
              "mask x y",
              a -> Ops.where(a[0], a[1], a[2])),
          of("abs out", Goal.OUT, "np.abs(x, out=o)", "x o", a -> UFuncs.ABSOLUTE.into(a[1], a[0])),
          of("abs", Goal.ALLOCATING, "np.abs(x)", "x", a -> a[0].abs()),
          of("exp out", Goal.FUNCTION, "np.exp(x, out=o)", "x o", a -> UFuncs.EXP.into(a[1], a[0])),
          of("log out", Goal.FUNCTION, "np.log(p, out=o)", "p o", a -> UFuncs.LOG.into(a[1], a[0])),
          of("sin out", Goal.FUNCTION, "np.sin(x, out=o)", "x o", a -> UFuncs.SIN.into(a[1], a[0])),
          of(
              "tanh out",
              Goal.FUNCTION,
              "np.tanh(x, out=o)",
              "x o",
              a -> UFuncs.TANH.into(a[1], a[0])),
          of(
              "power out",
              Goal.FUNCTION,
              "np.power(p, y, out=o)",
              "p y o",
              a -> UFuncs.POWER.into(a[2], a[0], a[1])),
          of("sum", Goal.REDUCTION, "M.sum()", "M", a -> a[0].sum()),
          of("sum axis 0", Goal.REDUCTION, "M.sum(axis=0)", "M", a -> a[0].sum(0)),
          of("sum axis 1", Goal.REDUCTION, "M.sum(axis=1)", "M", a -> a[0].sum(1)),
          of("min", Goal.REDUCTION, "M.min()", "M", a -> a[0].min()),
          of("min axis 0", Goal.REDUCTION, "M.min(axis=0)", "M", a -> a[0].min(0)),
          of("min axis 1", Goal.REDUCTION, "M.min(axis=1)", "M", a -> a[0].min(1)),
          of("max", Goal.REDUCTION, "M.max()", "M", a -> a[0].max()),
          of("max axis 0", Goal.REDUCTION, "M.max(axis=0)", "M", a -> a[0].max(0)),
          of("max axis 1", Goal.REDUCTION, "M.max(axis=1)", "M", a -> a[0].max(1)),
          of("mean", Goal.REDUCTION, "M.mean()", "M", a -> a[0].mean()),
          of("mean axis 0", Goal.REDUCTION, "M.mean(axis=0)", "M", a -> a[0].mean(0)),
          of("mean axis 1", Goal.REDUCTION, "M.mean(axis=1)", "M", a -> a[0].mean(1)),
          of("std", Goal.REDUCTION, "M.std()", "M", a -> a[0].std()),
          of("std axis 0", Goal.REDUCTION, "M.std(axis=0)", "M", a -> a[0].std(0)),
          of("std axis 1", Goal.REDUCTION, "M.std(axis=1)", "M", a -> a[0].std(1)),
          of("argmax", Goal.REDUCTION, "M.argmax()", "M", a -> a[0].argmax()),
          of("argmax axis 0", Goal.REDUCTION, "M.argmax(axis=0)", "M", a -> a[0].argmax(0)),
          of("argmax axis 1", Goal.REDUCTION, "M.argmax(axis=1)", "M", a -> a[0].argmax(1)),
          of("cumsum", Goal.MOVE, "x.cumsum()", "x", a -> a[0].cumsum()),
          of("take", Goal.MOVE, "x.take(at)", "x at", a -> a[0].take(a[1])),
          of("boolean mask", Goal.MOVE, "x[mask]", "x mask", a -> a[0].get(a[1])),
          of(
              "astype float32",
              Goal.MOVE,
              "x.astype(np.float32)",
              "x",
              a -> a[0].astype(DType.FLOAT32)),
          of("astype int32", Goal.MOVE, "x.astype(np.int32)", "x", a -> a[0].astype(DType.INT32)),
          of("add float32", Goal.OTHER_DTYPE, "np.add(f, g)", "f g", a -> a[0].add(a[1])),
          of("sum float32", Goal.OTHER_DTYPE, "f.sum()", "f", a -> a[0].sum()),
          of("add int32", Goal.OTHER_DTYPE, "np.add(i, j)", "i j", a -> a[0].add(a[1])),
          of("sum int32", Goal.OTHER_DTYPE, "i.sum()", "i", a -> a[0].sum()),
          of("add int64", Goal.OTHER_DTYPE, "np.add(k, l)", "k l", a -> a[0].add(a[1])),
          of("sum int64", Goal.OTHER_DTYPE, "k.sum()", "k", a -> a[0].sum()),
          of("add complex128", Goal.OTHER_DTYPE, "np.add(c, d)", "c d", a -> a[0].add(a[1])),
          of("sum complex128", Goal.OTHER_DTYPE, "c.sum()", "c", a -> a[0].sum()));

  /** Those that are asked for in one size. */
  static final Map<EngineSize, List<EngineCase>> OF_ONE_SIZE =
      Map.of(
          new EngineSize(1_000_000, 1_000, 1),
          List.of(
              of("sort", Goal.SORT, "np.sort(x)", "x", a -> a[0].sort()),
              of("argsort", Goal.SORT, "np.argsort(x)", "x", a -> a[0].argsort())),
          new EngineSize(4096 * 4096, 4096, 1),
          List.of(
              of("copy transposed", Goal.MOVE, "M.T.copy()", "M", a -> a[0].transpose().copy())),
          new EngineSize(1 << 27, 1, 1),
          List.of(
              of(
                  "open npy",
                  Goal.FILE,
                  "np.load(path, mmap_mode='r')[" + EngineFile.AT + "]",
                  EngineFile.INPUT,
                  a -> EngineFile.read())));

  private static EngineCase of(String name, Goal goal, String statement, String inputs, Code code) {
    return new EngineCase(name, goal, statement, List.of(inputs.split(" ")), code);
  }
}
