package dev.ambi.core.internal;

import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Converts numbers to numbers, in blocks that stay in the first-level cache: loaded into {@code
 * long}s or {@code double}s, converted there, stored.
 */
final class NumericCast implements CastLoop {

  private static final int BLOCK = 1024;

  private final TypeId from;
  private final TypeId to;
  private final TypeId fromPart;
  private final TypeId toPart;
  private final boolean fromSwapped;
  private final boolean toSwapped;

  NumericCast(DType from, DType to) {
    this.from = from.id();
    this.to = to.id();
    this.fromPart = this.from.realPart();
    this.toPart = this.to.realPart();
    this.fromSwapped = !from.isNative();
    this.toSwapped = !to.isNative();
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
    int block = (int) Math.min(n, BLOCK);
    long[] longs = fromPart.isFloat() && toPart.isFloat() ? null : new long[block];
    double[] doubles = fromPart.isFloat() || toPart.isFloat() ? new double[block] : null;
    for (long done = 0; done < n; done += block) {
      int count = (int) Math.min(block, n - done);
      long s = srcAt + done * srcStride;
      long d = dstAt + done * dstStride;
      if (!fromPart.isFloat()) {
        Lanes.load(from, src, s, srcStride, fromSwapped, longs, count);
        if (toPart.isFloat()) {
          Lanes.widen(longs, doubles, count, toPart, from == TypeId.UINT64);
        }
      } else {
        Lanes.load(fromPart, src, s, srcStride, fromSwapped, doubles, count);
        if (to == TypeId.BOOL && from.isComplex()) {
          long[] real = new long[count];
          Lanes.narrow(doubles, real, count, to);
          Lanes.load(fromPart, src, s + fromPart.size(), srcStride, fromSwapped, doubles, count);
          Lanes.narrow(doubles, longs, count, to);
          for (int i = 0; i < count; i++) {
            longs[i] |= real[i];
          }
        } else if (!toPart.isFloat()) {
          Lanes.narrow(doubles, longs, count, to);
        }
      }
      if (!toPart.isFloat()) {
        Lanes.store(to, dst, d, dstStride, toSwapped, longs, count);
        continue;
      }
      Lanes.store(toPart, dst, d, dstStride, toSwapped, doubles, count);
      if (to.isComplex()) {
        if (from.isComplex()) {
          Lanes.load(fromPart, src, s + fromPart.size(), srcStride, fromSwapped, doubles, count);
        } else {
          Arrays.fill(doubles, 0, count, 0.0);
        }
        Lanes.store(toPart, dst, d + toPart.size(), dstStride, toSwapped, doubles, count);
      }
    }
  }
}
