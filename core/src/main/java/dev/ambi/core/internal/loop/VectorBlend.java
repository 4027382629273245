package dev.ambi.core.internal.loop;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The template of loops that choose a vector at a time, of operands without gaps or scalars. */
final class VectorBlend implements InnerLoop {

  /**
   * The constants of a copy.
   *
   * @param species integers of the size of an element
   * @param scalar does what is less than a vector
   */
  record Constants(VectorSpecies<Object> species, InnerLoop scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final InnerLoop SCALAR = CONSTANTS.scalar();
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final int LANES = SPECIES.length();

  /** How many elements a step takes: their bools are a multiple of eight bytes. */
  private static final int STEP = Math.max(LANES, 8);

  private static final long WANTED = LANES == 64 ? -1L : (1L << LANES) - 1;
  private static final long LOW = 0x0101_0101_0101_0101L;
  private static final long REST = 0x7F7F_7F7F_7F7F_7F7FL;

  private static boolean isGapless(long[] strides) {
    return strides[0] == 1
        && strides[3] == ITEM
        && (strides[1] == ITEM || strides[1] == 0)
        && (strides[2] == ITEM || strides[2] == 0);
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    MemorySegment c = memory[0];
    MemorySegment x = memory[1];
    MemorySegment y = memory[2];
    MemorySegment r = memory[3];
    long s = strides[1];
    long t = strides[2];
    long done = 0;
    if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN && isGapless(strides)) {
      done = n / STEP * STEP;
      if (s == ITEM && t == ITEM) {
        both(c, at[0], x, at[1], y, at[2], r, at[3], done);
      } else {
        some(c, at[0], x, at[1], s, y, at[2], t, r, at[3], done);
      }
    }
    if (done < n) {
      long[] rest = {
        at[0] + done * strides[0], at[1] + done * s, at[2] + done * t, at[3] + done * strides[3],
      };
      SCALAR.run(memory, rest, strides, n - done);
    }
  }

  private static void both(
      MemorySegment c,
      long h,
      MemorySegment x,
      long i,
      MemorySegment y,
      long j,
      MemorySegment r,
      long k,
      long n) {
    for (long e = 0; e < n; e += STEP) {
      long bits = bits(c, h + e);
      for (int v = 0; v < STEP; v += LANES) {
        long p = (e + v) * ITEM;
        Vector<Object> a = VectorLanes.load(SPECIES, x, i + p);
        Vector<Object> b = VectorLanes.load(SPECIES, y, j + p);
        VectorLanes.store(b.blend(a, mask(bits >>> v)), r, k + p);
      }
    }
  }

  /** One of the inputs is the same element throughout, or both are. */
  private static void some(
      MemorySegment c,
      long h,
      MemorySegment x,
      long i,
      long s,
      MemorySegment y,
      long j,
      long t,
      MemorySegment r,
      long k,
      long n) {
    Vector<Object> a = s == 0 ? VectorLanes.broadcast(SPECIES, x, i) : null;
    Vector<Object> b = t == 0 ? VectorLanes.broadcast(SPECIES, y, j) : null;
    for (long e = 0; e < n; e += STEP) {
      long bits = bits(c, h + e);
      for (int v = 0; v < STEP; v += LANES) {
        long p = (e + v) * ITEM;
        Vector<Object> one = s == 0 ? a : VectorLanes.load(SPECIES, x, i + p);
        Vector<Object> other = t == 0 ? b : VectorLanes.load(SPECIES, y, j + p);
        VectorLanes.store(other.blend(one, mask(bits >>> v)), r, k + p);
      }
    }
  }

  @Flattened
  private static VectorMask<Object> mask(long bits) {
    return VectorMask.fromLong(SPECIES, bits & WANTED);
  }

  /** A bit for each bool of a step. */
  private static long bits(MemorySegment c, long at) {
    long bits = 0;
    for (int e = 0; e < STEP; e += 8) {
      long bytes = c.get(JAVA_LONG_UNALIGNED, at + e);
      if ((bytes & ~LOW) != 0) {
        // A byte that is not zero is true, whatever it is.
        bytes = ((bytes & REST) + REST | bytes) >>> 7 & LOW;
      }
      bits |= Long.compress(bytes, LOW) << e;
    }
    return bits;
  }
}
