package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorOperators.Conversion;
import jdk.incubator.vector.VectorSpecies;

/** The template of casts of elements without gaps. */
final class VectorCast implements CastLoop {

  /**
   * The constants of a copy. All species have as many lanes.
   *
   * @param from the species of the source
   * @param via that of the first step's result
   * @param to that of the result
   * @param first the first step, or null
   * @param second the second step, or null
   * @param toInteger whether floats become integers
   * @param least the least integer of the first step's result
   * @param fromBool whether the source is bool, of which any byte but zero is true
   * @param toBool whether the result is bool
   * @param scalar the loop for the rest
   */
  record Constants(
      VectorSpecies<Object> from,
      VectorSpecies<Object> via,
      VectorSpecies<Object> to,
      Conversion<Object, Object> first,
      Conversion<Object, Object> second,
      boolean toInteger,
      long least,
      boolean fromBool,
      boolean toBool,
      CastLoop scalar) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final VectorSpecies<Object> FROM = CONSTANTS.from();
  private static final VectorSpecies<Object> VIA = CONSTANTS.via();
  private static final VectorSpecies<Object> TO = CONSTANTS.to();
  private static final Conversion<Object, Object> FIRST = CONSTANTS.first();
  private static final Conversion<Object, Object> SECOND = CONSTANTS.second();
  private static final boolean TO_INTEGER = CONSTANTS.toInteger();
  private static final boolean FROM_BOOL = CONSTANTS.fromBool();
  private static final boolean TO_BOOL = CONSTANTS.toBool();
  private static final CastLoop SCALAR = CONSTANTS.scalar();
  private static final int IN = FROM.elementSize() / 8;
  private static final int OUT = TO.elementSize() / 8;
  private static final int LANES = FROM.length();
  private static final Vector<Object> ZERO = FROM.zero();
  private static final Vector<Object> ONE = TO.broadcast(1);
  private static final Vector<Object> LEAST = TO_INTEGER ? FROM.broadcast(CONSTANTS.least()) : null;
  private static final Vector<Object> LIMIT =
      TO_INTEGER ? LEAST.lanewise(VectorOperators.NEG) : null;

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
    if (srcStride == IN && dstStride == OUT) {
      done = n - n % LANES;
      for (long i = 0; i < done; i += LANES) {
        Vector<Object> v = VectorLanes.load(FROM, src, srcAt + i * IN);
        VectorLanes.store(converted(v), dst, dstAt + i * OUT);
      }
    }
    if (done < n) {
      SCALAR.run(
          src, srcAt + done * srcStride, srcStride, dst, dstAt + done * OUT, dstStride, n - done);
    }
  }

  @Flattened
  private static Vector<Object> converted(Vector<Object> in) {
    Vector<Object> v = in;
    if (TO_BOOL) {
      VectorMask<Object> isSet = v.compare(VectorOperators.NE, ZERO);
      return TO.zero().blend(ONE, isSet.cast(TO));
    }
    if (FROM_BOOL) {
      v = v.lanewise(VectorOperators.UMIN, FROM.broadcast(1));
    }
    if (TO_INTEGER) {
      // C gives the least integer for what does not fit; Java the nearest, and zero for NaN.
      v = LEAST.blend(v, v.compare(VectorOperators.LT, LIMIT));
    }
    if (FIRST != null) {
      v = v.convertShape(FIRST, VIA, 0);
    }
    if (SECOND != null) {
      v = v.convertShape(SECOND, TO, 0);
    }
    return v;
  }
}
