package dev.ambi.bridge.numpy;

import dev.ambi.core.DType;

/** Which dtype holds the values of two. */
final class Promotions {
  private Promotions() {}

  /**
   * The smallest built-in type that holds both types' values; for numbers, and for others of the
   * same type.
   *
   * @return null where there is none
   */
  static BuiltinType promote(BuiltinType a, BuiltinType b) {
    if (a == b) {
      return a;
    }
    if (a == BuiltinType.OBJECT || b == BuiltinType.OBJECT) {
      return BuiltinType.OBJECT;
    }
    if (!a.isNumber() || !b.isNumber()) {
      return promoteTime(a, b);
    }
    if (a.id() == null || b.id() == null) {
      boolean complex = a.kind() == 'c' || b.kind() == 'c';
      return complex ? BuiltinType.CLONGDOUBLE : BuiltinType.LONGDOUBLE;
    }
    if (a.id() == b.id()) {
      return a.number() > b.number() ? a : b; // long long before long
    }
    BuiltinType common = BuiltinType.of(DType.promote(DType.of(a.id()), DType.of(b.id())));
    // A long long that was promoted to its own layout stays one.
    return common.id() == a.id() ? a : common.id() == b.id() ? b : common;
  }

  private static BuiltinType promoteTime(BuiltinType a, BuiltinType b) {
    boolean integer = (a.kind() == 'i' || a.kind() == 'u') || (b.kind() == 'i' || b.kind() == 'u');
    if ((a == BuiltinType.TIMEDELTA || b == BuiltinType.TIMEDELTA) && integer) {
      return BuiltinType.TIMEDELTA;
    }
    return null;
  }
}
