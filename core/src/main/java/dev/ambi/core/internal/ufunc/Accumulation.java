package dev.ambi.core.internal.ufunc;

import dev.ambi.core.CastLoop;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFunc;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.Transfer;
import dev.ambi.core.internal.loop.ScanLoop;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The results so far along an axis. */
public final class Accumulation {

  private Accumulation() {}

  /**
   * {@return the accumulation}
   *
   * @param ufunc a function of two inputs
   * @param table its loops
   * @param a the array
   * @param axis the axis
   * @param dtype the dtype to compute in, or null
   * @param out where the result goes, or null
   */
  public static NDArray run(
      UFunc ufunc, LoopTable table, NDArray a, int axis, DType dtype, NDArray out) {
    Reduction.checkBinary(ufunc, "accumulate");
    if (a.ndim() == 0) {
      throw new IllegalArgumentException("cannot accumulate on a scalar");
    }
    int k = Shapes.axis(axis, a.ndim());
    Resolved r =
        Reduction.resolve(ufunc, table, a.dtype(), out == null ? null : out.dtype(), dtype);
    NoLoop.checkReducible(ufunc.name() + ".accumulate", r, true);
    DType type = r.dtypes()[2];
    if (out != null) {
      check(ufunc, a, out, type);
    }
    boolean own = out == null || !out.dtype().equals(type) || Transfer.overlaps(a, out);
    NDArray result = own ? a.emptyLike(type) : out;
    NDArray from = a;
    if (!a.dtype().equals(type)) {
      result.assign(a, Casting.UNSAFE);
      from = result;
    }
    accumulate(r, BuiltinReductions.scan(ufunc, type), from, result, k);
    if (own && out != null) {
      out.assign(result, Casting.UNSAFE);
      return out;
    }
    return result;
  }

  private static void check(UFunc ufunc, NDArray a, NDArray out, DType type) {
    if (!Arrays.equals(RawShape.of(a), RawShape.of(out))) {
      throw new IllegalArgumentException(
          "provided out is the wrong size for the accumulation: expected "
              + a.shape()
              + ", got "
              + out.shape());
    }
    Outputs.checkWritable(out);
    CastErrors.checkOutput(ufunc.name(), type, out.dtype(), Casting.SAME_KIND);
  }

  /** The first along the axis as it is, then each as the function of the one before and itself. */
  private static void accumulate(Resolved r, ScanLoop scan, NDArray a, NDArray result, int axis) {
    long n = a.shape(axis);
    if (a.size() == 0) {
      return;
    }
    long[] shape = a.shape().toArray();
    shape[axis] = 1;
    if (isInnermost(a, axis)) {
      long step = a.strides(axis);
      long to = result.strides(axis);
      ScanLoop each = scan == null ? general(r, a.itemSize()) : scan;
      Execution.nest(shape, first(a, shape), first(result, shape))
          .forEachRun((at, strides, count) -> {
            for (long i = 0; i < count; i++) {
              each.run(
                  a.memory(),
                  at[0] + i * strides[0],
                  step,
                  result.memory(),
                  at[1] + i * strides[1],
                  to,
                  n);
            }
          });
      return;
    }
    byRow(r, a, result, axis, shape);
  }

  /** The first elements along the axis that has a length of one in the shape. */
  private static NDArray first(NDArray a, long[] shape) {
    return NDArray.of(a.memory(), a.offset(), a.dtype(), shape, a.strides(), a.isWritable());
  }

  /** A scan by a loop that computes in place. */
  private static ScanLoop general(Resolved r, long itemSize) {
    InnerLoop loop = r.loop().sequential();
    CastLoop move = Casts.move(itemSize);
    return (in, at, stride, out, outAt, outStride, n) -> {
      move.run(in, at, stride, out, outAt, outStride, 1);
      if (n > 1) {
        loop.run(
            new MemorySegment[] {out, in, out},
            new long[] {outAt, at + stride, outAt + outStride},
            new long[] {outStride, stride, outStride},
            n - 1);
      }
    };
  }

  private static void byRow(Resolved r, NDArray a, NDArray result, int axis, long[] shape) {
    first(result, shape).assign(first(a, shape), Casting.UNSAFE);
    MemorySegment[] memory = {result.memory(), a.memory(), result.memory()};
    for (long i = 1; i < a.shape(axis); i++) {
      long row = result.offset() + i * result.strides(axis);
      new StridedNest(
              shape,
              new long[] {row - result.strides(axis), a.offset() + i * a.strides(axis), row},
              result.strides(),
              a.strides(),
              result.strides())
          .forEachRun((at, strides, count) -> r.loop().run(memory, at, strides, count));
    }
  }

  /** Whether no other axis lies closer together. */
  private static boolean isInnermost(NDArray a, int axis) {
    for (int i = 0; i < a.ndim(); i++) {
      if (a.shape(i) > 1 && Math.abs(a.strides(i)) < Math.abs(a.strides(axis))) {
        return false;
      }
    }
    return true;
  }
}
