package dev.ambi.core.internal.index;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ambi.core.internal.loop.Specializer;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of mask loops of items of 1, 2, 4, 8 or 16 bytes. */
final class ScalarMaskLoop implements MaskLoop {

  private static final int SIZE =
      Specializer.constants(MethodHandles.lookup(), ItemSize.class).bytes();

  ScalarMaskLoop() {}

  @Override
  public long pack(
      MemorySegment mask,
      long maskAt,
      long maskStep,
      MemorySegment from,
      long at,
      long step,
      MemorySegment to,
      long toAt,
      long toEnd,
      long n) {
    long k = toAt;
    long i = 0;
    for (; i + 8 <= n; i += 8) {
      int bits = Masks.bits(mask, maskAt + i * maskStep, maskStep);
      if (bits == 0) {
        continue;
      }
      long p = at + i * step;
      if (k + 8L * SIZE <= toEnd) {
        // Without a branch: what is not wanted is overwritten by the next.
        for (int j = 0; j < 8; j++) {
          Items.move(SIZE, from, p, to, k);
          k += (bits >>> j & 1) * (long) SIZE;
          p += step;
        }
      } else {
        for (; bits != 0; bits &= bits - 1) {
          Items.move(SIZE, from, p + Integer.numberOfTrailingZeros(bits) * step, to, k);
          k += SIZE;
        }
      }
    }
    for (; i < n; i++) {
      if (mask.get(JAVA_BYTE, maskAt + i * maskStep) != 0) {
        Items.move(SIZE, from, at + i * step, to, k);
        k += SIZE;
      }
    }
    return k;
  }

  @Override
  public long unpack(
      MemorySegment mask,
      long maskAt,
      long maskStep,
      MemorySegment from,
      long fromAt,
      long fromStep,
      MemorySegment to,
      long at,
      long step,
      long n) {
    long k = fromAt;
    long i = 0;
    for (; i + 8 <= n; i += 8) {
      long p = at + i * step;
      int bits = Masks.bits(mask, maskAt + i * maskStep, maskStep);
      for (; bits != 0; bits &= bits - 1) {
        Items.move(SIZE, from, k, to, p + Integer.numberOfTrailingZeros(bits) * step);
        k += fromStep;
      }
    }
    for (; i < n; i++) {
      if (mask.get(JAVA_BYTE, maskAt + i * maskStep) != 0) {
        Items.move(SIZE, from, k, to, at + i * step);
        k += fromStep;
      }
    }
    return k;
  }
}
