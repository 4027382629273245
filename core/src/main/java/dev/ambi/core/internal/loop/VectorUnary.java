package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorOperators;
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
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();

  @Override
  public boolean prefersContiguous() {
    return true;
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    if (strides[0] != ITEM || strides[1] != ITEM) {
      SCALAR.run(memory, at, strides, n);
      return;
    }
    MemorySegment a = memory[0];
    MemorySegment r = memory[1];
    long i = at[0];
    long k = at[1];
    long bytes = n * ITEM;
    long done = 0;
    for (; done + WIDTH <= bytes; done += WIDTH) {
      VectorLanes.store(VectorLanes.load(SPECIES, a, i + done).lanewise(OPERATOR), r, k + done);
    }
    if (done < bytes) {
      SCALAR.run(memory, new long[] {i + done, k + done}, strides, (bytes - done) / ITEM);
    }
  }
}
