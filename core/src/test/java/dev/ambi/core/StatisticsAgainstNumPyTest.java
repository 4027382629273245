package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.BinaryOperator;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Statistics and matrix products against answers of NumPy: {@code record_statistics.py}. */
class StatisticsAgainstNumPyTest {

  /** Takes an axis, or null for all. */
  private interface Statistic {
    NDArray of(NDArray a, int... axes);
  }

  private static final Map<String, Statistic> STATISTICS =
      Map.ofEntries(
          Map.entry("sum", Statistics::sum),
          Map.entry("prod", Statistics::prod),
          Map.entry("min", Statistics::min),
          Map.entry("max", Statistics::max),
          Map.entry("mean", Statistics::mean),
          Map.entry("std", Statistics::std),
          Map.entry("var", Statistics::var),
          Map.entry("all", Statistics::all),
          Map.entry("any", Statistics::any),
          Map.entry("ptp", Statistics::ptp),
          Map.entry("median", Statistics::median),
          Map.entry("argmax", (a, k) -> Statistics.with().axes(k).argmax(a)),
          Map.entry("argmin", (a, k) -> Statistics.with().axes(k).argmin(a)),
          Map.entry("cumsum", (a, k) -> k.length == 0 ? a.cumsum() : a.cumsum(k[0])),
          Map.entry("cumprod", (a, k) -> k.length == 0 ? a.cumprod() : a.cumprod(k[0])),
          Map.entry("nansum", Statistics::nansum),
          Map.entry("nanprod", Statistics::nanprod),
          Map.entry("nanmean", Statistics::nanmean),
          Map.entry("nanmin", Statistics::nanmin),
          Map.entry("nanmax", Statistics::nanmax),
          Map.entry("nanstd", Statistics::nanstd));

  private static final Map<String, BinaryOperator<NDArray>> PRODUCTS =
      Map.of(
          "matmul", LinearAlgebra::matmul,
          "dot", LinearAlgebra::dot,
          "inner", LinearAlgebra::inner,
          "vecdot", LinearAlgebra::vecdot,
          "kron", LinearAlgebra::kron,
          "outer", LinearAlgebra::outer,
          "vdot", LinearAlgebra::vdot);

  @Test
  void statisticsAreNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("statistics.tsv")) {
      NDArray a = Recorded.array(row[2]);
      if (row[3].equals("error")) {
        continue;
      }
      int[] axes = row[1].isEmpty() ? new int[0] : new int[] {Integer.parseInt(row[1])};
      String what = row[0] + " " + row[1] + " of " + a.dtype() + " " + a;
      NDArray expected = Recorded.array(row[3]);
      Statistic f = STATISTICS.get(row[0]);
      for (NDArray layout : layouts(a)) {
        check(softly, what, f.of(layout, axes), expected);
      }
    }
    softly.assertAll();
  }

  @Test
  void productsAreNumPys() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("linalg.tsv")) {
      if (row[3].equals("error")) {
        continue;
      }
      NDArray a = Recorded.array(row[1]);
      NDArray b = Recorded.array(row[2]);
      String what = row[0] + " of " + a.repr() + " and " + b.repr();
      NDArray expected = Recorded.array(row[3]);
      NDArray[] left = layouts(a);
      NDArray[] right = layouts(b);
      for (int i = 0; i < left.length; i++) {
        check(softly, what, PRODUCTS.get(row[0]).apply(left[i], right[i]), expected);
      }
    }
    softly.assertAll();
  }

  /** As it is, with gaps, backwards with gaps, and in the other byte order. */
  private static NDArray[] layouts(NDArray a) {
    long[] wide = a.shape().toArray();
    if (wide.length == 0) {
      return new NDArray[] {a};
    }
    wide[wide.length - 1] = 2 * wide[wide.length - 1];
    NDArray gaps = NDArray.zeros(a.dtype(), wide).get("..., ::2");
    gaps.assign(a);
    NDArray backwards = NDArray.zeros(a.dtype(), wide).get("..., ::-2");
    backwards.assign(a);
    NDArray swapped = a.astype(a.dtype().withByteOrder(java.nio.ByteOrder.BIG_ENDIAN));
    NDArray columns = a.transpose().copy().transpose();
    return new NDArray[] {a, gaps, backwards, swapped, columns};
  }

  private static void check(SoftAssertions softly, String what, NDArray actual, NDArray expected) {
    softly.assertThat(actual.dtype()).as(what).isEqualTo(expected.dtype());
    softly.assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    if (actual.hasShapeOf(expected)) {
      DType d = expected.dtype();
      double tolerance =
          switch (d.id().realPart()) {
            case FLOAT16 -> 4e-3;
            case FLOAT32 -> 2e-6;
            case FLOAT64 -> 1e-14;
            default -> 0;
          };
      DType wide = d.id().isComplex() ? DType.COMPLEX128 : d.id().isFloat() ? DType.FLOAT64 : d;
      boolean close =
          tolerance == 0
              ? Statistics.arrayEqual(actual, expected, false)
              : Statistics.allclose(
                  actual.astype(wide), expected.astype(wide), tolerance, tolerance * 4, true);
      softly.assertThat(close).as("%s: %s is not %s", what, actual, expected).isTrue();
    }
  }

  @Test
  void badInputIsRefused() {
    NDArray a = NDArray.zeros(DType.FLOAT64, 2, 3);
    assertThatThrownBy(() -> a.sum(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("axis 2 is out of bounds for array of dimension 2");
    assertThatThrownBy(() -> a.mean(0, -2)).hasMessageContaining("duplicate value in 'axis'");
    assertThatThrownBy(() -> NDArray.zeros(DType.FLOAT64, 0).min())
        .hasMessageContaining("zero-size array to reduction operation minimum");
    assertThatThrownBy(() -> NDArray.zeros(DType.FLOAT64, 0).argmax())
        .hasMessageContaining("attempt to get argmax of an empty sequence");
    assertThatThrownBy(() -> a.matmul(a)).hasMessageContaining("(size 2 is different from 3)");
    assertThatThrownBy(() -> a.dot(a))
        .hasMessageContaining("shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)");
    assertThatThrownBy(() -> Statistics.with().out(a.readOnly()).axes().mean(a))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Statistics.with().out(NDArray.zeros(DType.FLOAT64).readOnly()).std(a))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(NDArray.zeros(DType.FLOAT64, 0).mean().getDouble()).isNaN();
  }

  @Test
  void longSumsArePairwiseAndIndependentOfThreads() {
    NDArray a = NDArray.full(DType.FLOAT64, 0.1, 3000, 700);
    double all = a.sum().getDouble();
    NDArray rows = a.sum(0);
    NDArray std = a.std(0);
    assertThat(all).isCloseTo(210_000, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(rows.getDouble(5)).isCloseTo(300, org.assertj.core.data.Offset.offset(1e-11));
    Ambi.parallelism(3);
    try {
      assertThat(a.sum().getDouble()).isEqualTo(all);
      assertThat(Statistics.arrayEqual(a.sum(0), rows, false)).isTrue();
      assertThat(Statistics.arrayEqual(a.std(0), std, false)).isTrue();
    } finally {
      Ambi.parallelism(1);
    }
  }

  @Test
  void whereAndClip() {
    NDArray a = NDArray.arange(40);
    NDArray even = a.remainder(2).equal(0);
    NDArray chosen = Ops.where(even, a, -1);
    for (long i = 0; i < 40; i++) {
      assertThat(chosen.getLong(i)).isEqualTo(i % 2 == 0 ? i : -1);
    }
    NDArray bytes = a.astype(DType.UINT8);
    assertThat(bytes.clip(-5, 300)).isEqualTo(bytes);
    assertThat(bytes.clip(3, 5).max().getLong()).isEqualTo(5);
    assertThatThrownBy(() -> bytes.clip(300, 400)).isInstanceOf(ArithmeticException.class);
  }
}
