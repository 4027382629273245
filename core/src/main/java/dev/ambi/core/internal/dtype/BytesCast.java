package dev.ambi.core.internal.dtype;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.UserDType;
import dev.ambi.core.VoidDType;
import dev.ambi.core.internal.Elements;
import dev.ambi.core.internal.ScalarText;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Converts void to anything else: as Python converts {@code bytes}, which for a number are its
 * digits in ASCII. Void says nothing of what its bytes mean.
 */
record BytesCast(VoidDType from, DType to) implements CastLoop {

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
      if (to.id() == TypeId.BOOL) {
        Elements.setLong(dst, d, to, VoidElements.isTrue(src, s, from) ? 1 : 0);
      } else {
        byte[] bytes = (byte[]) VoidElements.get(src, s, from);
        if (to instanceof UserDType u) {
          u.setItem(dst, d, bytes);
        } else {
          number(dst, d, bytes);
        }
      }
    }
  }

  private void number(MemorySegment dst, long at, byte[] bytes) {
    if (!to.isNumeric()) {
      throw new IllegalArgumentException(
          switch (to.id()) {
            case DATETIME64 -> "Could not convert object to NumPy datetime";
            case TIMEDELTA64 -> "Could not convert object to NumPy timedelta";
            default -> "setting an array element with a sequence";
          });
    }
    try {
      Elements.setString(dst, at, to, new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          switch (to.kind()) {
            case 'f' -> "setting an array element with a sequence.";
            case 'c' -> "could not convert string to float: " + ScalarText.quoteBytes(bytes);
            default -> "invalid literal for int() with base 10: " + ScalarText.quoteBytes(bytes);
          },
          e);
    }
  }
}
