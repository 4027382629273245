package dev.ambi.core.internal;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Converts numbers to numbers, in blocks that stay in the first-level cache: loaded as {@code
 * long}s or {@code double}s, converted there, stored.
 */
final class NumericCast implements CastLoop {

  private static final int BLOCK = 512;

  private final DType from;
  private final DType to;

  NumericCast(DType from, DType to) {
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
    int block = (int) Math.min(n, BLOCK);
    Blocks blocks = new Blocks(block);
    for (long done = 0; done < n; done += block) {
      int count = (int) Math.min(block, n - done);
      blocks.load(src, srcAt + done * srcStride, srcStride, count);
      blocks.convert(count);
      blocks.store(dst, dstAt + done * dstStride, dstStride, count);
    }
  }

  /** The arrays through which one run goes; those that it does not need are null. */
  private final class Blocks {
    private final TypeId fromPart = from.id().realPart();
    private final TypeId toPart = to.id().realPart();
    private final Lane in;
    private final Lane out;
    private final long[] longs;
    private final double[] reals;
    private final double[] imaginaries;

    Blocks(int block) {
      in = new Lane(fromPart, !from.isNative(), block);
      out = new Lane(toPart, !to.isNative(), block);
      longs = fromPart.isFloat() && toPart.isFloat() ? null : new long[block];
      reals = fromPart.isFloat() || toPart.isFloat() ? new double[block] : null;
      boolean wanted = to.id().isComplex() || to.id() == TypeId.BOOL;
      imaginaries =
          to.id().isComplex() || (from.id().isComplex() && wanted) ? new double[block] : null;
    }

    void load(MemorySegment m, long at, long stride, int n) {
      if (!fromPart.isFloat()) {
        in.load(m, at, stride, longs, n);
        return;
      }
      in.load(m, at, stride, reals, n);
      if (from.id().isComplex() && imaginaries != null) {
        in.load(m, at + fromPart.size(), stride, imaginaries, n);
      }
    }

    void convert(int n) {
      if (!fromPart.isFloat()) {
        if (toPart.isFloat()) {
          Numbers.widen(longs, reals, n, toPart, fromPart == TypeId.UINT64);
        }
      } else if (to.id() == TypeId.BOOL && imaginaries != null) {
        for (int i = 0; i < n; i++) {
          longs[i] = reals[i] != 0 || imaginaries[i] != 0 ? 1 : 0;
        }
      } else if (!toPart.isFloat()) {
        Numbers.narrow(reals, longs, n, toPart);
      }
      if (to.id().isComplex() && !from.id().isComplex()) {
        Arrays.fill(imaginaries, 0, n, 0.0);
      }
      if (to.id() == TypeId.BOOL && !fromPart.isFloat()) {
        for (int i = 0; i < n; i++) {
          longs[i] = longs[i] != 0 ? 1 : 0;
        }
      }
    }

    void store(MemorySegment m, long at, long stride, int n) {
      if (!toPart.isFloat()) {
        out.store(m, at, stride, longs, n);
        return;
      }
      out.store(m, at, stride, reals, n);
      if (to.id().isComplex()) {
        out.store(m, at + toPart.size(), stride, imaginaries, n);
      }
    }
  }
}
