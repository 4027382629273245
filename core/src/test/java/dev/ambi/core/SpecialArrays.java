package dev.ambi.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Functions of whole arrays, of {@code special-cases.tsv}. */
final class SpecialArrays {

  private SpecialArrays() {}

  /** Short, a few vectors long, and longer than a block of pairwise summation. */
  private static final int[] SIZES = {1, 3, 17, 300};

  /** A reduction of the last axis. */
  private static final Map<String, UnaryOperator<NDArray>> REDUCTIONS =
      Map.of(
          "all", a -> Statistics.all(a, -1),
          "any", a -> Statistics.any(a, -1),
          "max", a -> Statistics.max(a, -1),
          "mean", a -> Statistics.mean(a, -1),
          "min", a -> Statistics.min(a, -1),
          "prod", a -> Statistics.prod(a, -1),
          "std", a -> Statistics.std(a, -1),
          "sum", a -> Statistics.sum(a, -1),
          "var", a -> Statistics.var(a, -1));

  private static final Map<String, UnaryOperator<NDArray>> RUNNING =
      Map.of(
          "cumulative_prod", Statistics::cumulativeProd,
          "cumulative_sum", Statistics::cumulativeSum,
          "prod", SpecialArrays::prodsOfBeginnings,
          "sum", SpecialArrays::sumsOfBeginnings);

  private static final Map<String, Function<NDArray, List<NDArray>>> SETS =
      Map.of(
          "unique_values",
          a -> List.of(Sets.uniqueValues(a)),
          "unique_counts",
          a -> {
            Sets.UniqueCounts u = Sets.uniqueCounts(a);
            return List.of(u.values(), u.counts());
          },
          "unique_inverse",
          a -> {
            Sets.UniqueInverse u = Sets.uniqueInverse(a);
            return List.of(u.values(), u.inverseIndices());
          },
          "unique_all",
          a -> {
            Sets.UniqueAll u = Sets.uniqueAll(a);
            return List.of(u.values(), u.indices(), u.inverseIndices(), u.counts());
          });

  /** {@return what is not as a row wants it} */
  static TreeSet<String> wrong(SpecialCase row, DType dtype) {
    TreeSet<String> wrong = new TreeSet<>();
    switch (row.condition()) {
      case "empty" -> empty(row, dtype, wrong);
      case "successive" -> successive(row, dtype, wrong);
      case "too few for the correction" -> tooFew(row, dtype, wrong);
      default -> {
        for (int size : SIZES) {
          if (SETS.containsKey(row.function())) {
            set(row, dtype, size, wrong);
          } else {
            reduce(row, dtype, size, wrong);
          }
        }
      }
    }
    return wrong;
  }

  private static void check(
      SpecialCase row, String what, NDArray got, DType dtype, TreeSet<String> wrong) {
    SpecialResult wanted = SpecialResult.parse(row.result(), DType.of(dtype.id().realPart()));
    NDArray line = got.copy(Order.C);
    for (long i = 0; i < line.size(); i++) {
      double[] parts = SpecialFunction.parts(line, i);
      if (!wanted.fits(parts, new SpecialResult.Inputs(Map.of()))) {
        wrong.add(what + " -> " + Arrays.toString(parts));
      }
    }
  }

  private static void empty(SpecialCase row, DType dtype, TreeSet<String> wrong) {
    UnaryOperator<NDArray> f = REDUCTIONS.get(row.function());
    check(row, "empty", f.apply(NDArray.zeros(dtype, 0)), dtype, wrong);
    check(row, "(40, 0)", f.apply(NDArray.zeros(dtype, 40, 0)), dtype, wrong);
  }

  private static void tooFew(SpecialCase row, DType dtype, TreeSet<String> wrong) {
    for (int n = 1; n < 20; n += 6) {
      for (double more : new double[] {0, 0.5, 3}) {
        NDArray a = NDArray.arange(n).astype(dtype);
        StatisticsCall call = Statistics.with().correction(n + more);
        NDArray got = row.function().equals("std") ? call.std(a) : call.var(a);
        check(row, "n " + n + " correction " + (n + more), got, dtype, wrong);
      }
    }
  }

  /**
   * A matrix, of the places where the special number can be, is reduced along its rows and its
   * columns, in every layout.
   */
  private static void reduce(SpecialCase row, DType dtype, int size, TreeSet<String> wrong) {
    NDArray rows = lists(row.condition(), dtype, size);
    UnaryOperator<NDArray> f = REDUCTIONS.get(row.function());
    NDArray columns = rows.transpose().copy(Order.C).transpose();
    for (Layout layout : Layout.values()) {
      String what = row.condition() + " of " + size + " " + layout;
      check(row, what, f.apply(layout.of(rows)), dtype, wrong);
      check(row, what + " in columns", f.apply(layout.of(columns)), dtype, wrong);
      check(row, what + ", one", f.apply(layout.of(rows.get("0"))), dtype, wrong);
    }
  }

  private static void set(SpecialCase row, DType dtype, int size, TreeSet<String> wrong) {
    NDArray rows = lists(row.condition(), dtype, size);
    for (Layout layout : Layout.values()) {
      NDArray a = layout.of(rows.get("0"));
      boolean once = row.result().equals("each once");
      // Only the special numbers are counted: others of the list are all the same.
      long special = Ops.isnan(a).astype(DType.INT64).sum().getLong();
      long others = once && special < size ? 1 : 0;
      long distinct = once ? special + others : 1;
      List<NDArray> got = SETS.get(row.function()).apply(a);
      int inverse =
          List.of("unique_values", "unique_inverse", "unique_all").indexOf(row.function());
      for (int k = 0; k < got.size(); k++) {
        if (got.get(k).size() != (k > 0 && k == inverse ? size : distinct)) {
          wrong.add(layout + " " + size + " -> " + got.get(k));
        }
      }
      if (row.function().endsWith("counts") || row.function().endsWith("all")) {
        NDArray counts = got.get(got.size() - 1);
        long many = once ? others * (size - special) : size;
        if (counts.sum().getLong() != size || counts.max().getLong() != Math.max(many, 1)) {
          wrong.add(layout + " " + size + " counts " + counts);
        }
      }
    }
  }

  /** Lists of ones, with the special number at each place or, where every one is so, everywhere. */
  private static NDArray lists(String condition, DType dtype, int size) {
    DType part = DType.of(dtype.id().realPart());
    boolean complex = dtype.id().isComplex();
    List<double[]> special = new ArrayList<>();
    boolean every = false;
    for (String one : condition.split("; ")) {
      String[] words = one.split(" ", 2);
      every |= words[0].equals("every") && !complex;
      if (words[0].equals("some") || every) {
        special.addAll(numbers(words[1], part, complex));
      }
    }
    List<double[]> elements = new ArrayList<>();
    int rows = Math.max(size, special.size());
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < size; k++) {
        double[] ones = complex ? new double[] {1, 1} : new double[] {1};
        boolean here = every || k == i % size;
        elements.add(here ? special.get((i + (every ? k : 0)) % special.size()) : ones);
      }
    }
    return SpecialInputs.array(dtype, elements, 0, rows * size, 0).reshape(rows, size);
  }

  /** Numbers that words hold of: of one part, named or not, the other being 1. */
  private static List<double[]> numbers(String words, DType part, boolean complex) {
    List<double[]> found = new ArrayList<>();
    String bare = words.replaceFirst("^(a|b|part) ", "");
    for (double x : SpecialInputs.pool(part, false)) {
      if (SpecialCase.all(bare, x)) {
        if (!complex) {
          found.add(new double[] {x});
          continue;
        }
        if (!words.startsWith("b")) {
          found.add(new double[] {x, 1});
        }
        if (!words.startsWith("a")) {
          found.add(new double[] {1, x});
        }
      }
    }
    return found;
  }

  /** Lists of all threes of numbers, reduced so far and by one step after the other. */
  private static void successive(SpecialCase row, DType dtype, TreeSet<String> wrong) {
    DType part = DType.of(dtype.id().realPart());
    int parts = dtype.id().isComplex() ? 2 : 1;
    double[] pool = SpecialInputs.pool(part, true);
    UFunc step = UFuncs.named(row.result()).orElseThrow();
    for (double x : pool) {
      for (double y : pool) {
        for (double z : pool) {
          double[][] list = {{x, y}, {y, z}, {z, x}};
          NDArray a = SpecialInputs.array(dtype, List.of(list), 0, 3, 0);
          NDArray got = RUNNING.get(row.function()).apply(a);
          NDArray so = a.get("0, ...");
          for (int i = 0; i < 3; i++) {
            so = i == 0 ? so : step.call(so, a.get(i + ", ..."));
            double[] want = SpecialFunction.parts(so.copy(), 0);
            double[] is = SpecialFunction.parts(got.copy(Order.C), i);
            if (!SpecialLaws.same(is, want, DataTypes.finfo(part).eps()) && parts > 0) {
              wrong.add(a + " -> " + Arrays.toString(is) + " instead of " + Arrays.toString(want));
            }
          }
        }
      }
    }
  }

  private static NDArray sumsOfBeginnings(NDArray a) {
    return beginnings(a, Statistics::sum);
  }

  private static NDArray prodsOfBeginnings(NDArray a) {
    return beginnings(a, Statistics::prod);
  }

  private interface Statistic {
    NDArray of(NDArray a, int... axes);
  }

  private static NDArray beginnings(NDArray a, Statistic f) {
    NDArray all = NDArray.empty(a.dtype(), a.size());
    for (long i = 0; i < a.size(); i++) {
      all.get(i + ", ...").assign(f.of(a.get(":" + (i + 1))));
    }
    return all;
  }
}
