package dev.ambi.core.internal;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.ambi.core.CastLoop;
import dev.ambi.core.internal.loop.Kernels;
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
      return;
    }
    CastLoop move = Kernels.move(size, swapUnit);
    if (move != null) {
      move.run(src, srcAt, srcStride, dst, dstAt, dstStride, n);
      return;
    }
    for (long i = 0; i < n; i++) {
      bulk(src, srcAt + i * srcStride, dst, dstAt + i * dstStride, size);
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
}
