package dev.ambi.core.internal.index;

import dev.ambi.core.internal.loop.Specializer;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** Makes the copies of {@link VectorMaskLoop}. */
final class VectorMaskLoops {

  private VectorMaskLoops() {}

  /**
   * {@return the loop with vectors if it is worth while, else the scalar one}
   *
   * @param bytes the size of an item
   * @param scalar the scalar loop
   */
  @SuppressWarnings("unchecked")
  static MaskLoop of(int bytes, MaskLoop scalar) {
    VectorSpecies<?> species =
        bytes == 8 ? LongVector.SPECIES_PREFERRED : IntVector.SPECIES_PREFERRED;
    // Shorter vectors have no instruction that packs them, and bytes and shorts only rarely.
    boolean good = (bytes == 4 || bytes == 8) && species.length() >= 8;
    return good
        ? Specializer.specialize(
            MethodHandles.lookup(),
            VectorMaskLoop.class,
            MaskLoop.class,
            new VectorMaskLoop.Constants((VectorSpecies<Object>) species, scalar))
        : scalar;
  }
}
