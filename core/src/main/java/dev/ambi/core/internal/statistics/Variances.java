package dev.ambi.core.internal.statistics;

import dev.ambi.core.CastLoop;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Line;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.loop.Deviations;
import dev.ambi.core.internal.ufunc.Choice;
import java.lang.foreign.MemorySegment;

/**
 * Variances, in two passes: the mean, then the squares of the distances from it, which are never
 * all in memory.
 */
public final class Variances {

  private Variances() {}

  /**
   * {@return the standard deviations}
   *
   * @param a the array
   * @param o what is asked for
   */
  public static NDArray std(NDArray a, Options o) {
    if (isPlain(a, o)) {
      return ofAll(a, o, true);
    }
    NDArray result = of(a, o);
    return o.deliver("std", UFuncs.SQRT.into(result, result));
  }

  /**
   * {@return the variances}
   *
   * @param a the array
   * @param o what is asked for
   */
  public static NDArray var(NDArray a, Options o) {
    if (isPlain(a, o)) {
      return ofAll(a, o, false);
    }
    return o.deliver("var", of(a, o));
  }

  /** All floats of a line: what has to cost little for small arrays. */
  private static boolean isPlain(NDArray a, Options o) {
    return (a.dtype() == DType.FLOAT64 || a.dtype() == DType.FLOAT32)
        && o.axes().length == 0
        && !o.keepDims()
        && o.where() == null
        && o.dtype() == null
        && o.out() == null
        && a.size() > Math.max(o.correction(), 0)
        && Line.step(a) != 0;
  }

  private static NDArray ofAll(NDArray a, Options o, boolean root) {
    NDArray result = Means.mean(a, o);
    Deviations kernel = Deviations.in(a.dtype());
    double mean = kernel.get(result.memory(), result.offset());
    double squares = kernel.squares(a.memory(), a.offset(), Line.step(a), a.size(), null, mean);
    // Rounded to the dtype after each step, as arrays of it would be.
    kernel.put(result.memory(), result.offset(), squares);
    Means.over(result, a.size() - o.correction());
    if (root) {
      double variance = kernel.get(result.memory(), result.offset());
      kernel.put(result.memory(), result.offset(), Math.sqrt(variance));
    }
    return result;
  }

  /** In a new array. */
  private static NDArray of(NDArray a, Options o) {
    DType wanted = o.dtype() != null ? o.dtype() : a.dtype();
    if (!a.dtype().isNumeric()) {
      // Both steps have the errors of their own.
      Means.mean(a, o.keeping());
      UFuncs.SQUARE.call(a);
    }
    if (!a.dtype().isNumeric() || !wanted.isNumeric()) {
      throw new IllegalArgumentException(
          "the variance of " + a.dtype() + " is not defined, nor computed in " + wanted);
    }
    boolean complex = a.dtype().id().isComplex();
    TypeId part = wanted.id().realPart();
    DType type = part == TypeId.FLOAT32 || part == TypeId.FLOAT16 ? DType.FLOAT32 : DType.FLOAT64;
    NDArray sum = complex ? real(part(a, 0), o, type) : real(a, o, type);
    if (complex) {
      UFuncs.ADD.into(sum, sum, real(part(a, 1), o, type));
    }
    NDArray result = divide(sum, a, o);
    DType made = wanted.id().isFloat() || wanted.id().isComplex() ? DType.of(part) : type;
    return made.equals(type) ? result : result.astype(made);
  }

  private static NDArray divide(NDArray sum, NDArray a, Options o) {
    NDArray shaped = sum.reshape(o.resultShape(a));
    if (o.where() == null) {
      double count = o.count(a) - o.correction();
      return Means.over(shaped, count > 0 ? count : Double.NaN);
    }
    NDArray count = UFuncs.SUBTRACT.with().call(o.counts(a), o.correction());
    NDArray enough = UFuncs.GREATER.with().call(count, 0);
    return UFuncs.DIVIDE
        .with()
        .out(shaped)
        .casting(Casting.UNSAFE)
        .call(shaped, Choice.where(enough, count, Double.NaN, null));
  }

  /** The real or the imaginary parts. */
  private static NDArray part(NDArray a, int k) {
    DType d = DType.of(a.dtype().id().realPart()).withByteOrder(a.dtype().byteOrder());
    long at = a.size() == 0 ? a.offset() : a.offset() + k * d.itemSize();
    return NDArray.of(a.memory(), at, d, RawShape.of(a), a.strides(), false);
  }

  /** The sums of squares with all axes kept. */
  private static NDArray real(NDArray a, Options o, DType type) {
    NDArray mean = means(a, o, type);
    if (o.where() != null) {
      NDArray d = UFuncs.SUBTRACT.with().dtype(type).casting(Casting.UNSAFE).call(a, mean);
      return o.keeping().in(type).reduce(UFuncs.ADD, UFuncs.MULTIPLY.into(d, d, d));
    }
    NDArray sum = NDArray.zeros(type, RawShape.of(mean));
    if (a.size() == 0) {
      return sum;
    }
    boolean[] gone = o.gone(a.ndim());
    StridedNest nest =
        new StridedNest(
            RawShape.of(a),
            new long[] {a.offset(), mean.offset(), sum.offset()},
            a.strides(),
            held(mean, gone),
            held(sum, gone));
    CastLoop load = a.dtype().equals(type) ? null : Casts.find(a.dtype(), type);
    Walk walk = new Walk(a.memory(), mean.memory(), sum.memory(), load, type);
    if (nest.forEachPlane(walk::plane)) {
      return sum;
    }
    if (Parallel.mayShare(a.memory(), sum.memory()) && isOuterKept(a, gone)) {
      nest.forEachPart(Parallel.GRAIN, part -> part.forEachRun(walk::run));
    } else {
      nest.forEachRun(walk::run);
    }
    return sum;
  }

  /** The means with all axes kept. */
  private static NDArray means(NDArray a, Options o, DType type) {
    if (o.where() != null || o.axes().length != 1 || !a.dtype().equals(type)) {
      return Means.mean(a, o.keeping().in(type));
    }
    long[] kept = RawShape.of(a).clone();
    kept[Shapes.axis(o.axes()[0], kept.length)] = 1;
    return Means.mean(a, Options.over(o.axes())).reshape(kept);
  }

  /** Whether a walk is split along an axis that stays: threads then share no sum. */
  private static boolean isOuterKept(NDArray a, boolean[] gone) {
    return a.ndim() > 0 && a.isCContiguous() && a.shape(0) > 1 && !gone[0];
  }

  private static long[] held(NDArray kept, boolean[] gone) {
    long[] strides = kept.strides();
    for (int i = 0; i < gone.length; i++) {
      strides[i] = gone[i] ? 0 : strides[i];
    }
    return strides;
  }

  private record Walk(
      MemorySegment in, MemorySegment mean, MemorySegment sum, CastLoop load, DType type) {

    boolean plane(long[] at, long[] outer, long rows, long[] inner, long n) {
      long item = type.itemSize();
      if (outer[2] != 0 || inner[1] != item || inner[2] != item) {
        return false;
      }
      Deviations.in(type)
          .rows(in, at[0], outer[0], rows, inner[0], n, load, mean, at[1], sum, at[2]);
      return true;
    }

    void run(long[] at, long[] strides, long n) {
      Deviations kernel = Deviations.in(type);
      if (strides[2] == 0) {
        double more = kernel.squares(in, at[0], strides[0], n, load, kernel.get(mean, at[1]));
        kernel.put(sum, at[2], kernel.get(sum, at[2]) + more);
        return;
      }
      for (long i = 0; i < n; i++) {
        long from = at[0] + i * strides[0];
        long to = at[2] + i * strides[2];
        double m = kernel.get(mean, at[1] + i * strides[1]);
        double more = kernel.squares(in, from, strides[0], 1, load, m);
        kernel.put(sum, to, kernel.get(sum, to) + more);
      }
    }
  }
}
