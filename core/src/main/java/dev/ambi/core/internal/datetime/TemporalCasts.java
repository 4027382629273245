package dev.ambi.core.internal.datetime;

import dev.ambi.core.CastLoop;
import dev.ambi.core.CastMethod;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.Casts;

/** The casts of datetime64 and timedelta64. */
public final class TemporalCasts {

  private TemporalCasts() {}

  /** Adds them to the table. */
  public static void register() {
    for (TypeId id : TypeId.values()) {
      if (id.isTemporal()) {
        Casts.register(id, id, METHOD);
      } else if (id.isNumeric() || id == TypeId.BYTES || id == TypeId.STR) {
        for (TypeId temporal : new TypeId[] {TypeId.DATETIME64, TypeId.TIMEDELTA64}) {
          Casts.register(id, temporal, METHOD);
          Casts.register(temporal, id, METHOD);
        }
      }
    }
    Casts.register(TypeId.DATETIME64, TypeId.TIMEDELTA64, METHOD);
    Casts.register(TypeId.TIMEDELTA64, TypeId.DATETIME64, METHOD);
  }

  private static boolean isText(TypeId id) {
    return id == TypeId.BYTES || id == TypeId.STR;
  }

  /** To numbers, and to each other, points and spans are what they are in memory. */
  private static DType asNumber(DType dtype) {
    return dtype.id().isTemporal() ? DType.INT64.withByteOrder(dtype.byteOrder()) : dtype;
  }

  private static final CastMethod METHOD =
      new CastMethod() {
        @Override
        public Casting level(DType from, DType to) {
          return TemporalTypes.level(from, to);
        }

        @Override
        public CastLoop loop(DType from, DType to) {
          TypeId source = from.id();
          TypeId target = to.id();
          if (isText(source) || isText(target)) {
            return new TimeTextCast(from, to);
          }
          boolean same = source == target && Step.of(from).equals(Step.of(to));
          if (source == target && !same) {
            return CountCast.of(from, to);
          }
          return Casts.find(asNumber(from), asNumber(to));
        }
      };
}
