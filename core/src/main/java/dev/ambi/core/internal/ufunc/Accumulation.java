package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFunc;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.Transfer;
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
    TimeErrors.checkReducible(ufunc.name() + ".accumulate", r);
    DType type = r.dtypes()[2];
    if (out != null) {
      check(ufunc, a, out, type);
    }
    boolean own = out == null || !out.dtype().equals(type) || Transfer.overlaps(a, out);
    NDArray result = own ? a.emptyLike(type) : out;
    // The running value is computed in place: what is read next is what was written last.
    result.assign(a, Casting.UNSAFE);
    accumulate(r, result, k);
    if (own && out != null) {
      out.assign(result, Casting.UNSAFE);
      return out;
    }
    return result;
  }

  private static void check(UFunc ufunc, NDArray a, NDArray out, DType type) {
    if (!Arrays.equals(a.shape(), out.shape())) {
      throw new IllegalArgumentException(
          "provided out is the wrong size for the accumulation: expected "
              + Shapes.tuple(a.shape())
              + ", got "
              + Shapes.tuple(out.shape()));
    }
    if (!out.isWritable()) {
      throw new UnsupportedOperationException("output array is read-only");
    }
    if (!DType.canCast(type, out.dtype(), Casting.SAME_KIND)) {
      throw new IllegalArgumentException(
          "Cannot cast ufunc '"
              + ufunc.name()
              + "' output from dtype('"
              + type
              + "') to dtype('"
              + out.dtype()
              + "') with casting rule 'same_kind'");
    }
  }

  /** Each element becomes the function of the one before it and itself. */
  private static void accumulate(Resolved r, NDArray a, int axis) {
    long n = a.shape(axis);
    if (n < 2 || a.size() == 0) {
      return;
    }
    long step = a.strides(axis);
    long[] shape = a.shape();
    MemorySegment m = a.memory();
    MemorySegment[] memory = {m, m, m};
    boolean along = isInnermost(a, axis);
    if (along) {
      shape[axis] = 1;
      new StridedNest(shape, new long[] {a.offset()}, a.strides())
          .forEachRun((at, strides, count) -> {
            for (long i = 0; i < count; i++) {
              long first = at[0] + i * strides[0];
              r.loop()
                  .run(
                      memory,
                      new long[] {first, first + step, first + step},
                      new long[] {step, step, step},
                      n - 1);
            }
          });
    } else {
      shape[axis] = 1;
      for (long i = 1; i < n; i++) {
        long before = a.offset() + (i - 1) * step;
        new StridedNest(
                shape,
                new long[] {before, before + step, before + step},
                a.strides(),
                a.strides(),
                a.strides())
            .forEachRun((at, strides, count) -> r.loop().run(memory, at, strides, count));
      }
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
