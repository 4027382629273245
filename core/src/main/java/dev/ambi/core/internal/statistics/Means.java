package dev.ambi.core.internal.statistics;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncs;
import java.lang.foreign.MemorySegment;

/** Sums over the number of elements. */
public final class Means {

  private Means() {}

  /**
   * {@return the means of all elements}
   *
   * @param a the array
   */
  public static NDArray all(NDArray a) {
    return mean(a, Options.NONE);
  }

  /**
   * {@return the means}
   *
   * @param a the array
   * @param o what is asked for
   */
  public static NDArray mean(NDArray a, Options o) {
    boolean times = a.dtype().id().isTemporal();
    DType type = o.dtype() != null || times ? o.dtype() : computed(a.dtype());
    NDArray sum =
        o.axes().length <= 1 && !o.keepDims() && o.where() == null && type == a.dtype()
            ? UFuncs.ADD.reduce(a, o.axes())
            : o.in(type).reduce(UFuncs.ADD, a);
    NDArray mean;
    if (times) {
      // Spans of time are cut to whole steps.
      NDArray counts = o.where() == null ? NDArray.scalar(o.count(a)) : o.counts(a);
      mean = over(sum, counts.astype(DType.INT64));
    } else {
      mean = o.where() == null ? over(sum, (double) o.count(a)) : over(sum, o.counts(a));
    }
    if (o.dtype() == null && a.dtype().id() == TypeId.FLOAT16) {
      mean = mean.astype(DType.FLOAT16);
    }
    return o.deliver("add", mean);
  }

  /** Integers are averaged as float64, float16 as float32. */
  static DType computed(DType in) {
    TypeId id = in.id();
    if (id == TypeId.BOOL || id.isInteger()) {
      return DType.FLOAT64;
    }
    return id == TypeId.FLOAT16 ? DType.FLOAT32 : in.toNative();
  }

  /** A new array divided in place. */
  static NDArray over(NDArray sum, double count) {
    MemorySegment m = sum.memory();
    long n = sum.size();
    if (sum.dtype() == DType.FLOAT64 && (sum.isCContiguous() || sum.isFContiguous())) {
      for (long i = 0; i < n; i++) {
        long at = sum.offset() + i * 8;
        m.set(JAVA_DOUBLE, at, m.get(JAVA_DOUBLE, at) / count);
      }
      return sum;
    }
    if (sum.dtype() == DType.FLOAT32 && (sum.isCContiguous() || sum.isFContiguous())) {
      for (long i = 0; i < n; i++) {
        long at = sum.offset() + i * 4;
        m.set(JAVA_FLOAT, at, (float) (m.get(JAVA_FLOAT, at) / count));
      }
      return sum;
    }
    return over(sum, NDArray.scalar(count));
  }

  private static NDArray over(NDArray sum, NDArray count) {
    return UFuncs.DIVIDE.with().out(sum).casting(Casting.UNSAFE).call(sum, count);
  }
}
