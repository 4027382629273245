package dev.ambi.core.internal.create;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.ambi.core.DType;
import dev.ambi.core.Index;
import dev.ambi.core.Indexing;
import dev.ambi.core.NDArray;
import dev.ambi.core.Ops;
import dev.ambi.core.internal.Shapes;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Numbers spaced evenly, or evenly in their logarithms, between two ends. */
public final class Spaces {

  private Spaces() {}

  private static void checkCount(long num) {
    if (num < 0) {
      throw new IllegalArgumentException("Number of samples, " + num + ", must be non-negative.");
    }
  }

  /**
   * {@return the distance of neighbours; NaN where there are none}
   *
   * @param start the first number
   * @param stop the end
   * @param num how many
   * @param endpoint whether the end is the last number
   */
  public static double step(double start, double stop, long num, boolean endpoint) {
    checkCount(num);
    long div = endpoint ? num - 1 : num;
    return div > 0 ? (stop - start) / div : Double.NaN;
  }

  /**
   * {@return evenly spaced numbers, as float64}
   *
   * @param start the first number
   * @param stop the end
   * @param num how many
   * @param endpoint whether the end is the last number
   */
  public static NDArray linear(double start, double stop, long num, boolean endpoint) {
    double step = step(start, stop, num, endpoint);
    long div = endpoint ? num - 1 : num;
    double delta = stop - start;
    NDArray a = NDArray.empty(DType.FLOAT64, num);
    MemorySegment m = a.memory();
    long at = a.offset();
    if (div <= 0) {
      for (long i = 0; i < num; i++) {
        m.set(JAVA_DOUBLE, at + i * 8, i * delta + start);
      }
    } else if (step == 0) {
      // The distance is too small to be told; each number is computed from the whole.
      for (long i = 0; i < num; i++) {
        m.set(JAVA_DOUBLE, at + i * 8, (double) i / div * delta + start);
      }
    } else {
      for (long i = 0; i < num; i++) {
        m.set(JAVA_DOUBLE, at + i * 8, i * step + start);
      }
    }
    if (endpoint && num > 1) {
      m.set(JAVA_DOUBLE, at + (num - 1) * 8, stop);
    }
    return a;
  }

  /**
   * {@return evenly spaced numbers between the elements of arrays}
   *
   * @param start the first numbers
   * @param stop the ends
   * @param num how many
   * @param endpoint whether the ends are the last numbers
   * @param axis the axis of the result along which they are
   */
  public static NDArray linear(NDArray start, NDArray stop, long num, boolean endpoint, int axis) {
    checkCount(num);
    long div = endpoint ? num - 1 : num;
    NDArray from = Ops.multiply(start, 1.0);
    NDArray to = Ops.multiply(stop, 1.0);
    NDArray delta = Ops.subtract(to, from);
    int on = Shapes.axis(axis, delta.ndim() + 1, "destination");
    long[] shape = new long[delta.ndim() + 1];
    Arrays.fill(shape, 1);
    shape[0] = num;
    NDArray y = Ranges.arange(0L, num, 1L, delta.dtype()).reshape(shape);
    if (div > 0) {
      NDArray step = Ops.divide(delta, (double) div);
      boolean some = step.size() == 0 || Indexing.countNonzero(step) == step.size();
      y = some ? Ops.multiply(y, step) : Ops.multiply(Ops.divide(y, (double) div), delta);
    } else {
      y = Ops.multiply(y, delta);
    }
    y = Ops.add(y, from);
    if (endpoint && num > 1) {
      y.set(to, Index.at(-1));
    }
    int[] order = new int[y.ndim()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i < on ? i + 1 : i == on ? 0 : i;
    }
    return y.transpose(order);
  }

  /**
   * {@return evenly spaced numbers as another dtype: rounded down for integers}
   *
   * @param values the numbers
   * @param dtype the dtype
   */
  public static NDArray as(NDArray values, DType dtype) {
    NDArray whole = dtype.id().isInteger() ? Ops.floor(values) : values;
    return whole.dtype().equals(dtype) ? whole : whole.astype(dtype);
  }

  /**
   * {@return numbers whose ratio to their neighbours is the same, as float64}
   *
   * @param start the first number, not zero
   * @param stop the end, not zero
   * @param num how many
   * @param endpoint whether the end is the last number
   */
  public static NDArray geometric(double start, double stop, long num, boolean endpoint) {
    if (start == 0 || stop == 0) {
      throw new IllegalArgumentException("Geometric sequence cannot include zero");
    }
    double sign = Math.signum(start);
    NDArray exponents = linear(Math.log10(start / sign), Math.log10(stop / sign), num, endpoint);
    NDArray result = Ops.pow(10.0, exponents);
    if (num > 0) {
      result.setDouble(start / sign, 0);
    }
    if (num > 1 && endpoint) {
      result.setDouble(stop / sign, num - 1);
    }
    return Ops.multiply(result, sign);
  }
}
