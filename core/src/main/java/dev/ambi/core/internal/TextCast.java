package dev.ambi.core.internal;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;

/** Converts to or from text, one element at a time. */
final class TextCast implements CastLoop {

  private final DType from;
  private final DType to;

  TextCast(DType from, DType to) {
    this.from = from;
    this.to = to;
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
    boolean bytes = from.id() == TypeId.BYTES && to.id() == TypeId.BYTES;
    for (long i = 0; i < n; i++) {
      long s = srcAt + i * srcStride;
      long d = dstAt + i * dstStride;
      if (bytes) {
        Elements.setBytes(dst, d, to, Elements.getBytes(src, s, from));
      } else {
        Elements.setString(dst, d, to, Elements.getString(src, s, from));
      }
    }
  }
}
