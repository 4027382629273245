package dev.ambi.core.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.ambi.core.CastLoop;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Moves elements of one size as they are, or with the bytes of their parts reversed.
 *
 * @param size the size of an element
 * @param swapUnit the size of the parts whose bytes are reversed, 0 for none
 */
public record MoveCast(long size, int swapUnit) implements CastLoop {

  @Override
  public void run(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n) {
    if (srcStride == size && dstStride == size) {
      bulk(src, srcAt, dst, dstAt, n * size);
    } else if (size == 16 && swapUnit != 4) {
      words(src, srcAt, srcStride, dst, dstAt, dstStride, n, 8);
      words(src, srcAt + 8, srcStride, dst, dstAt + 8, dstStride, n, 8);
    } else if (size <= 8 && Long.bitCount(size) == 1 && (swapUnit == 0 || swapUnit == size)) {
      words(src, srcAt, srcStride, dst, dstAt, dstStride, n, (int) size);
    } else {
      for (long i = 0; i < n; i++) {
        bulk(src, srcAt + i * srcStride, dst, dstAt + i * dstStride, size);
      }
    }
  }

  private void bulk(MemorySegment src, long srcAt, MemorySegment dst, long dstAt, long bytes) {
    if (swapUnit == 0) {
      MemorySegment.copy(src, srcAt, dst, dstAt, bytes);
    } else {
      ValueLayout unit =
          switch (swapUnit) {
            case 2 -> JAVA_SHORT_UNALIGNED;
            case 4 -> JAVA_INT_UNALIGNED;
            default -> JAVA_LONG_UNALIGNED;
          };
      MemorySegment.copy(
          src,
          unit.withOrder(ByteOrder.LITTLE_ENDIAN),
          srcAt,
          dst,
          unit.withOrder(ByteOrder.BIG_ENDIAN),
          dstAt,
          bytes / swapUnit);
    }
  }

  private void words(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n,
      int word) {
    boolean swap = swapUnit != 0;
    switch (word) {
      case 1 -> {
        for (long i = 0; i < n; i++) {
          dst.set(JAVA_BYTE, dstAt + i * dstStride, src.get(JAVA_BYTE, srcAt + i * srcStride));
        }
      }
      case 2 -> {
        for (long i = 0; i < n; i++) {
          short v = Words.getShort(src, srcAt + i * srcStride, swap);
          Words.setShort(dst, dstAt + i * dstStride, false, v);
        }
      }
      case 4 -> {
        for (long i = 0; i < n; i++) {
          int v = Words.getInt(src, srcAt + i * srcStride, swap);
          Words.setInt(dst, dstAt + i * dstStride, false, v);
        }
      }
      default -> {
        for (long i = 0; i < n; i++) {
          long v = Words.getLong(src, srcAt + i * srcStride, swap);
          Words.setLong(dst, dstAt + i * dstStride, false, v);
        }
      }
    }
  }
}
