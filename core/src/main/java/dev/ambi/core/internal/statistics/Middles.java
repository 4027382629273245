package dev.ambi.core.internal.statistics;

import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.ufunc.Choice;

/** Medians of what is sorted as it is, not as float64: complex numbers and spans of time. */
final class Middles {

  private Middles() {}

  static NDArray median(NDArray a, Options o, boolean skip) {
    DType type = a.dtype().toNative();
    NDArray rows = Quantiles.sortedRows(a, o, type);
    NDArray result = skip && rows.shape(1) > 0 ? ofSome(rows) : ofAll(rows);
    return result.reshape(o.resultShape(a));
  }

  private static NDArray ofAll(NDArray sorted) {
    long n = sorted.shape(1);
    NDArray middles = middles(sorted, n);
    if (n == 0) {
      return middles;
    }
    NDArray last = sorted.get(":, -1");
    return Choice.where(UFuncs.ISNAN.call(last), last, middles, null);
  }

  /** Of the first elements of each sorted row. */
  private static NDArray middles(NDArray sorted, long n) {
    NDArray middle = sorted.get(":, " + Math.max(n - 1, 0) / 2 + ":" + (n / 2 + 1));
    return Means.mean(middle, Options.over(1));
  }

  /** NaN is last in each row. */
  private static NDArray ofSome(NDArray sorted) {
    NDArray there = UFuncs.LOGICAL_NOT.call(UFuncs.ISNAN.call(sorted));
    NDArray counts = Options.over(1).in(DType.INT64).reduce(UFuncs.ADD, there);
    NDArray result = NDArray.empty(sorted.dtype(), sorted.shape(0));
    for (long r = 0; r < sorted.shape(0); r++) {
      long n = counts.getLong(r);
      if (n == 0) {
        result.setObject(missing(sorted.dtype()), r);
      } else {
        NDArray row = sorted.get(r + ":" + (r + 1));
        result.get(r + ":" + (r + 1)).assign(middles(row, n));
      }
    }
    return result;
  }

  private static Object missing(DType type) {
    return type.id().isComplex() ? new Complex(Double.NaN, 0) : "NaT";
  }
}
