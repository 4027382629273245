package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Ops;
import dev.ambi.core.Order;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.RawShape;
import java.util.Arrays;

/** Lines through points, one part of complex values after the other. */
public final class Interpolation {

  /** From so few points on they are looked through one by one. */
  private static final int FEW = 4;

  private final double[] xp;
  private final double[] fp;

  /** Whether the slope is a product with the inverse distance, as it is of complex values. */
  private final boolean byInverse;

  /** What there is where nothing is known of the place: NaN, but no imaginary part. */
  private final double unknown;

  private Interpolation(double[] xp, double[] fp, boolean byInverse, double unknown) {
    this.xp = xp;
    this.fp = fp;
    this.byInverse = byInverse;
    this.unknown = unknown;
  }

  /**
   * {@return the values of the line}
   *
   * @param x where it is asked for
   * @param xp where the points are
   * @param fp the values there
   * @param left the value before the first point; null for the first point's
   * @param right the value behind the last point; null for the last point's
   */
  public static NDArray of(Object x, NDArray xp, NDArray fp, Object left, Object right) {
    check(xp);
    check(fp);
    if (xp.size() == 0) {
      throw new IllegalArgumentException("array of sample points is empty");
    }
    if (xp.size() != fp.size()) {
      throw new IllegalArgumentException("fp and xp are not of the same length.");
    }
    boolean complex = fp.dtype().id().isComplex();
    NDArray at = real(array(x)).copy(Order.C);
    double[] points = real(xp).toDoubleArray();
    if (!complex) {
      NDArray result = NDArray.empty(DType.FLOAT64, at.shape());
      new Interpolation(points, real(fp).toDoubleArray(), false, Double.NaN)
          .fill(at, result, part(left, true), part(right, true));
      return result;
    }
    NDArray values = fp.astype(DType.COMPLEX128);
    NDArray result = NDArray.empty(DType.COMPLEX128, at.shape());
    for (boolean re : new boolean[] {true, false}) {
      NDArray of = re ? Ops.real(values) : Ops.imag(values);
      NDArray one = NDArray.empty(DType.FLOAT64, at.shape());
      new Interpolation(points, of.toDoubleArray(), true, re ? Double.NaN : 0)
          .fill(at, one, part(left, re), part(right, re));
      (re ? Ops.real(result) : Ops.imag(result)).assign(one);
    }
    return result;
  }

  /**
   * {@return the values of a line that repeats}
   *
   * @param x where it is asked for
   * @param xp where the points are, in any order
   * @param fp the values there
   * @param period the distance after which it repeats
   */
  public static NDArray periodic(Object x, NDArray xp, NDArray fp, double period) {
    if (period == 0) {
      throw new IllegalArgumentException("period must be a non-zero value");
    }
    if (xp.ndim() != 1 || fp.ndim() != 1) {
      throw new IllegalArgumentException("Data points must be 1-D sequences");
    }
    if (xp.size() != fp.size()) {
      throw new IllegalArgumentException("fp and xp are not of the same length");
    }
    double size = Math.abs(period);
    NDArray at = UFuncs.REMAINDER.with().call(real(array(x)), size);
    NDArray turned = UFuncs.REMAINDER.with().call(real(xp), size);
    NDArray order = turned.argsort();
    NDArray points = turned.take(order);
    NDArray values = fp.take(order);
    return of(at, around(points, size), around(values, 0), null, null);
  }

  /** With the last point before the first, and the first behind the last. */
  private static NDArray around(NDArray a, double period) {
    long n = a.size();
    NDArray all = NDArray.empty(a.dtype(), n == 0 ? 0 : n + 2);
    if (n > 0) {
      all.get("1:-1").assign(a);
      all.get(":1").assign(UFuncs.SUBTRACT.with().call(a.get("-1:"), period), Casting.UNSAFE);
      all.get("-1:").assign(UFuncs.ADD.with().call(a.get(":1"), period), Casting.UNSAFE);
    }
    return all;
  }

  private static NDArray array(Object x) {
    return x instanceof NDArray a ? a : Arguments.of("interp", 1, new Object[] {x}).arrays()[0];
  }

  private static NDArray real(NDArray a) {
    if (!DType.canCast(a.dtype(), DType.FLOAT64, Casting.SAFE)) {
      throw CastErrors.of(a.dtype(), DType.FLOAT64, Casting.SAFE);
    }
    return a.astype(DType.FLOAT64);
  }

  private static void check(NDArray a) {
    if (a.ndim() != 1) {
      throw new IllegalArgumentException(
          a.ndim() == 0
              ? "object of too small depth for desired array"
              : "object too deep for desired array: " + Arrays.toString(RawShape.of(a)));
    }
  }

  private static Double part(Object value, boolean re) {
    if (value == null) {
      return null;
    }
    NDArray a = array(value);
    return re ? (Double) a.getComplex().re() : (Double) a.getComplex().im();
  }

  private void fill(NDArray x, NDArray result, Double left, Double right) {
    double before = left == null ? fp[0] : left;
    double behind = right == null ? fp[fp.length - 1] : right;
    NDArray from = x.reshape(-1);
    NDArray to = result.reshape(-1);
    for (long i = 0; i < from.size(); i++) {
      to.setDouble(at(from.getDouble(i), before, behind), i);
    }
  }

  private double at(double x, double before, double behind) {
    int last = xp.length - 1;
    if (last == 0) {
      return x < xp[0] ? before : x > xp[0] ? behind : fp[0];
    }
    if (Double.isNaN(x)) {
      return unknown;
    }
    if (x > xp[last]) {
      return behind;
    }
    if (x < xp[0]) {
      return before;
    }
    int j = place(x);
    if (j == last || xp[j] == x) {
      return fp[j];
    }
    double slope =
        byInverse
            ? (fp[j + 1] - fp[j]) * (1 / (xp[j + 1] - xp[j]))
            : (fp[j + 1] - fp[j]) / (xp[j + 1] - xp[j]);
    double y = slope * (x - xp[j]) + fp[j];
    if (Double.isNaN(y)) {
      // From the other side it may be a number.
      y = slope * (x - xp[j + 1]) + fp[j + 1];
      y = Double.isNaN(y) && fp[j] == fp[j + 1] ? fp[j] : y;
    }
    return y;
  }

  /** The last point that is not behind. */
  private int place(double x) {
    if (xp.length <= FEW) {
      int i = 1;
      while (i < xp.length && x >= xp[i]) {
        i++;
      }
      return i - 1;
    }
    int low = 0;
    int high = xp.length;
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (x >= xp[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
