package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The template of loops that bring every other element together. */
final class VectorMove implements CastLoop {

  /**
   * The constants of a copy.
   *
   * @param species integers of the size of an element
   * @param scalar the loop for what is left over, and for other strides
   */
  record Constants(VectorSpecies<Object> species, CastLoop scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final CastLoop SCALAR = CONSTANTS.scalar();
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();
  private static final VectorShuffle<Object> EVEN = VectorLanes.even(SPECIES);

  @Override
  public void run(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n) {
    long done = 0;
    if (srcStride == 2 * ITEM && dstStride == ITEM) {
      long bytes = n * ITEM;
      for (; done + WIDTH < bytes; done += WIDTH) {
        VectorLanes.store(
            VectorLanes.loadEven(SPECIES, EVEN, src, srcAt + 2 * done), dst, dstAt + done);
      }
      done /= ITEM;
    }
    SCALAR.run(
        src,
        srcAt + done * srcStride,
        srcStride,
        dst,
        dstAt + done * dstStride,
        dstStride,
        n - done);
  }
}
