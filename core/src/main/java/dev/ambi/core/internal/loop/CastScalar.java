package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.internal.Numbers;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of casts of real numbers and bool that take one element after another. */
final class CastScalar implements CastLoop {

  private static final CastTypes TYPES =
      Specializer.constants(MethodHandles.lookup(), CastTypes.class);
  private static final int FROM = TYPES.from();
  private static final int TO = TYPES.to();
  private static final boolean FROM_FLOAT = TYPES.fromFloat();
  private static final boolean TO_FLOAT = TYPES.toFloat();
  private static final boolean FROM_UNSIGNED_64 = TYPES.fromUnsigned64();
  private static final boolean TO_UNSIGNED_64 = TYPES.toUnsigned64();
  private static final int IN = Lanes.size(FROM);
  private static final int OUT = Lanes.size(TO);

  /** With strides that are constants the compiler takes the checks of bounds out of the loop. */
  @Override
  public void run(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n) {
    if (srcStride == IN && dstStride == OUT) {
      loop(src, srcAt, IN, dst, dstAt, OUT, n);
    } else if (srcStride == 2L * IN && dstStride == OUT) {
      loop(src, srcAt, 2L * IN, dst, dstAt, OUT, n);
    } else if (srcStride == IN && dstStride == 2L * OUT) {
      loop(src, srcAt, IN, dst, dstAt, 2L * OUT, n);
    } else {
      loop(src, srcAt, srcStride, dst, dstAt, dstStride, n);
    }
  }

  private static void loop(
      MemorySegment src, long from, long s, MemorySegment dst, long to, long t, long n) {
    for (long i = 0; i < n; i++) {
      long a = from + i * s;
      long b = to + i * t;
      if (FROM_FLOAT) {
        double v = Lanes.getDouble(FROM, src, a);
        if (TO_FLOAT) {
          Lanes.putDouble(TO, dst, b, v);
        } else {
          Lanes.putLong(TO, dst, b, toInteger(v));
        }
      } else {
        long v = Lanes.getLong(FROM, src, a);
        if (TO_FLOAT) {
          Lanes.putDouble(TO, dst, b, toFloat(v));
        } else if (TO == Lanes.BOOL) {
          Lanes.putLong(TO, dst, b, v != 0 ? 1 : 0);
        } else {
          Lanes.putLong(TO, dst, b, v);
        }
      }
    }
  }

  private static long toInteger(double v) {
    if (TO == Lanes.BOOL) {
      return v != 0 ? 1 : 0;
    }
    if (TO_UNSIGNED_64) {
      return Numbers.toUnsigned64(v);
    }
    return TO == Lanes.INT64 || TO == Lanes.UINT32 ? Numbers.toSigned64(v) : Numbers.toSigned32(v);
  }

  /** Rounded once: for the narrower floats straight to float32, as C does. */
  private static double toFloat(long v) {
    if (TO == Lanes.FLOAT64) {
      return FROM_UNSIGNED_64 ? Numbers.unsignedToDouble(v) : (double) v;
    }
    return FROM_UNSIGNED_64 ? Numbers.unsignedToFloat(v) : (float) v;
  }
}
