package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.TypeId;
import jdk.incubator.vector.VectorOperators;

/**
 * Makes the kernels that need {@code jdk.incubator.vector}. Apart from the templates: a static
 * method of theirs would initialize the template itself, which has no constants.
 */
final class VectorKernels {

  private VectorKernels() {}

  /** The formula for an operator on float64, or null where the library's function is used. */
  private static Class<?> formula(TypeId id, String operator) {
    if (id != TypeId.FLOAT64 || !VectorTables.fit()) {
      return null;
    }
    return switch (operator) {
      case "EXP" -> VectorExp.class;
      case "LOG" -> VectorLog.class;
      case "TANH" -> VectorTanh.class;
      default -> null;
    };
  }

  static InnerLoop unary(TypeId id, String operator, InnerLoop scalar) {
    Class<?> formula = formula(id, operator);
    if (formula != null) {
      boolean always = formula == VectorTanh.class;
      return Specializer.specialize(
          VectorFunction.class,
          InnerLoop.class,
          new VectorFunction.Constants(always, scalar),
          VectorFormula.class,
          formula);
    }
    return Specializer.specialize(
        VectorUnary.class,
        InnerLoop.class,
        new VectorUnary.Constants(
            VectorLanes.species(id),
            VectorLanes.operator(VectorOperators.Unary.class, operator),
            scalar));
  }

  static InnerLoop binary(TypeId id, String operator, InnerLoop scalar) {
    InnerLoop loop =
        Specializer.specialize(
            VectorBinary.class,
            InnerLoop.class,
            new VectorBinary.Constants(
                VectorLanes.species(id),
                VectorLanes.operator(VectorOperators.Binary.class, operator),
                scalar));
    return operator.equals("POW") && id == TypeId.FLOAT64 && VectorTables.fit()
        ? Specializer.specialize(
            VectorPower.class, InnerLoop.class, new VectorPower.Constants(loop))
        : loop;
  }

  static InnerLoop compare(TypeId id, String operator, InnerLoop scalar) {
    return Specializer.specialize(
        VectorCompare.class,
        InnerLoop.class,
        new VectorCompare.Constants(
            VectorLanes.species(id),
            VectorLanes.operator(VectorOperators.Comparison.class, operator),
            scalar));
  }

  static CastLoop move(int size, CastLoop scalar) {
    TypeId id =
        switch (size) {
          case 1 -> TypeId.INT8;
          case 2 -> TypeId.INT16;
          case 4 -> TypeId.INT32;
          default -> TypeId.INT64;
        };
    return Specializer.specialize(
        VectorMove.class,
        CastLoop.class,
        new VectorMove.Constants(VectorLanes.species(id), scalar));
  }
}
