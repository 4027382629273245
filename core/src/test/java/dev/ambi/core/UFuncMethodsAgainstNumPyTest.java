package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares reductions and calls with options with what NumPy did; see record_ufuncs.py. */
class UFuncMethodsAgainstNumPyTest {

  private static final NDArray INDICES = NDArray.of(new long[] {0, 2, 1, 3}, 4);

  /** What is recorded, by name: a function of the ufunc and the array. */
  private static final Map<String, BiFunction<UFunc, NDArray, NDArray>> METHODS =
      Map.ofEntries(
          Map.entry("reduce 0", (f, a) -> f.reduce(a, 0)),
          Map.entry("reduce 1", (f, a) -> f.reduce(a, 1)),
          Map.entry("reduce all", (f, a) -> f.reduce(a)),
          Map.entry("reduce keepdims", (f, a) -> f.reduction().axes(-1).keepDims(true).of(a)),
          Map.entry("reduce empty", (f, a) -> f.reduce(a.get(":0"), 0)),
          Map.entry("reduce empty all", (f, a) -> f.reduce(a.get(":, :0"))),
          Map.entry("reduce where", (f, a) -> f.reduction().axes(0).where(mask(a)).of(a)),
          Map.entry("reduce initial", (f, a) -> f.reduction().axes(0).initial(1L).of(a)),
          Map.entry(
              "reduce where initial",
              (f, a) -> f.reduction().axes(0).initial(1L).where(mask(a)).of(a)),
          Map.entry("reduce float32", (f, a) -> f.reduction().axes(0).dtype(DType.FLOAT32).of(a)),
          Map.entry("reduce int16", (f, a) -> f.reduction().axes(0).dtype(DType.INT16).of(a)),
          Map.entry("reduce 0-d", (f, a) -> f.reduce(a.get("0, 0"))),
          Map.entry("accumulate 0", (f, a) -> f.accumulate(a, 0)),
          Map.entry("accumulate 1", (f, a) -> f.accumulate(a, 1)),
          Map.entry("accumulate empty", (f, a) -> f.accumulate(a.get(":0"), 0)),
          Map.entry("accumulate float32", (f, a) -> f.accumulate(a, 0, DType.FLOAT32, null)),
          Map.entry("reduceat 0", (f, a) -> f.reduceAt(a, INDICES, 0)),
          Map.entry("reduceat 1", (f, a) -> f.reduceAt(a, INDICES.get(":3"), 1)),
          Map.entry(
              "reduceat out of range",
              (f, a) -> f.reduceAt(a, NDArray.of(new long[] {0, 9}, 2), 0)),
          Map.entry("outer", (f, a) -> f.outer(a.get("0"), small(a.dtype(), 2, 2, 2))),
          Map.entry("at", (f, a) -> at(f, a, 0, 2, 0)),
          Map.entry("at out of range", (f, a) -> at(f, a, 0, 4)));

  private final List<String> wrong = new ArrayList<>();

  @AfterEach
  void nothingIsWrong() {
    assertThat(wrong).as(wrong.size() + " answers").isEmpty();
  }

  private static NDArray at(UFunc f, NDArray a, long... indices) {
    NDArray c = a.copy();
    f.at(c, NDArray.of(indices, indices.length), a.get("1").copy());
    return c;
  }

  private static NDArray natively(NDArray a) {
    return a.astype(a.dtype().toNative());
  }

  private static NDArray mask(NDArray a) {
    NDArray m = NDArray.empty(DType.BOOL, a.shape());
    for (long i = 0; i < a.shape(0); i++) {
      for (long j = 0; j < a.shape(1); j++) {
        double x = a.dtype().id().isComplex() ? a.getComplex(i, j).re() : a.getDouble(i, j);
        m.setBoolean(x > 0.5, i, j);
      }
    }
    return m;
  }

  /** The small multiples of a half of the recording. */
  private static NDArray small(DType dtype, int start, long... shape) {
    NDArray a = NDArray.empty(DType.COMPLEX128, shape);
    NDArray flat = a.reshape(-1);
    for (int i = 0; i < flat.size(); i++) {
      int v = (i * 7 + start) % 5;
      boolean half = dtype.id().isFloat() || dtype.id().isComplex();
      double re = half ? v / 2.0 : v;
      flat.setComplex(new Complex(re, dtype.id().isComplex() ? 0.5 * (v % 3) : 0), i);
    }
    return a.astype(dtype, Casting.UNSAFE);
  }

  @Test
  void reductionsAnswerAsNumPysDo() {
    for (String[] row : Recorded.rows("ufunc-methods.tsv")) {
      UFunc f = UFuncs.named(row[0]).orElse(null);
      NDArray a = small(DType.parse(row[2]), 1, 4, 3);
      Answer answer = Answer.parse(row[4]);
      for (Layout layout : Layout.values()) {
        NDArray b = layout.of(a);
        String d =
            answer.differs(row[1], () -> new NDArray[] {natively(METHODS.get(row[3]).apply(f, b))});
        if (d != null) {
          wrong.add(row[0] + " " + row[2] + " " + row[3] + " " + layout + ": " + d);
          break;
        }
      }
    }
  }

  @Test
  void optionsMeanWhatTheyMeanInNumPy() {
    for (String[] row : Recorded.rows("ufunc-options.tsv")) {
      UFunc f = UFuncs.named(row[0]).orElse(null);
      Answer answer = Answer.parse(row[3]);
      for (Layout layout : Layout.values()) {
        boolean told = answer.error() != null || row[2].contains("no casting");
        if (told && layout == Layout.SWAPPED) {
          continue; // an error would name the byte order, which is a cast too
        }
        String d = answer.differs("exact", () -> call(f, DType.parse(row[1]), row[2], layout));
        if (d != null) {
          wrong.add(row[0] + " " + row[2] + " " + layout + ": " + d);
          break;
        }
      }
    }
  }

  private static NDArray[] call(UFunc f, DType dtype, String what, Layout layout) {
    DType in = DType.parse(what.substring(0, what.indexOf(' ')));
    boolean floats = in.equals(DType.FLOAT64);
    NDArray a = layout.of(small(in, 1, 2, 3));
    NDArray b = layout.of(small(floats ? in : DType.FLOAT64, 3, 3).astype(in, Casting.UNSAFE));
    NDArray mask = UFuncs.GREATER.call(small(DType.INT64, 1, 2, 3), 2L);
    UFuncCall call = f.with();
    if (what.contains(" out ")) {
      long[] shape =
          what.contains("small")
              ? new long[] {3}
              : what.contains("large") ? new long[] {2, 2, 3} : new long[] {2, 3};
      NDArray[] out = new NDArray[f.outputs()];
      Arrays.setAll(out, k -> layout.of(NDArray.full(dtype, 9L, shape)));
      call.out(out);
    }
    if (what.contains(" int mask ")) {
      NDArray[] out = new NDArray[f.outputs()];
      Arrays.setAll(out, k -> layout.of(NDArray.full(dtype, 9L, 2, 3)));
      call.out(out).where(layout.of(small(DType.INT32, 1, 2, 3)));
    }
    if (what.contains(" where ")) {
      call.where(layout.of(mask));
    }
    if (what.contains(" dtype ") || what.contains(" no casting ")) {
      call.dtype(dtype);
    }
    if (what.contains(" no casting ")) {
      call.casting(Casting.NO);
    }
    if (what.contains(" unsafe ")) {
      call.casting(Casting.UNSAFE);
    }
    NDArray[] results = f.inputs() == 2 ? call.callAll(a, b) : call.callAll(a);
    return Arrays.stream(results)
        .map(UFuncMethodsAgainstNumPyTest::natively)
        .toArray(NDArray[]::new);
  }

  @Test
  void textIsComparedAndJoinedAsByNumPy() {
    for (String[] row : Recorded.rows("ufunc-texts.tsv")) {
      UFunc f = UFuncs.named(row[0]).orElseThrow();
      Answer answer = Answer.parse(row[3]);
      for (Layout layout : Layout.values()) {
        NDArray a = layout.of(Answer.array(row[1]));
        NDArray b = layout.of(Answer.array(row[2]));
        String d = answer.differs("exact", () -> new NDArray[] {f.call(a, b)});
        if (d != null) {
          wrong.add(row[0] + " " + a.dtype() + " " + layout + ": " + d);
        }
      }
    }
  }

  @Test
  void textBesideArraysIsOneElement() {
    NDArray a = NDArray.of(new String[] {"b", "", "abc"}, 3);
    assertThat(UFuncs.EQUAL.call(a, "abc"))
        .isEqualTo(NDArray.of(new boolean[] {false, false, true}));
    assertThat(UFuncs.ADD.call("x", a))
        .isEqualTo(NDArray.of(new String[] {"xb", "x", "xabc"}, 3).astype(DType.str(4)));
    assertThat(UFuncs.LESS.call(a, "")).isEqualTo(NDArray.of(new boolean[3]));
  }
}
