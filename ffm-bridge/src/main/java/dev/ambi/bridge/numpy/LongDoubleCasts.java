package dev.ambi.bridge.numpy;

import dev.ambi.core.CastLoop;
import dev.ambi.core.CastMethod;
import dev.ambi.core.CastTable;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;

/** Casts between long doubles and core's numbers, which C makes, and what they promote to. */
final class LongDoubleCasts implements CastMethod {
  private static final LongDoubleCasts INSTANCE = new LongDoubleCasts();

  private LongDoubleCasts() {}

  /** Enters both dtypes; once. */
  static void register() {
    BuiltinType[] families = {BuiltinType.LONGDOUBLE, BuiltinType.CLONGDOUBLE};
    for (BuiltinType family : families) {
      for (TypeId id : TypeId.values()) {
        if (id.isNumeric()) {
          CastTable.register(id, family, INSTANCE);
          CastTable.register(family, id, INSTANCE);
          CastTable.registerPromotion(id, family, LongDoubleCasts::common);
        }
      }
    }
    CastTable.register(families[0], families[1], INSTANCE);
    CastTable.register(families[1], families[0], INSTANCE);
    CastTable.registerPromotion(families[0], families[1], LongDoubleCasts::common);
  }

  private static BuiltinType type(DType dtype) {
    return dtype instanceof LongDoubleDType d ? d.type() : BuiltinType.of(dtype);
  }

  private static DType common(DType a, DType b) {
    return Promotions.promote(type(a), type(b)) == BuiltinType.CLONGDOUBLE
        ? LongDoubleDType.COMPLEX
        : LongDoubleDType.REAL;
  }

  @Override
  public Casting level(DType from, DType to) {
    for (Casting level : new Casting[] {Casting.SAFE, Casting.SAME_KIND}) {
      if (Castings.canCast(type(from), type(to), level)) {
        return level;
      }
    }
    return Casting.UNSAFE;
  }

  @Override
  public CastLoop loop(DType from, DType to) {
    return RegisteredCasts.inC(from, to, Numpy2Abi.INSTANCE.tag());
  }
}
