package dev.ambi.core.internal.loop;

import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Set;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Species and operators of {@code jdk.incubator.vector} by dtype and by name. */
final class VectorLanes {

  static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  private static final Set<VectorOperators.Operator> CHEAP =
      Set.of(
          VectorOperators.ADD,
          VectorOperators.SUB,
          VectorOperators.MUL,
          VectorOperators.DIV,
          VectorOperators.MIN,
          VectorOperators.MAX,
          VectorOperators.AND,
          VectorOperators.OR,
          VectorOperators.XOR,
          VectorOperators.NOT,
          VectorOperators.NEG,
          VectorOperators.ABS,
          VectorOperators.SQRT);

  private VectorLanes() {}

  /**
   * {@return the widest species that this machine has for a type; of its parts if it is complex}
   *
   * @param id a number but not float16
   */
  @SuppressWarnings("unchecked")
  static VectorSpecies<Object> species(TypeId id) {
    VectorSpecies<?> species =
        switch (id.realPart()) {
          case BOOL, INT8, UINT8 -> ByteVector.SPECIES_PREFERRED;
          case INT16, UINT16 -> ShortVector.SPECIES_PREFERRED;
          case INT32, UINT32 -> IntVector.SPECIES_PREFERRED;
          case INT64, UINT64 -> LongVector.SPECIES_PREFERRED;
          case FLOAT32 -> FloatVector.SPECIES_PREFERRED;
          case FLOAT64 -> DoubleVector.SPECIES_PREFERRED;
          default -> throw new IllegalArgumentException("no vectors of " + id);
        };
    return (VectorSpecies<Object>) species;
  }

  /**
   * {@return an operator by its name in {@link VectorOperators}}
   *
   * @param type the kind of operator
   * @param name its name
   */
  static <T extends VectorOperators.Operator> T operator(Class<T> type, String name) {
    try {
      return type.cast(VectorOperators.class.getField(name).get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no vector operator " + name, e);
    }
  }

  /** {@return a vector of the elements at {@code at}} */
  @Flattened
  static Vector<Object> load(VectorSpecies<Object> species, MemorySegment m, long at) {
    return species.fromMemorySegment(m, at, NATIVE);
  }

  /**
   * {@return a vector of every other element}
   *
   * <p>By a shuffle of two vectors: the JIT has been seen to leave {@code selectFrom} of two
   * vectors a call, which is fifty times slower.
   *
   * @param even {@link #even} of the species
   * @param at where the first of them is; one element behind the last of them is read too
   */
  @Flattened
  static Vector<Object> loadEven(
      VectorSpecies<Object> species, VectorShuffle<Object> even, MemorySegment m, long at) {
    Vector<Object> low = species.fromMemorySegment(m, at, NATIVE);
    Vector<Object> high = species.fromMemorySegment(m, at + species.vectorByteSize(), NATIVE);
    return low.rearrange(even, high);
  }

  /** {@return the shuffle that takes every other element of two vectors} */
  static VectorShuffle<Object> even(VectorSpecies<Object> species) {
    return VectorShuffle.makeUnzip(species, 0);
  }

  /**
   * {@return whether an operator is one instruction, or few: then bringing scattered elements
   * together costs more than vectors win}
   *
   * @param operator the operator
   */
  static boolean isCheap(VectorOperators.Operator operator) {
    return CHEAP.contains(operator);
  }

  /** {@return the bits of the first lane, among the lowest; a float's, not its value} */
  @Flattened
  static long firstBits(Vector<?> v) {
    return v.reinterpretAsLongs().lane(0);
  }

  /** {@return the first lane of floats} */
  @Flattened
  static double firstFloat(Vector<?> v, boolean single) {
    long bits = firstBits(v);
    return single ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }

  /** Stores a vector. */
  @Flattened
  static void store(Vector<Object> v, MemorySegment m, long at) {
    v.intoMemorySegment(m, at, NATIVE);
  }

  /** {@return a vector with the one element at {@code at} in every lane} */
  @SuppressWarnings("unchecked")
  @Flattened
  static Vector<Object> broadcast(VectorSpecies<Object> species, MemorySegment m, long at) {
    VectorSpecies<?> any = species;
    Class<?> type = any.elementType();
    Vector<?> all;
    if (type == double.class) {
      double e = m.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at);
      all = DoubleVector.broadcast((VectorSpecies<Double>) any, e);
    } else if (type == float.class) {
      float e = m.get(ValueLayout.JAVA_FLOAT_UNALIGNED, at);
      all = FloatVector.broadcast((VectorSpecies<Float>) any, e);
    } else {
      int lane =
          switch (species.elementSize()) {
            case 8 -> Lanes.INT8;
            case 16 -> Lanes.INT16;
            case 32 -> Lanes.INT32;
            default -> Lanes.INT64;
          };
      all = species.broadcast(Lanes.getLong(lane, m, at));
    }
    return (Vector<Object>) all;
  }
}
