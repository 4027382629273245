package dev.ambi.tests.bench;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An argument of the engine's cases, which both sides make for themselves, with equal elements:
 * uniform in [shift, shift + scale), cut where the dtype is one of integers.
 *
 * @param dtype the type of the elements
 * @param seed what makes the elements differ from those of other inputs
 * @param shift the least element
 * @param scale the width of the range
 */
record EngineInput(DType dtype, long seed, double shift, double scale) {
  /** As a scale: the number of elements. */
  static final double SIZE = -1;

  private static final double TWO_TO_MINUS_53 = 0x1p-53;

  /** The same with {@link #SIZE} replaced by a number. */
  EngineInput scaledTo(long n) {
    return scale == SIZE ? new EngineInput(dtype, seed, shift, n) : this;
  }

  /** The array; {@code step} is the stride of the last axis in elements. */
  NDArray make(long[] shape, long step) {
    long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    boolean complex = dtype.id().isComplex();
    NDArray uniform = NDArray.empty(DType.FLOAT64, complex ? 2 * size : size);
    fill(uniform);
    // A float is false only where it is 0: cut before it becomes a bool.
    NDArray cut = dtype == DType.BOOL ? uniform.astype(DType.INT8) : uniform;
    NDArray values = (complex ? cut.view(dtype) : cut.astype(dtype)).reshape(shape);
    if (step == 1) {
      return values;
    }
    long[] wide = shape.clone();
    wide[wide.length - 1] *= step;
    NDArray strided = NDArray.zeros(dtype, wide).get("..., ::" + step);
    strided.assign(values);
    return strided;
  }

  private void fill(NDArray array) {
    MemorySegment memory = array.memory();
    for (long i = 0; i < array.size(); i++) {
      double u = (splitMix(seed + (i + 1) * 0x9E3779B97F4A7C15L) >>> 11) * TWO_TO_MINUS_53;
      memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, u * scale + shift);
    }
  }

  private static long splitMix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** How a peer is told to make it. */
  String request(String name, long[] shape, long step) {
    String dims = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
    return name
        + "=array:"
        + dtype.name()
        + ":"
        + seed
        + ":"
        + shift
        + ":"
        + scale
        + ":"
        + dims
        + ":"
        + step;
  }
}
