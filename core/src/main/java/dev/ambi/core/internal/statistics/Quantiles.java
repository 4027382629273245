package dev.ambi.core.internal.statistics;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.Numbers;
import dev.ambi.core.internal.RawShape;
import java.util.Arrays;

/** Order statistics: elements by their rank, and points between two of them. */
public final class Quantiles {

  private Quantiles() {}

  /**
   * {@return the medians}
   *
   * @param a the array
   * @param o what is asked for
   * @param skip whether NaN is left out
   */
  public static NDArray median(NDArray a, Options o, boolean skip) {
    TypeId id = a.dtype().id();
    if (id.isComplex() || !id.isNumeric()) {
      return o.deliver("median", Middles.median(a, o, skip));
    }
    DType type = id.isFloat() ? a.dtype().toNative() : DType.FLOAT64;
    NDArray result = NDArray.empty(DType.FLOAT64, o.resultShape(a));
    NDArray rows = sortedRows(a, o, DType.FLOAT64);
    for (long r = 0; r < rows.shape(0); r++) {
      double m = Double.NaN;
      long n = numbers(rows, r, skip);
      if (n > 0) {
        double low = at(rows, r, (n - 1) / 2);
        double high = at(rows, r, n / 2);
        m = n % 2 == 1 ? low : middle(low, high, type);
      }
      result.memory().setAtIndex(JAVA_DOUBLE, r, m);
    }
    return o.deliver("median", result.astype(type));
  }

  private static double middle(double low, double high, DType type) {
    double sum = low + high;
    return (type.id() == TypeId.FLOAT64 ? sum : (float) sum) / 2;
  }

  /**
   * {@return the quantiles, by linear interpolation; the axes of {@code q} come first}
   *
   * @param a the array
   * @param q probabilities from zero to one
   * @param o what is asked for
   * @param weak whether {@code q} is a plain number, which takes on the precision of the array
   * @param skip whether NaN is left out
   */
  public static NDArray quantile(NDArray a, NDArray q, Options o, boolean weak, boolean skip) {
    boolean times = a.dtype().id().isTemporal();
    DType own = times ? DType.FLOAT64 : result(a.dtype());
    DType type = weak || times ? own : DType.promote(a.dtype().toNative(), q.dtype().toNative());
    double[] p = q.astype(DType.FLOAT64).toDoubleArray();
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] >= 0 && p[i] <= 1)) {
        throw new IllegalArgumentException("Quantiles must be in the range [0, 1], not " + p[i]);
      }
      p[i] = rounded(p[i], weak ? own : q.dtype());
    }
    long[] shape = concat(RawShape.of(q), o.resultShape(a));
    NDArray rows = sortedRows(a, o, times ? a.dtype().toNative() : DType.FLOAT64);
    if (times) {
      return o.deliver("quantile", TimeQuantiles.of(rows, p, shape, skip));
    }
    NDArray result = NDArray.empty(DType.FLOAT64, shape);
    for (long r = 0; r < rows.shape(0); r++) {
      long n = numbers(rows, r, skip);
      for (int i = 0; i < p.length; i++) {
        double v = n > 0 ? between(rows, r, n - 1, p[i], type) : Double.NaN;
        result.memory().setAtIndex(JAVA_DOUBLE, i * rows.shape(0) + r, v);
      }
    }
    return o.deliver("quantile", result.astype(type));
  }

  /** The point that a part of the elements lies below; both ways of weighing are monotonic. */
  private static double between(NDArray rows, long r, long last, double q, DType type) {
    double index = rounded(last * q, type);
    long low = (long) Math.floor(index);
    double t = rounded(index - low, type);
    double a = at(rows, r, low);
    double b = at(rows, r, Math.min(low + 1, last));
    double distance = rounded(b - a, type);
    return t >= 0.5
        ? rounded(b - rounded(distance * rounded(1 - t, type), type), type)
        : rounded(a + rounded(distance * t, type), type);
  }

  private static double rounded(double d, DType type) {
    return switch (type.id()) {
      case FLOAT16 -> Float.float16ToFloat(Numbers.toHalf(d));
      case FLOAT32 -> (float) d;
      default -> d;
    };
  }

  private static DType result(DType in) {
    TypeId id = in.id();
    if (!id.isNumeric() || id.isComplex()) {
      throw new IllegalArgumentException("a must be an array of real numbers, not " + in);
    }
    if (id == TypeId.BOOL) {
      // Bools have no differences; this says so.
      UFuncs.SUBTRACT.with().call(true, true);
    }
    return id.isFloat() ? in.toNative() : DType.FLOAT64;
  }

  private static long[] concat(long[] a, long[] b) {
    long[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** One row for each element of the result, of what is reduced to it, as a dtype, sorted. */
  static NDArray sortedRows(NDArray a, Options o, DType dtype) {
    boolean[] gone = o.gone(a.ndim());
    int[] order = new int[a.ndim()];
    long count = 1;
    int k = 0;
    for (int i = 0; i < gone.length; i++) {
      if (!gone[i]) {
        order[k++] = i;
        count *= a.shape(i);
      }
    }
    for (int i = 0; i < gone.length; i++) {
      if (gone[i]) {
        order[k++] = i;
      }
    }
    NDArray moved = a.ndim() == 0 ? a : a.transpose(order);
    long n = 1;
    for (int i = 0; i < gone.length; i++) {
      n *= gone[i] ? a.shape(i) : 1;
    }
    NDArray copy = NDArray.empty(dtype, moved.shape());
    copy.assign(moved, Casting.UNSAFE);
    NDArray rows = copy.reshape(count, n);
    rows.sortInPlace(1);
    return rows;
  }

  private static double at(NDArray rows, long r, long i) {
    return rows.memory().getAtIndex(JAVA_DOUBLE, r * rows.shape(1) + i);
  }

  /** {@return how many elements of a row count, NaN being last: none if there is one} */
  private static long numbers(NDArray rows, long r, boolean skip) {
    long n = rows.shape(1);
    while (n > 0 && Double.isNaN(at(rows, r, n - 1))) {
      n--;
    }
    return skip || n == rows.shape(1) ? n : 0;
  }

  /**
   * {@return percent as parts of one}
   *
   * @param q numbers from zero to a hundred
   */
  public static NDArray percent(NDArray q) {
    for (double p : q.astype(DType.FLOAT64).toDoubleArray()) {
      if (!(p >= 0 && p <= 100)) {
        throw new IllegalArgumentException("Percentiles must be in the range [0, 100], not " + p);
      }
    }
    return UFuncs.DIVIDE.with().call(q, 100.0);
  }
}
