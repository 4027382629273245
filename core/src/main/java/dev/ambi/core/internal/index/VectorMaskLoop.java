package dev.ambi.core.internal.index;

import dev.ambi.core.internal.loop.Specializer;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The template of mask loops of items of 4 or 8 bytes, without gaps or with gaps of one item. */
final class VectorMaskLoop implements MaskLoop {

  /**
   * The constants of a copy.
   *
   * @param species vectors of items
   * @param scalar the loop for what is left over, and for other strides
   */
  record Constants(VectorSpecies<Object> species, MaskLoop scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final MaskLoop SCALAR = CONSTANTS.scalar();
  private static final int SIZE = SPECIES.elementSize() / 8;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = SPECIES.vectorByteSize();
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final long EVEN_LANES = 0x5555555555555555L;

  VectorMaskLoop() {}

  /** The next {@link #LANES} elements of a mask, at least eight. */
  private static long bits(MemorySegment mask, long at, long step) {
    long bits = 0;
    for (int i = 0; i < LANES; i += 8) {
      bits |= (long) Masks.bits(mask, at + i * step, step) << i;
    }
    return bits;
  }

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
    if (step == SIZE) {
      for (; i + LANES <= n && k + WIDTH <= toEnd; i += LANES) {
        long bits = bits(mask, maskAt + i * maskStep, maskStep);
        k = pack(from, at + i * SIZE, bits, to, k);
      }
    } else if (step == 2L * SIZE) {
      // Not the last: there need not be memory for the gap behind the last item.
      for (; i + LANES < n && k + WIDTH <= toEnd; i += LANES) {
        long bits = bits(mask, maskAt + i * maskStep, maskStep);
        k = pack(from, at + i * step, Long.expand(bits, EVEN_LANES), to, k);
        if (k + WIDTH > toEnd) {
          i += LANES / 2;
          break;
        }
        long rest = Long.expand(bits >>> (LANES / 2), EVEN_LANES);
        k = pack(from, at + i * step + WIDTH, rest, to, k);
      }
    }
    return SCALAR.pack(
        mask, maskAt + i * maskStep, maskStep, from, at + i * step, step, to, k, toEnd, n - i);
  }

  private static long pack(MemorySegment from, long p, long bits, MemorySegment to, long k) {
    VectorMask<Object> m = VectorMask.fromLong(SPECIES, bits);
    Vector<Object> v = SPECIES.fromMemorySegment(from, p, NATIVE);
    v.compress(m).intoMemorySegment(to, k, NATIVE);
    return k + (long) m.trueCount() * SIZE;
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
    long i = 0;
    if (step == SIZE && fromStep == 0) {
      Vector<Object> one = SPECIES.broadcast(Items.getLong(SIZE, from, fromAt));
      for (; i + LANES <= n; i += LANES) {
        long bits = bits(mask, maskAt + i * maskStep, maskStep);
        if (bits != 0) {
          one.intoMemorySegment(to, at + i * SIZE, NATIVE, VectorMask.fromLong(SPECIES, bits));
        }
      }
    }
    return SCALAR.unpack(
        mask,
        maskAt + i * maskStep,
        maskStep,
        from,
        fromAt,
        fromStep,
        to,
        at + i * step,
        step,
        n - i);
  }
}
