package dev.ambi.core.internal.create;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;

/**
 * Numbers with a step. As in NumPy the first two are computed and converted, and the distance of
 * those is the distance of all: it is not always the step.
 */
public final class Ranges {

  private Ranges() {}

  /**
   * {@return how many integers there are from a start to before a stop}
   *
   * @param start the start
   * @param stop the stop
   * @param step the step
   */
  private static long count(long start, long stop, long step) {
    if (step == 0) {
      throw new IllegalArgumentException("arange with a step of zero");
    }
    boolean none = step > 0 ? stop <= start : stop >= start;
    return none ? 0 : Math.subtractExact(stop, start + Long.signum(step)) / step + 1;
  }

  private static long count(double start, double stop, double step) {
    double length = Math.ceil((stop - start) / step);
    if (step == 0 || Double.isNaN(length) || length > Long.MAX_VALUE / 8.0) {
      throw new IllegalArgumentException(
          "arange cannot go from " + start + " to " + stop + " by " + step);
    }
    return Math.max((long) length, 0);
  }

  /**
   * {@return the range}
   *
   * @param start the first element
   * @param stop the end
   * @param step the distance, not zero
   * @param dtype a number
   */
  public static NDArray arange(long start, long stop, long step, DType dtype) {
    long n = count(start, stop, step);
    return dtype.id().isInteger() || dtype.id() == TypeId.BOOL
        ? integers(start, step, n, dtype)
        : floats((double) start, (double) start + step, n, dtype);
  }

  /**
   * {@return the range}
   *
   * @param start the first element
   * @param stop the end
   * @param step the distance, not zero
   * @param dtype a number
   */
  public static NDArray arange(double start, double stop, double step, DType dtype) {
    long n = count(start, stop, step);
    return dtype.id().isInteger() || dtype.id() == TypeId.BOOL
        ? integers((long) start, (long) (start + step) - (long) start, n, dtype)
        : floats(start, start + step, n, dtype);
  }

  private static NDArray integers(long first, long distance, long n, DType dtype) {
    if (dtype.id() == TypeId.BOOL && n > 2) {
      throw new IllegalArgumentException(
          "arange() is only supported for booleans when the result has at most length 2.");
    }
    NDArray a = NDArray.empty(DType.INT64, n);
    MemorySegment m = a.memory();
    long at = a.offset();
    for (long i = 0; i < n; i++) {
      m.set(JAVA_LONG, at + i * 8, first + i * distance);
    }
    if (dtype.equals(DType.INT64)) {
      return a;
    }
    NDArray converted = a.astype(dtype);
    // Written as single values the first two are refused if they do not fit.
    for (long i = 0; i < Math.min(n, 2); i++) {
      converted.setLong(first + i * distance, i);
    }
    return converted;
  }

  private static NDArray floats(double first, double second, long n, DType dtype) {
    return switch (dtype.id().realPart()) {
      case FLOAT64 -> {
        NDArray a = doubles(first, second, n);
        yield dtype.equals(DType.FLOAT64) ? a : a.astype(dtype);
      }
      case FLOAT32 -> floats((float) first, (float) second, n).astype(dtype);
      case FLOAT16 -> {
        NDArray ends = NDArray.of(new double[] {first, second}).astype(DType.FLOAT16);
        yield floats((float) ends.getDouble(0), (float) ends.getDouble(1), n).astype(dtype);
      }
      default -> throw new IllegalArgumentException("no arange of dtype " + dtype);
    };
  }

  private static NDArray doubles(double first, double second, long n) {
    NDArray a = NDArray.empty(DType.FLOAT64, n);
    MemorySegment m = a.memory();
    long at = a.offset();
    double distance = second - first;
    for (long i = 0; i < n; i++) {
      m.set(JAVA_DOUBLE, at + i * 8, first + i * distance);
    }
    if (n > 1) {
      m.set(JAVA_DOUBLE, at + 8, second);
    }
    return a;
  }

  private static NDArray floats(float first, float second, long n) {
    NDArray a = NDArray.empty(DType.FLOAT32, n);
    MemorySegment m = a.memory();
    long at = a.offset();
    float distance = second - first;
    for (long i = 0; i < n; i++) {
      m.set(JAVA_FLOAT, at + i * 4, first + i * distance);
    }
    if (n > 1) {
      m.set(JAVA_FLOAT, at + 4, second);
    }
    return a;
  }
}
