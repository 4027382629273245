package dev.ambi.core.internal.loop;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The template of loops that compare two inputs of one type and give bool. */
final class VectorCompare implements InnerLoop {

  /** The constants of a copy. */
  record Constants(
      VectorSpecies<Object> species, VectorOperators.Comparison operator, InnerLoop scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final VectorOperators.Comparison OPERATOR = CONSTANTS.operator();
  private static final InnerLoop SCALAR = CONSTANTS.scalar();
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final int LANES = SPECIES.length();

  /** How many elements a step takes: their answers are a multiple of eight bytes. */
  private static final int STEP = Math.max(LANES, 8);

  /** The low bit of each byte. */
  private static final long ONES = 0x0101_0101_0101_0101L;

  private static final VectorShuffle<Object> EVEN = VectorLanes.even(SPECIES);

  @Override
  public InnerLoop sequential() {
    return SCALAR;
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    long s = strides[0];
    long t = strides[1];
    long done = 0;
    if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN && strides[2] == 1 && n >= STEP) {
      if (s == ITEM && t == ITEM) {
        done = both(memory[0], at[0], memory[1], at[1], memory[2], at[2], n);
      } else if (s == ITEM && t == 0) {
        done = right(memory[0], at[0], memory[1], at[1], memory[2], at[2], n);
      } else if (s == 0 && t == ITEM) {
        done = left(memory[0], at[0], memory[1], at[1], memory[2], at[2], n);
      } else if (s == 2 * ITEM && t == 2 * ITEM) {
        done = even(memory[0], at[0], memory[1], at[1], memory[2], at[2], n);
      }
    }
    if (done == 0) {
      SCALAR.run(memory, at, strides, n);
    } else if (done < n) {
      long[] rest = {at[0] + done * s, at[1] + done * t, at[2] + done};
      SCALAR.run(memory, rest, strides, n - done);
    }
  }

  private static long both(
      MemorySegment a, long i, MemorySegment b, long j, MemorySegment r, long k, long n) {
    long done = 0;
    for (; done + STEP <= n; done += STEP) {
      long bits = 0;
      for (int e = 0; e < STEP; e += LANES) {
        Vector<Object> x = VectorLanes.load(SPECIES, a, i + (done + e) * ITEM);
        Vector<Object> y = VectorLanes.load(SPECIES, b, j + (done + e) * ITEM);
        bits |= x.compare(OPERATOR, y).toLong() << e;
      }
      spread(bits, r, k + done);
    }
    return done;
  }

  /** Both inputs have a stride of two elements. */
  private static long even(
      MemorySegment a, long i, MemorySegment b, long j, MemorySegment r, long k, long n) {
    long done = 0;
    for (; done + STEP < n; done += STEP) {
      long bits = 0;
      for (int e = 0; e < STEP; e += LANES) {
        long from = 2 * (done + e) * ITEM;
        Vector<Object> x = VectorLanes.loadEven(SPECIES, EVEN, a, i + from);
        Vector<Object> y = VectorLanes.loadEven(SPECIES, EVEN, b, j + from);
        bits |= x.compare(OPERATOR, y).toLong() << e;
      }
      spread(bits, r, k + done);
    }
    return done;
  }

  private static long right(
      MemorySegment a, long i, MemorySegment b, long j, MemorySegment r, long k, long n) {
    Vector<Object> y = VectorLanes.broadcast(SPECIES, b, j);
    long done = 0;
    for (; done + STEP <= n; done += STEP) {
      long bits = 0;
      for (int e = 0; e < STEP; e += LANES) {
        Vector<Object> x = VectorLanes.load(SPECIES, a, i + (done + e) * ITEM);
        bits |= x.compare(OPERATOR, y).toLong() << e;
      }
      spread(bits, r, k + done);
    }
    return done;
  }

  private static long left(
      MemorySegment a, long i, MemorySegment b, long j, MemorySegment r, long k, long n) {
    Vector<Object> x = VectorLanes.broadcast(SPECIES, a, i);
    long done = 0;
    for (; done + STEP <= n; done += STEP) {
      long bits = 0;
      for (int e = 0; e < STEP; e += LANES) {
        Vector<Object> y = VectorLanes.load(SPECIES, b, j + (done + e) * ITEM);
        bits |= x.compare(OPERATOR, y).toLong() << e;
      }
      spread(bits, r, k + done);
    }
    return done;
  }

  /** Each bit becomes a byte. */
  private static void spread(long bits, MemorySegment r, long at) {
    for (int e = 0; e < STEP; e += 8) {
      r.set(JAVA_LONG_UNALIGNED, at + e, Long.expand(bits >>> e & 0xFF, ONES));
    }
  }
}
