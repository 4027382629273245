package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The template of loops of two inputs and an output of the same type, without gaps, or one of the
 * inputs the same element throughout.
 */
final class VectorBinary implements InnerLoop {

  /** The constants of a copy. */
  record Constants(
      VectorSpecies<Object> species, VectorOperators.Binary operator, InnerLoop scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final VectorOperators.Binary OPERATOR = CONSTANTS.operator();
  private static final InnerLoop SCALAR = CONSTANTS.scalar();
  private static final boolean CHEAP = VectorLanes.isCheap(OPERATOR);
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();
  private static final boolean POWER = OPERATOR == VectorOperators.POW;
  private static final Vector<Object> ONE = SPECIES.broadcast(1);
  private static final Vector<Object> INFINITY =
      POWER ? ONE.lanewise(VectorOperators.DIV, SPECIES.zero()) : null;
  private static final VectorShuffle<Object> EVEN = VectorLanes.even(SPECIES);

  @Override
  public InnerLoop sequential() {
    return SCALAR;
  }

  @Override
  public boolean isFastFor(long[] strides) {
    long s = strides[0];
    long t = strides[1];
    boolean inputs =
        s == t ? s == ITEM || s == 2 * ITEM : (s == ITEM && t == 0) || (s == 0 && t == ITEM);
    return CHEAP || (inputs && strides[2] == ITEM);
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    long s = strides[0];
    long t = strides[1];
    long done = 0;
    long bytes = n * ITEM;
    if (strides[2] == ITEM && bytes >= WIDTH) {
      if (s == ITEM && t == ITEM) {
        done = both(memory[0], at[0], memory[1], at[1], memory[2], at[2], bytes);
      } else if (s == ITEM && t == 0) {
        done = right(memory[0], at[0], memory[1], at[1], memory[2], at[2], bytes);
      } else if (s == 0 && t == ITEM) {
        done = left(memory[0], at[0], memory[1], at[1], memory[2], at[2], bytes);
      } else if (s == 2 * ITEM && t == 2 * ITEM) {
        done = even(memory[0], at[0], memory[1], at[1], memory[2], at[2], bytes);
      }
    }
    if (done == 0) {
      SCALAR.run(memory, at, strides, n);
    } else if (done < bytes) {
      long[] rest = {
        at[0] + done / ITEM * s, at[1] + done / ITEM * t, at[2] + done,
      };
      SCALAR.run(memory, rest, strides, (bytes - done) / ITEM);
    }
  }

  @Flattened
  private static Vector<Object> of(Vector<Object> x, Vector<Object> y) {
    Vector<Object> result = x.lanewise(OPERATOR, y);
    if (!POWER) {
      return result;
    }
    // Unlike Java, C gives 1 for 1 to the power NaN, and for 1 and -1 to an infinite power.
    VectorMask<Object> unit = x.lanewise(VectorOperators.ABS).eq(ONE);
    if (!unit.anyTrue()) {
      return result;
    }
    VectorMask<Object> infinite = y.lanewise(VectorOperators.ABS).eq(INFINITY);
    return result.blend(ONE, unit.and(infinite).or(x.eq(ONE)));
  }

  private static long both(
      MemorySegment a, long i, MemorySegment b, long j, MemorySegment r, long k, long bytes) {
    long done = 0;
    for (; done + WIDTH <= bytes; done += WIDTH) {
      Vector<Object> x = VectorLanes.load(SPECIES, a, i + done);
      Vector<Object> y = VectorLanes.load(SPECIES, b, j + done);
      VectorLanes.store(of(x, y), r, k + done);
    }
    return done;
  }

  /** Both inputs have a stride of two elements. */
  private static long even(
      MemorySegment a, long i, MemorySegment b, long j, MemorySegment r, long k, long bytes) {
    long done = 0;
    for (; done + WIDTH < bytes; done += WIDTH) {
      Vector<Object> x = VectorLanes.loadEven(SPECIES, EVEN, a, i + 2 * done);
      Vector<Object> y = VectorLanes.loadEven(SPECIES, EVEN, b, j + 2 * done);
      VectorLanes.store(of(x, y), r, k + done);
    }
    return done;
  }

  private static long right(
      MemorySegment a, long i, MemorySegment b, long j, MemorySegment r, long k, long bytes) {
    Vector<Object> y = VectorLanes.broadcast(SPECIES, b, j);
    long done = 0;
    for (; done + WIDTH <= bytes; done += WIDTH) {
      Vector<Object> x = VectorLanes.load(SPECIES, a, i + done);
      VectorLanes.store(of(x, y), r, k + done);
    }
    return done;
  }

  private static long left(
      MemorySegment a, long i, MemorySegment b, long j, MemorySegment r, long k, long bytes) {
    Vector<Object> x = VectorLanes.broadcast(SPECIES, a, i);
    long done = 0;
    for (; done + WIDTH <= bytes; done += WIDTH) {
      Vector<Object> y = VectorLanes.load(SPECIES, b, j + done);
      VectorLanes.store(of(x, y), r, k + done);
    }
    return done;
  }
}
