package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Reductions over axes, with masks, initial values and outputs, of arrays in all layouts, against
 * loops over elements in plain Java.
 */
class StatisticsPropertyTest {

  @Provide
  Arbitrary<ReductionCase> cases() {
    return ReductionCase.any();
  }

  @Provide
  Arbitrary<ReductionCase> casesWithElements() {
    return ReductionCase.any()
        .filter(c -> !c.shape().isEmpty() && !c.shape().contains(0))
        .map(c -> c.of(DType.FLOAT64));
  }

  private static final double EXACT = 0;

  private static List<List<Complex>> groups(ReductionCase c, NDArray plain) {
    return NaiveReduction.groups(plain, c.axes(), c.fullMask());
  }

  /** Compares shape and elements, the latter relative to their size or to one. */
  private static void check(
      ReductionCase c, NDArray got, NDArray plain, List<Complex> wanted, double tolerance) {
    assertThat(got.shape().toArray())
        .isEqualTo(NaiveReduction.resultShape(plain, c.axes(), c.keepDims()));
    NDArray flat = got.reshape(-1);
    for (int i = 0; i < wanted.size(); i++) {
      Complex w = wanted.get(i);
      Complex g = flat.getComplex(i);
      double reach = tolerance * Math.max(1, Math.hypot(w.re(), w.im()));
      boolean nan = NaiveReduction.isNan(w) && NaiveReduction.isNan(g);
      boolean near = Math.abs(g.re() - w.re()) <= reach && Math.abs(g.im() - w.im()) <= reach;
      assertThat(nan || near).as("element %s: %s instead of %s", i, g, w).isTrue();
    }
  }

  private static double tolerance(DType dtype) {
    return switch (dtype.id().realPart()) {
      case FLOAT16 -> 2e-3;
      case FLOAT32 -> 2e-6;
      default -> 1e-13;
    };
  }

  /** Sums of numbers that float16 cannot hold are compared by their size. */
  private static double sumTolerance(DType dtype) {
    return dtype.id() == TypeId.FLOAT16 ? 2e-3 : EXACT;
  }

  @Property(tries = 400)
  void sums(@ForAll("cases") ReductionCase c) {
    NDArray plain = c.plain();
    List<Complex> wanted = NaiveReduction.each(groups(c, plain), NaiveReduction::sum);
    NDArray got = c.call().sum(c.laidOut(plain));
    check(c, got, plain, wanted, sumTolerance(c.dtype()));
    TypeId id = c.dtype().id();
    DType expected =
        id == TypeId.BOOL || ReductionCase.isSigned(id)
            ? DType.INT64
            : id.isInteger() ? DType.UINT64 : c.dtype();
    assertThat(got.dtype()).isEqualTo(expected);
  }

  @Property(tries = 300)
  void sumsThatStartSomewhere(@ForAll("cases") ReductionCase c) {
    NDArray plain = c.plain();
    List<Complex> wanted =
        NaiveReduction.each(
            groups(c, plain),
            g -> {
              Complex sum = NaiveReduction.sum(g);
              return new Complex(sum.re() + 7, sum.im());
            });
    check(c, c.call().initial(7L).sum(c.laidOut(plain)), plain, wanted, sumTolerance(c.dtype()));
  }

  @Property(tries = 300)
  void products(@ForAll("cases") ReductionCase c) {
    NDArray plain = c.units();
    List<Complex> wanted = NaiveReduction.each(groups(c, plain), NaiveReduction::product);
    check(c, c.call().prod(c.laidOut(plain)), plain, wanted, EXACT);
  }

  @Property(tries = 300)
  void means(@ForAll("cases") ReductionCase c) {
    NDArray plain = c.plain();
    List<Complex> wanted = NaiveReduction.each(groups(c, plain), NaiveReduction::mean);
    check(c, c.call().mean(c.laidOut(plain)), plain, wanted, tolerance(c.dtype()));
  }

  @Property(tries = 300)
  void variances(@ForAll("cases") ReductionCase c) {
    NDArray plain = c.plain();
    double correction = Math.floorMod(c.seed(), 3) / 2.0;
    List<List<Complex>> groups = groups(c, plain);
    List<Complex> wanted = NaiveReduction.each(groups, g -> NaiveReduction.variance(g, correction));
    StatisticsCall call = c.call().correction(correction);
    double tolerance = 4 * tolerance(c.dtype());
    if (c.maskBits() >= 0) {
      // The stretches that a mask chooses are added one after another, in NumPy too.
      int most = groups.stream().mapToInt(List::size).max().orElse(0);
      tolerance += most * (c.dtype().id().realPart() == TypeId.FLOAT32 ? 0x1p-24 : 0x1p-53);
    }
    check(c, call.var(c.laidOut(plain)), plain, wanted, tolerance);
    List<Complex> roots = wanted.stream().map(v -> new Complex(Math.sqrt(v.re()), 0)).toList();
    check(c, call.std(c.laidOut(plain)), plain, roots, tolerance);
  }

  private static void extrema(ReductionCase c, NDArray plain, boolean max, Long initial) {
    List<List<Complex>> groups = groups(c, plain);
    StatisticsCall call = c.call();
    if (initial != null) {
      call.initial(initial);
      groups.forEach(g -> g.add(new Complex(initial, 0)));
    }
    NDArray a = c.laidOut(plain);
    boolean some = groups.stream().noneMatch(List::isEmpty);
    boolean complete = c.maskBits() < 0 || initial != null;
    if (complete && some) {
      List<Complex> wanted = NaiveReduction.each(groups, g -> NaiveReduction.extremum(g, max));
      NDArray got = max ? call.max(a) : call.min(a);
      check(c, got, plain, wanted, EXACT);
      assertThat(got.dtype()).isEqualTo(c.dtype());
    } else if (!complete) {
      assertThatThrownBy(() -> call(call, a, max))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("identity");
    } else {
      assertThatThrownBy(() -> call(call, a, max))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "zero-size array to reduction operation "
                  + (max ? "maximum" : "minimum")
                  + " which has no identity");
    }
  }

  private static NDArray call(StatisticsCall call, NDArray a, boolean max) {
    return max ? call.max(a) : call.min(a);
  }

  @Property(tries = 400)
  void extremaOfNumbers(@ForAll("cases") ReductionCase c, @ForAll boolean max) {
    extrema(c, c.plain(), max, null);
  }

  @Property(tries = 300)
  void extremaWithNan(@ForAll("cases") ReductionCase c, @ForAll boolean max) {
    extrema(c, c.withNan(), max, null);
  }

  @Property(tries = 300)
  void extremaThatStartSomewhere(@ForAll("cases") ReductionCase c, @ForAll boolean max) {
    extrema(c, c.plain(), max, c.dtype().id() == TypeId.BOOL ? 1L : 3L);
  }

  @Property(tries = 300)
  void allAndAny(@ForAll("cases") ReductionCase c) {
    NDArray plain = Math.floorMod(c.seed(), 2) == 0 ? c.units() : c.withNan();
    List<List<Complex>> groups = groups(c, plain);
    check(
        c,
        c.call().all(c.laidOut(plain)),
        plain,
        NaiveReduction.each(
            groups, g -> NaiveReduction.truth(g.stream().allMatch(NaiveReduction::isTrue))),
        EXACT);
    check(
        c,
        c.call().any(c.laidOut(plain)),
        plain,
        NaiveReduction.each(
            groups, g -> NaiveReduction.truth(g.stream().anyMatch(NaiveReduction::isTrue))),
        EXACT);
    check(
        c,
        c.call().countNonzero(c.laidOut(plain)),
        plain,
        NaiveReduction.each(
            groups, g -> new Complex(g.stream().filter(NaiveReduction::isTrue).count(), 0)),
        EXACT);
  }

  @Property(tries = 300)
  void whatSkipsNan(@ForAll("cases") ReductionCase c) {
    NDArray plain = c.withNan();
    List<List<Complex>> groups = new ArrayList<>();
    for (List<Complex> g : groups(c, plain)) {
      groups.add(g.stream().filter(x -> !NaiveReduction.isNan(x)).toList());
    }
    NDArray a = c.laidOut(plain);
    check(
        c,
        c.call().skipNan(true).sum(a),
        plain,
        NaiveReduction.each(groups, NaiveReduction::sum),
        sumTolerance(c.dtype()));
    check(
        c,
        c.call().skipNan(true).mean(a),
        plain,
        NaiveReduction.each(groups, NaiveReduction::mean),
        tolerance(c.dtype()));
  }

  @Property(tries = 300)
  void medians(@ForAll("cases") ReductionCase c, @ForAll boolean skipNan) {
    Assume.that(c.maskBits() < 0 && !c.dtype().id().isComplex());
    NDArray plain = c.withNan();
    List<Complex> wanted =
        NaiveReduction.each(
            groups(c, plain),
            g -> {
              double[] sorted =
                  g.stream()
                      .mapToDouble(Complex::re)
                      .filter(x -> !skipNan || !Double.isNaN(x))
                      .sorted()
                      .toArray();
              int n = sorted.length;
              boolean none = n == 0 || Double.isNaN(sorted[n - 1]);
              double m = none ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
              return new Complex(m, 0);
            });
    NDArray got = c.call().skipNan(skipNan).median(c.laidOut(plain));
    check(c, got, plain, wanted, tolerance(c.dtype()));
  }

  @Property(tries = 300)
  void placesOfExtrema(@ForAll("cases") ReductionCase c, @ForAll boolean max) {
    int[] axes = c.axes();
    Assume.that(axes.length <= 1);
    NDArray plain = c.withNan();
    List<List<Complex>> groups = NaiveReduction.groups(plain, axes, null);
    StatisticsCall call = Statistics.with().axes(axes).keepDims(c.keepDims());
    NDArray a = c.laidOut(plain);
    if (groups.stream().anyMatch(List::isEmpty)) {
      assertThatThrownBy(() -> place(call, a, max))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("of an empty sequence");
      return;
    }
    List<Complex> wanted =
        NaiveReduction.each(groups, g -> new Complex(NaiveReduction.place(g, max), 0));
    NDArray got = place(call, a, max);
    check(c, got, plain, wanted, EXACT);
    assertThat(got.dtype()).isEqualTo(DType.INT64);
  }

  private static NDArray place(StatisticsCall call, NDArray a, boolean max) {
    return max ? call.argmax(a) : call.argmin(a);
  }

  @Property(tries = 200)
  void runningSumsAndProducts(@ForAll("cases") ReductionCase c) {
    Assume.that(!c.shape().isEmpty() && c.dtype().id() != TypeId.FLOAT16);
    int axis = Math.floorMod(c.axisBits(), c.shape().size());
    running(c.plain(), c, axis, NaiveReduction::sum, a -> Statistics.cumsum(a, axis));
    running(c.units(), c, axis, NaiveReduction::product, a -> Statistics.cumprod(a, axis));
  }

  private static void running(
      NDArray plain,
      ReductionCase c,
      int axis,
      Function<List<Complex>, Complex> f,
      UnaryOperator<NDArray> running) {
    NDArray got = running.apply(c.laidOut(plain));
    assertThat(got.shape()).isEqualTo(plain.shape());
    List<List<Complex>> lines = NaiveReduction.groups(plain, new int[] {axis}, null);
    List<List<Complex>> results = NaiveReduction.groups(got, new int[] {axis}, null);
    for (int i = 0; i < lines.size(); i++) {
      List<Complex> line = lines.get(i);
      for (int k = 0; k < line.size(); k += 1 + line.size() / 20) {
        Complex wanted = f.apply(line.subList(0, k + 1));
        Complex is = results.get(i).get(k);
        assertThat(wanted.re() == is.re() && wanted.im() == is.im())
            .as("line %s place %s: %s instead of %s", i, k, is, wanted)
            .isTrue();
      }
    }
  }

  @Property(tries = 200)
  void sumsAndProductsOfIntegersGoRound(@ForAll long[] values, @ForAll int[] small) {
    long sum = 0;
    long product = 1;
    for (long v : values) {
      sum += v;
      product *= v;
    }
    NDArray a = NDArray.of(values);
    for (Layout layout : Layout.values()) {
      NDArray x = layout.of(a);
      assertThat(Statistics.sum(x).getLong()).isEqualTo(sum);
      assertThat(Statistics.prod(x).getLong()).isEqualTo(product);
      assertThat(
              Statistics.sum(x.astype(DType.UINT64, Casting.UNSAFE))
                  .astype(DType.INT64, Casting.UNSAFE)
                  .getLong())
          .isEqualTo(sum);
    }
    assertThat(Statistics.sum(NDArray.of(small)).getLong())
        .isEqualTo(Arrays.stream(small).asLongStream().sum());
  }

  @Property(tries = 200)
  void outputsOfAnyLayout(@ForAll("cases") ReductionCase c) {
    NDArray plain = c.plain();
    NDArray a = c.laidOut(plain);
    NDArray expected = c.call().sum(a);
    NDArray out = c.layout().of(NDArray.zeros(expected.dtype(), expected.shape()));
    assertThat(c.call().out(out).sum(a)).isSameAs(out);
    assertThat(Outcome.inNativeOrder(out)).isEqualTo(expected);

    NDArray locked = NDArray.zeros(expected.dtype(), expected.shape()).readOnly();
    assertThatThrownBy(() -> c.call().out(locked).sum(a))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(Ops.notEqual(locked, 0).any().getBoolean()).isFalse();

    NDArray wrong = NDArray.zeros(expected.dtype(), 3, 1, 2, 1, 3, 1, 2, 1, 7);
    assertThatThrownBy(() -> c.call().out(wrong).sum(a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output parameter for reduction operation add");
  }

  @Property(tries = 100)
  void anOutputMayBePartOfTheInput(@ForAll("casesWithElements") ReductionCase c) {
    NDArray plain = c.plain();
    NDArray a = c.layout() == Layout.SWAPPED ? plain.copy() : c.layout().of(plain);
    NDArray expected = Statistics.sum(plain, 0);
    NDArray first = a.get("0, ...");
    Statistics.with().axes(0).out(first).sum(a);
    assertThat(first).isEqualTo(expected);
  }

  @Property(tries = 100)
  void wrongAxesAreRefused(@ForAll("cases") ReductionCase c) {
    NDArray a = c.laidOut(c.plain());
    int ndim = a.ndim();
    for (int wrong : new int[] {ndim, -ndim - 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> Statistics.sum(a, wrong))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("axis " + wrong + " is out of bounds for array of dimension " + ndim);
    }
    if (ndim > 0) {
      assertThatThrownBy(() -> Statistics.sum(a, 0, -ndim))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("duplicate value in 'axis'");
    }
  }
}
