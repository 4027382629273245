package dev.ambi.core.internal.statistics;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Ops;
import dev.ambi.core.Order;
import dev.ambi.core.Sorting;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.create.Spaces;
import dev.ambi.core.internal.shape.Join;
import java.lang.foreign.MemorySegment;

/**
 * Bins between edges, and what lies in them.
 *
 * @param edges the edges, one more than there are bins
 * @param even whether all bins have one width: then only what lies in them is looked at
 */
public record Bins(NDArray edges, boolean even) {

  /**
   * {@return bins between edges}
   *
   * @param edges the edges
   */
  public static Bins between(NDArray edges) {
    if (edges.ndim() != 1) {
      throw new IllegalArgumentException(
          "`bins` must be 1d, when an array, not of the shape " + edges.shape());
    }
    NDArray lower = edges.get(":-1");
    NDArray upper = edges.get("1:");
    if (UFuncs.GREATER.call(lower, upper).any().getBoolean()) {
      throw new IllegalArgumentException("`bins` must increase monotonically, when an array");
    }
    return new Bins(edges, false);
  }

  /**
   * {@return bins of one width}
   *
   * @param a the elements
   * @param n how many bins
   * @param range the first and the last edge; null for the least and the greatest element
   */
  public static Bins even(NDArray a, long n, double[] range) {
    if (n < 1) {
      throw new IllegalArgumentException("`bins` must be positive, when an integer");
    }
    TypeId id = a.dtype().id();
    if (id.isComplex()) {
      throw new IllegalArgumentException("complex numbers have no bins of one width");
    }
    DType type = id.isFloat() ? a.dtype().toNative() : DType.FLOAT64;
    NDArray first;
    NDArray last;
    if (range != null) {
      check(range[0], range[1]);
      first = NDArray.scalar(range[0]);
      last = NDArray.scalar(range[1]);
    } else if (a.size() == 0) {
      first = NDArray.scalar(0.0);
      last = NDArray.scalar(1.0);
    } else {
      first = UFuncs.MINIMUM.reduce(a).astype(type);
      last = UFuncs.MAXIMUM.reduce(a).astype(type);
      if (!Double.isFinite(first.getDouble()) || !Double.isFinite(last.getDouble())) {
        throw new IllegalArgumentException(
            "autodetected range of ["
                + text(first.getDouble())
                + ", "
                + text(last.getDouble())
                + "] is not finite");
      }
    }
    if (first.getDouble() == last.getDouble()) {
      first = UFuncs.SUBTRACT.with().call(first, 0.5);
      last = UFuncs.ADD.with().call(last, 0.5);
    }
    return new Bins(Spaces.linear(first, last, n + 1, true, 0).astype(type), true);
  }

  private static void check(double low, double high) {
    if (low > high) {
      throw new IllegalArgumentException("max must be larger than min in range parameter.");
    }
    if (!Double.isFinite(low) || !Double.isFinite(high)) {
      throw new IllegalArgumentException(
          "supplied range of [" + text(low) + ", " + text(high) + "] is not finite");
    }
  }

  private static String text(double x) {
    return Double.isNaN(x) ? "nan" : Double.isInfinite(x) ? (x > 0 ? "inf" : "-inf") : "" + x;
  }

  private long count() {
    return Math.max(edges.size() - 1, 0);
  }

  /**
   * {@return for each bin how many elements are in it, or the sum of their weights}
   *
   * @param a the elements
   * @param weights of the same shape; null for one each
   */
  public NDArray counts(NDArray a, NDArray weights) {
    NDArray flat = a.ravel();
    NDArray each = weights == null ? null : weights.ravel();
    if (!even) {
      return each == null ? fromSorted(flat) : fromSorted(flat, each);
    }
    NDArray inside =
        UFuncs.LOGICAL_AND.call(
            UFuncs.GREATER_EQUAL.call(flat, edge(0)), UFuncs.LESS_EQUAL.call(flat, edge(count())));
    NDArray some = flat.get(inside).astype(edges.dtype());
    NDArray places =
        UFuncs.SUBTRACT.with().call(Sorting.searchsorted(edges, some, Sorting.Side.RIGHT), 1);
    places = UFuncs.MINIMUM.with().call(places, count() - 1);
    if (each == null) {
      return bincount(places, null, count());
    }
    NDArray shares = each.get(inside);
    if (!shares.dtype().id().isComplex()) {
      return bincount(places, shares.astype(DType.FLOAT64), count())
          .astype(weights.dtype().toNative(), Casting.UNSAFE);
    }
    NDArray sums = NDArray.zeros(weights.dtype().toNative(), count());
    for (boolean re : new boolean[] {true, false}) {
      NDArray part = (re ? Ops.real(shares) : Ops.imag(shares)).astype(DType.FLOAT64);
      (re ? Ops.real(sums) : Ops.imag(sums))
          .assign(bincount(places, part, count()), Casting.UNSAFE);
    }
    return sums;
  }

  private NDArray edge(long i) {
    return edges.get(i + ", ...");
  }

  /** Where among sorted elements each edge is: the last one behind its equals. */
  private NDArray places(NDArray sorted) {
    NDArray lower = Sorting.searchsorted(sorted, edges.get(":-1"), Sorting.Side.LEFT);
    NDArray last = Sorting.searchsorted(sorted, edges.get("-1:"), Sorting.Side.RIGHT);
    return Join.concat(0, new NDArray[] {lower, last});
  }

  private NDArray fromSorted(NDArray flat) {
    NDArray places = places(Sorting.sort(flat));
    return UFuncs.SUBTRACT.call(places.get("1:"), places.get(":-1"));
  }

  private NDArray fromSorted(NDArray flat, NDArray weights) {
    NDArray order = flat.argsort();
    NDArray sums = weights.take(order).cumsum();
    NDArray running = Join.concat(0, new NDArray[] {NDArray.zeros(sums.dtype(), 1), sums});
    NDArray at = running.take(places(flat.take(order)));
    return UFuncs.SUBTRACT
        .call(at.get("1:"), at.get(":-1"))
        .astype(weights.dtype().toNative(), Casting.UNSAFE);
  }

  /**
   * {@return counts by width and total}
   *
   * @param counts a count for each bin
   */
  public NDArray densities(NDArray counts) {
    NDArray widths = UFuncs.SUBTRACT.call(edges.get("1:"), edges.get(":-1"));
    NDArray each = UFuncs.DIVIDE.call(counts, widths.astype(DType.FLOAT64));
    return UFuncs.DIVIDE.call(each, counts.sum());
  }

  /**
   * {@return how often each of the numbers from zero to the greatest is there}
   *
   * @param x integers of one dimension
   * @param weights what each counts, or null
   * @param minLength how many numbers there are at least
   */
  public static NDArray bincount(NDArray x, NDArray weights, long minLength) {
    CastErrors.check(x.dtype(), DType.INT64, Casting.SAFE);
    if (x.ndim() != 1) {
      throw new IllegalArgumentException(
          x.ndim() == 0
              ? "object of too small depth for desired array"
              : "object too deep for desired array");
    }
    if (minLength < 0) {
      throw new IllegalArgumentException("'minlength' must not be negative");
    }
    if (x.size() == 0) {
      return NDArray.zeros(DType.INT64, minLength);
    }
    NDArray all = x.astype(DType.INT64).copy(Order.C);
    long length = minLength;
    for (long i = 0; i < all.size(); i++) {
      long k = all.memory().get(JAVA_LONG, all.offset() + i * Long.BYTES);
      if (k < 0) {
        throw new IllegalArgumentException("'list' argument must have no negative elements");
      }
      length = Math.max(length, Math.addExact(k, 1));
    }
    if (weights == null) {
      NDArray counts = NDArray.zeros(DType.INT64, length);
      add(all, null, counts);
      return counts;
    }
    CastErrors.check(weights.dtype(), DType.FLOAT64, Casting.SAFE);
    if (weights.ndim() != 1 || weights.size() != x.size()) {
      throw new IllegalArgumentException("The weights and list don't have the same length.");
    }
    NDArray sums = NDArray.zeros(DType.FLOAT64, length);
    add(all, weights.astype(DType.FLOAT64).copy(Order.C), sums);
    return sums;
  }

  private static void add(NDArray x, NDArray weights, NDArray to) {
    MemorySegment from = x.memory();
    MemorySegment m = to.memory();
    for (long i = 0; i < x.size(); i++) {
      long at = to.offset() + from.get(JAVA_LONG, x.offset() + i * Long.BYTES) * Long.BYTES;
      if (weights == null) {
        m.set(JAVA_LONG, at, m.get(JAVA_LONG, at) + 1);
      } else {
        double w = weights.memory().get(JAVA_DOUBLE, weights.offset() + i * Double.BYTES);
        m.set(JAVA_DOUBLE, at, m.get(JAVA_DOUBLE, at) + w);
      }
    }
  }
}
