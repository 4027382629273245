package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The template of searches with vectors, among all elements or every second one. */
final class VectorFind implements FindKernel {

  /** The constants of a copy. */
  record Constants(VectorSpecies<Object> species, FindKernel scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> SPECIES = CONSTANTS.species();
  private static final FindKernel SCALAR = CONSTANTS.scalar();
  private static final Class<?> TYPE = SPECIES.elementType();
  private static final boolean FLOATS = TYPE == double.class || TYPE == float.class;
  private static final long ITEM = SPECIES.elementSize() / 8;
  private static final long WIDTH = SPECIES.vectorByteSize();
  private static final int LANES = SPECIES.length();
  private static final long EVERY_SECOND = 0x5555_5555_5555_5555L;

  @Override
  public long first(MemorySegment m, long at, long stride, long n, MemorySegment one, long oneAt) {
    if (stride != ITEM && stride != 2 * ITEM) {
      return SCALAR.first(m, at, stride, n, one, oneAt);
    }
    int step = (int) (stride / ITEM);
    long wanted = step == 1 ? -1L : EVERY_SECOND;
    Vector<Object> v = VectorLanes.broadcast(SPECIES, one, oneAt);
    boolean nan = FLOATS && v.test(VectorOperators.IS_NAN).anyTrue();
    long bytes = (step * (n - 1) + 1) * ITEM;
    long p = 0;
    for (; p + WIDTH <= bytes; p += WIDTH) {
      Vector<Object> x = VectorLanes.load(SPECIES, m, at + p);
      VectorMask<Object> hit = nan ? nans(x) : x.compare(VectorOperators.EQ, v);
      long bits = hit.toLong() & wanted;
      if (bits != 0) {
        return (p / ITEM + Long.numberOfTrailingZeros(bits)) / step;
      }
    }
    long done = p / WIDTH * LANES / step;
    long rest = SCALAR.first(m, at + done * stride, stride, n - done, one, oneAt);
    return rest < 0 ? -1 : done + rest;
  }

  @Flattened
  private static VectorMask<Object> nans(Vector<Object> x) {
    return x.test(VectorOperators.IS_NAN);
  }
}
