package dev.ambi.core.internal.dtype;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.MoveCast;
import java.lang.foreign.MemorySegment;

/**
 * Takes the bytes of elements as they are, cut or padded with zeros to another size.
 *
 * @param from the size of an element of the source
 * @param to the size of an element of the result
 */
record PadCast(long from, long to) implements CastLoop {

  /** The bytes are those of the native byte order, whatever that of the source. */
  static CastLoop of(DType from, long to) {
    CastLoop pad = from.itemSize() == to ? new MoveCast(to, 0) : new PadCast(from.itemSize(), to);
    return from.isNative() ? pad : swapped(from, pad);
  }

  private static CastLoop swapped(DType from, CastLoop pad) {
    CastLoop swap = Casts.find(from, from.toNative());
    long size = from.itemSize();
    return (src, srcAt, srcStride, dst, dstAt, dstStride, n) -> {
      MemorySegment one = MemorySegment.ofArray(new byte[Math.toIntExact(size)]);
      for (long i = 0; i < n; i++) {
        swap.run(src, srcAt + i * srcStride, srcStride, one, 0, size, 1);
        pad.run(one, 0, size, dst, dstAt + i * dstStride, dstStride, 1);
      }
    };
  }

  @Override
  public void run(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n) {
    long kept = Math.min(from, to);
    new MoveCast(kept, 0).run(src, srcAt, srcStride, dst, dstAt, dstStride, n);
    for (long i = 0; kept < to && i < n; i++) {
      dst.asSlice(dstAt + i * dstStride + kept, to - kept).fill((byte) 0);
    }
  }
}
