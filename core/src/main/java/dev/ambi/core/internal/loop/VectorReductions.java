package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import dev.ambi.core.TypeId;
import jdk.incubator.vector.VectorOperators;

/**
 * Makes the kernels of reductions, searches and choices that need {@code jdk.incubator.vector};
 * apart from the templates, as {@link VectorKernels}.
 */
final class VectorReductions {

  private VectorReductions() {}

  static BlockKernel block(TypeId id, String operator, Op op, int step, BlockKernel scalar) {
    return Specializer.specialize(
        VectorBlock.class,
        BlockKernel.class,
        new VectorBlock.Constants(
            VectorLanes.species(id),
            VectorLanes.operator(VectorOperators.Associative.class, operator),
            Lanes.of(id),
            step,
            scalar,
            op));
  }

  static DeviationKernel deviations(TypeId id, int step, DeviationKernel scalar) {
    return Specializer.specialize(
        VectorDeviations.class,
        DeviationKernel.class,
        new VectorDeviations.Constants(VectorLanes.species(id), step, scalar));
  }

  static FindKernel find(TypeId id, FindKernel scalar) {
    return Specializer.specialize(
        VectorFind.class,
        FindKernel.class,
        new VectorFind.Constants(VectorLanes.species(id), scalar));
  }

  static InnerLoop blend(TypeId id, InnerLoop scalar) {
    return Specializer.specialize(
        VectorBlend.class,
        InnerLoop.class,
        new VectorBlend.Constants(VectorLanes.species(id), scalar));
  }
}
