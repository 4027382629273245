package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.MoveCast;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The loops that cast real numbers and bool in native byte order, made when first asked for. */
public final class CastKernels {

  private record Pair(TypeId from, TypeId to) {}

  private static final Map<Pair, CastLoop> MADE = new ConcurrentHashMap<>();

  private CastKernels() {}

  /**
   * {@return the loop for two different types}
   *
   * @param from the type of the source: bool, an integer or a float
   * @param to the type of the result: bool, an integer or a float
   */
  public static CastLoop find(TypeId from, TypeId to) {
    return MADE.computeIfAbsent(new Pair(from, to), CastKernels::make);
  }

  private static CastLoop make(Pair pair) {
    boolean sameBits =
        !pair.from().isFloat()
            && !pair.to().isFloat()
            && pair.from().size() == pair.to().size()
            && pair.from() != TypeId.BOOL
            && pair.to() != TypeId.BOOL;
    if (sameBits) {
      return new MoveCast(pair.from().size(), 0);
    }
    CastLoop scalar =
        Specializer.specialize(
            CastScalar.class, CastLoop.class, CastTypes.of(pair.from(), pair.to()));
    CastLoop vector = Vectors.AVAILABLE ? VectorCasts.of(pair.from(), pair.to(), scalar) : null;
    return vector == null ? scalar : vector;
  }
}
