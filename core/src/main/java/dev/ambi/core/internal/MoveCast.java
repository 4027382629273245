package dev.ambi.core.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Moves elements of one size as they are, or with the bytes of their units reversed. */
final class MoveCast {

  private MoveCast() {}

  /**
   * {@return the loop that moves elements}
   *
   * @param size the size of an element
   * @param swapUnit the size of the parts whose bytes are reversed, 0 for none
   */
  static CastLoop of(long size, int swapUnit) {
    CastLoop strided =
        size == 16 && swapUnit != 4
            ? (s, sa, ss, d, da, ds, n) -> {
              // complex128: the two halves of each element
              words(s, sa, ss, d, da, ds, n, 8, swapUnit != 0);
              words(s, sa + 8, ss, d, da + 8, ds, n, 8, swapUnit != 0);
            }
            : size <= 8 && Long.bitCount(size) == 1 && (swapUnit == 0 || swapUnit == size)
                ? (s, sa, ss, d, da, ds, n) ->
                    words(s, sa, ss, d, da, ds, n, (int) size, swapUnit != 0)
                : (s, sa, ss, d, da, ds, n) -> units(s, sa, ss, d, da, ds, n, size, swapUnit);
    if (swapUnit != 0) {
      return strided;
    }
    return (s, sa, ss, d, da, ds, n) -> {
      if (ss == size && ds == size) {
        MemorySegment.copy(s, sa, d, da, n * size);
      } else {
        strided.run(s, sa, ss, d, da, ds, n);
      }
    };
  }

  private static void words(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n,
      int size,
      boolean swap) {
    switch (size) {
      case 1 -> {
        for (long i = 0; i < n; i++) {
          dst.set(JAVA_BYTE, dstAt + i * dstStride, src.get(JAVA_BYTE, srcAt + i * srcStride));
        }
      }
      case 2 -> {
        for (long i = 0; i < n; i++) {
          short v = Lanes.loadShort(src, srcAt + i * srcStride, swap);
          Lanes.storeShort(dst, dstAt + i * dstStride, false, v);
        }
      }
      case 4 -> {
        for (long i = 0; i < n; i++) {
          int v = Lanes.loadInt(src, srcAt + i * srcStride, swap);
          Lanes.storeInt(dst, dstAt + i * dstStride, false, v);
        }
      }
      default -> {
        for (long i = 0; i < n; i++) {
          long v = Lanes.loadLong(src, srcAt + i * srcStride, swap);
          Lanes.storeLong(dst, dstAt + i * dstStride, false, v);
        }
      }
    }
  }

  /** Elements of any size: each is a run of units. */
  private static void units(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n,
      long size,
      int swapUnit) {
    for (long i = 0; i < n; i++) {
      long s = srcAt + i * srcStride;
      long d = dstAt + i * dstStride;
      if (swapUnit == 0) {
        MemorySegment.copy(src, s, dst, d, size);
      } else {
        words(src, s, swapUnit, dst, d, swapUnit, size / swapUnit, swapUnit, true);
      }
    }
  }
}
