package dev.ambi.core.internal.ufunc;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFunc;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Line;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.loop.ReduceLoop;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/**
 * Reductions without options, over all axes or one, of arrays that lie plainly in memory: what most
 * calls are, and what has to cost little for small arrays.
 *
 * @param loop the kernel
 * @param load converts elements to the dtype of the kernel; null if they have it
 * @param type the dtype of the kernel and of the result
 */
record PlainReduction(ReduceLoop loop, CastLoop load, DType type) {

  /** Those whose identity with a number gives that number, of any sign. */
  private static final Set<String> NEUTRAL =
      Set.of(
          "add",
          "multiply",
          "logical_and",
          "logical_or",
          "logical_xor",
          "bitwise_and",
          "bitwise_or",
          "bitwise_xor");

  /** {@return the reduction of numbers of a dtype, or null if there is no kernel} */
  static PlainReduction of(UFunc ufunc, LoopTable table, DType in) {
    boolean plain = ufunc.identity() == null || NEUTRAL.contains(ufunc.name());
    if (!plain || ufunc.signature() != null || ufunc.inputs() != 2 || ufunc.outputs() != 1) {
      return null;
    }
    DType type = Reduction.resolve(ufunc, table, in, null, null).dtypes()[2];
    ReduceLoop loop = BuiltinReductions.find(ufunc, type);
    CastLoop load = in.equals(type) ? null : Casts.find(in, type);
    return loop == null ? null : new PlainReduction(loop, load, type);
  }

  /** {@return the combination of all elements, or null if they are not in a line} */
  NDArray all(NDArray a) {
    long step = Line.step(a);
    if (step == 0 || a.size() == 0) {
      return null;
    }
    NDArray result = NDArray.empty(type);
    loop.start(a.memory(), a.offset(), step, a.size(), load, result.memory(), result.offset());
    return result;
  }

  /** {@return the combinations along an axis, or null if they are not this simple} */
  NDArray along(NDArray a, int axis) {
    int ndim = a.ndim();
    boolean contiguous = a.isCContiguous();
    if (a.size() == 0 || !(ndim <= 2 || contiguous)) {
      return null;
    }
    int k = Shapes.axis(axis, ndim);
    long outer = 1;
    long inner = 1;
    long[] shape = new long[ndim - 1];
    for (int i = 0; i < ndim; i++) {
      if (i < k) {
        outer *= a.shape(i);
        shape[i] = a.shape(i);
      } else if (i > k) {
        inner *= a.shape(i);
        shape[i - 1] = a.shape(i);
      }
    }
    // Strides of axes of length one say nothing.
    long n = a.shape(k);
    long step = contiguous ? inner * a.itemSize() : a.strides(k);
    NDArray result = NDArray.empty(type, shape);
    if (inner == 1) {
      long between = contiguous ? n * step : k == 0 ? 0 : a.strides(0);
      runs(a, step, n, between, outer, result);
      return result;
    }
    long innerStep = contiguous ? a.itemSize() : a.strides(1);
    if (Math.abs(step) < Math.abs(innerStep)) {
      runs(a, step, n, innerStep, inner, result);
    } else {
      rows(a, step, n, outer, innerStep, inner, result);
    }
    return result;
  }

  private void runs(NDArray a, long step, long n, long between, long count, NDArray result) {
    MemorySegment in = a.memory();
    MemorySegment out = result.memory();
    long at = a.offset();
    long to = result.offset();
    long item = type.itemSize();
    if (Parallel.isOn() && Parallel.mayShare(in, out)) {
      Parallel.ranges(
          count,
          Math.max(Parallel.GRAIN / n, 1),
          (first, last) -> {
            for (long i = first; i < last; i++) {
              loop.start(in, at + i * between, step, n, load, out, to + i * item);
            }
          });
      return;
    }
    for (long i = 0; i < count; i++) {
      loop.start(in, at + i * between, step, n, load, out, to + i * item);
    }
  }

  private void rows(
      NDArray a, long step, long n, long outer, long innerStep, long inner, NDArray result) {
    long item = type.itemSize();
    CastLoop first = load == null ? Casts.move(item) : load;
    MemorySegment in = a.memory();
    MemorySegment out = result.memory();
    for (long i = 0; i < outer; i++) {
      long at = a.offset() + i * n * step;
      long to = result.offset() + i * inner * item;
      first.run(in, at, innerStep, out, to, item, inner);
      if (n > 1) {
        loop.reduceRows(in, at + step, step, n - 1, innerStep, inner, load, out, to);
      }
    }
  }
}
