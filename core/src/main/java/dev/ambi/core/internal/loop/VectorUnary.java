package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The template of loops of one input and an output of the same type, without gaps. */
final class VectorUnary implements InnerLoop {

  /** The constants of a copy. */
  record Constants(
      VectorSpecies<Object> species, VectorOperators.Unary operator, InnerLoop scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final VectorOperators.Unary OPERATOR = CONSTANTS.operator();
  private static final InnerLoop SCALAR = CONSTANTS.scalar();
  private static final boolean CHEAP = VectorLanes.isCheap(OPERATOR);
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();
  private static final VectorShuffle<Object> EVEN = VectorLanes.even(SPECIES);

  @Override
  public InnerLoop sequential() {
    return SCALAR;
  }

  @Override
  public boolean isFastFor(long[] strides) {
    return CHEAP || (strides[1] == ITEM && (strides[0] == ITEM || strides[0] == 2 * ITEM));
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    long s = strides[0];
    long bytes = n * ITEM;
    long done = 0;
    if (strides[1] == ITEM) {
      if (s == ITEM) {
        done = all(memory[0], at[0], memory[1], at[1], bytes);
      } else if (s == 2 * ITEM) {
        done = even(memory[0], at[0], memory[1], at[1], bytes);
      }
    }
    if (done == 0) {
      SCALAR.run(memory, at, strides, n);
    } else if (done < bytes) {
      long[] rest = {at[0] + done / ITEM * s, at[1] + done};
      SCALAR.run(memory, rest, strides, (bytes - done) / ITEM);
    }
  }

  private static long all(MemorySegment a, long i, MemorySegment r, long k, long bytes) {
    long done = 0;
    for (; done + WIDTH <= bytes; done += WIDTH) {
      VectorLanes.store(VectorLanes.load(SPECIES, a, i + done).lanewise(OPERATOR), r, k + done);
    }
    return done;
  }

  /** The input has a stride of two elements. */
  private static long even(MemorySegment a, long i, MemorySegment r, long k, long bytes) {
    long done = 0;
    for (; done + WIDTH < bytes; done += WIDTH) {
      Vector<Object> x = VectorLanes.loadEven(SPECIES, EVEN, a, i + 2 * done);
      VectorLanes.store(x.lanewise(OPERATOR), r, k + done);
    }
    return done;
  }
}
