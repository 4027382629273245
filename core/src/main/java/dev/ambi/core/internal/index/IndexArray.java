package dev.ambi.core.internal.index;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;

/**
 * An integer array that indexes one axis of another array.
 *
 * @param places the positions, native int64 of any strides; negative ones count from the end
 * @param axis the axis that they index
 * @param length the length of that axis
 * @param stride the stride of that axis in bytes
 * @param known whether the positions are right without being checked: a mask gave them
 */
record IndexArray(NDArray places, int axis, long length, long stride, boolean known) {

  /**
   * {@return the array as native int64: itself if it is that}
   *
   * @param index an array of integers
   */
  static NDArray asInt64(NDArray index) {
    return index.dtype().equals(DType.INT64) ? index : index.astype(DType.INT64, Casting.SAME_KIND);
  }

  /** Refuses positions that are not on the axis. */
  void check() {
    if (known) {
      return;
    }
    // The gapless case is the common one; there is no order to keep, only all to look at.
    NDArray flat = places.isCContiguous() ? places : places.copy();
    long bad = firstBad(flat.memory(), flat.offset(), flat.size(), length);
    if (bad >= 0) {
      throw outOfBounds(flat.memory().get(JAVA_LONG_UNALIGNED, flat.offset() + bad * 8));
    }
  }

  /**
   * {@return the error for a position that is not on the axis}
   *
   * @param position the position
   */
  IndexOutOfBoundsException outOfBounds(long position) {
    return BasicIndex.outOfBounds(position, axis, length);
  }

  /**
   * {@return where the first position is that is not on an axis, or -1}
   *
   * @param m the memory of the positions, gapless int64
   * @param at where they start
   * @param n how many
   * @param length the length of the axis
   */
  static long firstBad(MemorySegment m, long at, long n, long length) {
    for (long start = 0; start < n; start += Offsets.BLOCK) {
      int block = (int) Math.min(Offsets.BLOCK, n - start);
      if (anyBad(m, at + start * 8, block, length)) {
        for (long i = start; ; i++) {
          if (isBad(m.get(JAVA_LONG_UNALIGNED, at + i * 8), length)) {
            return i;
          }
        }
      }
    }
    return -1;
  }

  private static boolean anyBad(MemorySegment m, long at, int n, long length) {
    long signs = 0;
    for (int i = 0; i < n; i++) {
      signs |= sign(m.get(JAVA_LONG_UNALIGNED, at + i * 8L), length);
    }
    return signs < 0;
  }

  private static boolean isBad(long position, long length) {
    return sign(position, length) < 0;
  }

  /** Negative if the position is not from {@code -length} to {@code length - 1}. */
  static long sign(long position, long length) {
    long place = position + ((position >> 63) & length);
    return place | (length - 1 - place);
  }

  @Override
  public String toString() {
    return "IndexArray" + places.shape() + " of axis " + axis;
  }
}
