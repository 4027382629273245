package dev.ambi.core.internal.loop;

import dev.ambi.core.TypeId;

/**
 * Makes the kernels of matrix products that need {@code jdk.incubator.vector}; apart from the
 * templates, as {@link VectorKernels}.
 */
final class VectorProducts {

  private VectorProducts() {}

  static TileKernel tile(TypeId id) {
    return Specializer.specialize(
        VectorTile.class, TileKernel.class, new VectorTile.Constants(VectorLanes.species(id)));
  }

  static RowProduct rows(TypeId id, RowProduct scalar) {
    return Specializer.specialize(
        VectorRowProduct.class,
        RowProduct.class,
        new VectorRowProduct.Constants(VectorLanes.species(id), scalar));
  }

  static DotKernel dot(TypeId id, DotKernel scalar) {
    return Specializer.specialize(
        VectorDot.class, DotKernel.class, new VectorDot.Constants(VectorLanes.species(id), scalar));
  }
}
