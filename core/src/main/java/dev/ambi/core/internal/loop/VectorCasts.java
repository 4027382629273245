package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.TypeId;
import java.util.List;
import jdk.incubator.vector.VectorOperators.Conversion;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Makes copies of {@link VectorCast}. */
final class VectorCasts {

  private VectorCasts() {}

  /**
   * {@return a loop, or null if vectors cannot do it}
   *
   * @param from the type of the source, in native byte order
   * @param to the type of the result, in native byte order
   * @param scalar the loop for what is left over, and for other strides
   */
  static CastLoop of(TypeId from, TypeId to, CastLoop scalar) {
    boolean toBool = to == TypeId.BOOL;
    List<CastStep> path = toBool && from != TypeId.FLOAT16 ? List.of() : CastStep.path(from, to);
    int widest = VectorLanes.species(TypeId.INT64).vectorBitSize();
    if (path == null || (path.stream().anyMatch(CastStep::isWide) && widest < 512)) {
      return null;
    }
    int size = Math.max(from.size(), to.size());
    for (CastStep step : path) {
      size = Math.max(size, step.to().size());
    }
    int lanes = widest / (8 * size);
    int least = lanes * Math.min(from.size(), to.size());
    if (8 * least < VectorShape.S_64_BIT.vectorBitSize()) {
      return null;
    }
    boolean toInteger = from.isFloat() && !to.isFloat() && !toBool;
    VectorCast.Constants constants =
        new VectorCast.Constants(
            species(from, lanes),
            species(path.isEmpty() ? to : path.getFirst().to(), lanes),
            species(to, lanes),
            path.isEmpty() ? null : conversion(path.getFirst()),
            path.size() < 2 ? null : conversion(path.getLast()),
            toInteger,
            toInteger && path.getFirst().to().size() == 8 ? Long.MIN_VALUE : Integer.MIN_VALUE,
            from == TypeId.BOOL,
            toBool,
            scalar);
    return Specializer.specialize(VectorCast.class, CastLoop.class, constants);
  }

  private static VectorSpecies<Object> species(TypeId id, int lanes) {
    VectorShape shape = VectorShape.forBitSize(8 * id.size() * lanes);
    return VectorLanes.species(id).withShape(shape);
  }

  @SuppressWarnings("unchecked")
  private static Conversion<Object, Object> conversion(CastStep step) {
    return (Conversion<Object, Object>) VectorLanes.operator(Conversion.class, step.name());
  }
}
