package dev.ambi.core.internal.statistics;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Line;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.Transfer;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * Where the first greatest or least elements along an axis are; NaN and NaT count as greater and
 * less than all others.
 */
public final class ArgExtremum {

  private ArgExtremum() {}

  /**
   * {@return the index in row-major order of the first extremum of all}
   *
   * @param a the array
   * @param keepDims whether the result has as many axes as the array, of length one
   * @param max whether the greatest is asked for, else the least
   * @param out where the index goes, of int64; null for a new array
   */
  public static NDArray all(NDArray a, boolean keepDims, boolean max, NDArray out) {
    TypeId id = a.dtype().id();
    boolean plain = id.isNumeric() && !id.isComplex() && a.dtype().isNative();
    if (plain && !keepDims && out == null) {
      long step = Line.step(a);
      if (step != 0 && a.size() > 0) {
        NDArray place = NDArray.empty(DType.INT64);
        new RunExtremum(a, max, step, a.size(), place.memory()).one(a.offset(), place.offset());
        return place;
      }
    }
    NDArray flat = a.ndim() == 1 ? a : a.ravel();
    if (!keepDims || a.ndim() == 0) {
      return along(flat, 0, false, max, out);
    }
    long[] ones = new long[a.ndim()];
    Arrays.fill(ones, 1);
    check(max ? "argmax" : "argmin", out, ones);
    NDArray place = along(flat, 0, false, max, null).reshape(ones);
    if (out == null) {
      return place;
    }
    out.assign(place);
    return out;
  }

  /**
   * {@return the indices along an axis}
   *
   * @param a the array
   * @param axis the axis
   * @param keepDims whether the axis stays with a length of one
   * @param max whether the greatest are asked for, else the least
   * @param out where the indices go, of int64; null for a new array
   */
  public static NDArray along(NDArray a, int axis, boolean keepDims, boolean max, NDArray out) {
    NDArray one = a.ndim() == 0 ? a.reshape(1) : a;
    if (a.ndim() == 0 && axis != 0 && axis != -1) {
      Shapes.axis(axis, 0);
    }
    int k = Shapes.axis(axis, one.ndim());
    long n = one.shape(k);
    long[] kept = one.shape().toArray();
    kept[k] = 1;
    String name = max ? "argmax" : "argmin";
    long[] shape = a.ndim() == 0 ? new long[0] : keepDims ? kept : without(kept, k);
    check(name, out, shape);
    boolean own = out == null || Transfer.overlaps(out, a);
    NDArray result = own ? NDArray.empty(DType.INT64, shape) : out;
    if (n == 0 && Shapes.size(kept) > 0) {
      throw new IllegalArgumentException("attempt to get " + name + " of an empty sequence");
    }
    if (result.size() > 0) {
      long[] strides = new long[kept.length];
      for (int i = 0, j = 0; i < kept.length; i++) {
        boolean gone = i == k && (!keepDims || a.ndim() == 0);
        strides[i] = gone ? 0 : result.strides(j++);
      }
      fill(inNativeOrder(one), k, kept, result, strides, max);
    }
    if (own && out != null) {
      out.assign(result);
      return out;
    }
    return result;
  }

  private static void check(String name, NDArray out, long[] shape) {
    if (out == null) {
      return;
    }
    if (!Arrays.equals(RawShape.of(out), shape)) {
      throw new IllegalArgumentException(
          "output array does not match result of np."
              + name
              + ": expected "
              + Shapes.tuple(shape)
              + ", got "
              + out.shape());
    }
    if (!out.dtype().equals(DType.INT64)) {
      throw CastErrors.of(out.dtype(), DType.INT64, Casting.SAFE);
    }
    Outputs.checkWritable(out);
  }

  private static long[] without(long[] shape, int axis) {
    long[] rest = new long[shape.length - 1];
    System.arraycopy(shape, 0, rest, 0, axis);
    System.arraycopy(shape, axis + 1, rest, axis, rest.length - axis);
    return rest;
  }

  private static NDArray inNativeOrder(NDArray a) {
    return a.dtype().isNative() ? a : a.astype(a.dtype().toNative());
  }

  private static void fill(
      NDArray a, int axis, long[] kept, NDArray result, long[] strides, boolean max) {
    TypeId id = a.dtype().id();
    boolean text = id == TypeId.BYTES || id == TypeId.STR;
    if (!id.isNumeric() && !id.isTemporal() && !text) {
      throw new IllegalArgumentException("data type not ordered: " + a.dtype().repr());
    }
    long n = a.shape(axis);
    StridedNest nest =
        new StridedNest(kept, new long[] {a.offset(), result.offset()}, a.strides(), strides);
    long step = a.strides(axis);
    StridedNest.Body body =
        text
            ? places(new TextExtremum(a, max, step, n)::place, result.memory())
            : id.isComplex()
                ? places(new ComplexExtremum(a, max, step, n)::place, result.memory())
                : new RunExtremum(a, max, step, n, result.memory())::run;
    if (Parallel.mayShare(a.memory(), result.memory())) {
      nest.forEachPart(Math.max(Parallel.GRAIN / n, 1), part -> part.forEachRun(body));
    } else {
      nest.forEachRun(body);
    }
  }

  /** Looks at one run after the other. */
  private static StridedNest.Body places(LongUnaryOperator place, MemorySegment out) {
    return (at, strides, count) -> {
      for (long i = 0; i < count; i++) {
        long found = place.applyAsLong(at[0] + i * strides[0]);
        out.set(JAVA_LONG_UNALIGNED, at[1] + i * strides[1], found);
      }
    };
  }
}
