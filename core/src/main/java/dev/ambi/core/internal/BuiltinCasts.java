package dev.ambi.core.internal;

import dev.ambi.core.CastLoop;
import dev.ambi.core.CastMethod;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.dtype.VoidCasts;
import dev.ambi.core.internal.dtype.VoidPromotion;
import dev.ambi.core.internal.loop.CastKernels;

/** The casts that are there from the start. */
final class BuiltinCasts {

  private BuiltinCasts() {}

  static void register() {
    CastMethod voids = new VoidCasts();
    Casts.register(TypeId.VOID, TypeId.VOID, voids);
    Casts.register(TypeId.VOID, Casts.ANY, voids);
    Casts.register(Casts.ANY, TypeId.VOID, voids);
    Casts.registerPromotion(TypeId.VOID, TypeId.VOID, VoidPromotion::common);
    for (TypeId from : TypeId.values()) {
      for (TypeId to : TypeId.values()) {
        if (isOurs(from) && isOurs(to)) {
          Casts.register(from, to, METHOD);
        }
      }
    }
  }

  private static boolean isOurs(TypeId id) {
    return id.isNumeric() || id == TypeId.BYTES || id == TypeId.STR;
  }

  private static boolean isPlain(DType d) {
    return d.isNative() && !d.id().isComplex() && d.id() != TypeId.FLOAT16;
  }

  private static final CastMethod METHOD =
      new CastMethod() {
        @Override
        public Casting level(DType from, DType to) {
          return Promotion.level(from, to);
        }

        @Override
        public CastLoop loop(DType from, DType to) {
          if (from.id() == to.id() && from.itemSize() == to.itemSize()) {
            int unit = from.id() == TypeId.STR ? 4 : from.id().realPart().size();
            return new MoveCast(from.itemSize(), from.byteOrder() == to.byteOrder() ? 0 : unit);
          }
          if (!from.isNumeric() || !to.isNumeric()) {
            return new TextCast(from, to);
          }
          return isPlain(from) && isPlain(to)
              ? CastKernels.find(from.id(), to.id())
              : new NumericCast(from, to);
        }
      };
}
