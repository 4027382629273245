package dev.ambi.core.internal.datetime;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;

/**
 * Converts between points or spans of time and text, one element at a time.
 *
 * @param from the dtype of the source
 * @param to the dtype of the result; exactly one of both is text
 */
record TimeTextCast(DType from, DType to) implements CastLoop {

  @Override
  public void run(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n) {
    for (long i = 0; i < n; i++) {
      long s = srcAt + i * srcStride;
      long d = dstAt + i * dstStride;
      if (from.id().isTemporal()) {
        TimeElements.toText(src, s, from, dst, d, to);
      } else {
        TimeElements.fromText(src, s, from, dst, d, to);
      }
    }
  }

  /** {@return the length in characters of a text dtype} */
  static long length(DType text) {
    return text.id() == TypeId.STR ? text.itemSize() / 4 : text.itemSize();
  }
}
