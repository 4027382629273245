package dev.ambi.core.internal.index;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.IndexMode;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.CastErrors;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Positions along an axis, made right for it. */
final class Places {

  private Places() {}

  /**
   * {@return positions as native int64}
   *
   * @param indices an array of integers or bool
   * @throws IllegalArgumentException if it is neither
   */
  static NDArray asInt64(NDArray indices) {
    if (indices.dtype().equals(DType.INT64)) {
      return indices;
    }
    if (!DType.canCast(indices.dtype(), DType.INT64, Casting.SAFE)
        && !indices.dtype().id().isInteger()) {
      throw CastErrors.of(indices.dtype(), DType.INT64, Casting.SAFE);
    }
    return indices.astype(DType.INT64);
  }

  /**
   * {@return positions of an axis}
   *
   * @param indices integers
   * @param axis the axis
   * @param length its length
   * @param stride its stride in bytes
   * @param mode what becomes of those that are not on the axis
   */
  static IndexArray on(NDArray indices, int axis, long length, long stride, IndexMode mode) {
    NDArray places = asInt64(indices);
    if (mode == IndexMode.RAISE) {
      return new IndexArray(places, axis, length, stride, false);
    }
    NDArray fitted = places.copy();
    MemorySegment m = fitted.memory();
    long end = fitted.offset() + fitted.nbytes();
    for (long at = fitted.offset(); at < end; at += 8) {
      long place = m.get(JAVA_LONG_UNALIGNED, at);
      long good =
          mode == IndexMode.WRAP ? Math.floorMod(place, length) : Math.clamp(place, 0L, length - 1);
      m.set(JAVA_LONG_UNALIGNED, at, good);
    }
    return new IndexArray(fitted, axis, length, stride, true);
  }

  /**
   * {@return 0, 1, ... along one axis of several}
   *
   * @param length how many
   * @param axis the axis
   * @param ndim how many axes; all others have length one
   */
  static NDArray along(long length, int axis, int ndim) {
    long[] shape = new long[ndim];
    Arrays.fill(shape, 1);
    shape[axis] = length;
    return NDArray.arange(length).reshape(shape);
  }
}
