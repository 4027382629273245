package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;

/** Which dtype converts to which, at which level; for dtypes that core has not, too. */
final class Castings {
  private static final long USER_CAN_CAST = LibAmbi.address("ambi_user_can_cast");
  private static final long VALUE_CASTS = LibAmbi.address("ambi_value_casts");
  private static final long CAN_CAST = LibAmbi.address("ambi_can_cast");
  private static final long EQUIV = LibAmbi.address("PyArray_EquivTypes");

  /** In the order of NPY_CASTING. */
  private static final Casting[] LEVELS = {
    Casting.NO, Casting.EQUIV, Casting.SAFE, Casting.SAME_KIND, Casting.UNSAFE
  };

  private Castings() {}

  /** {@code PyArray_EquivTypes}. */
  static boolean equivalent(long a, long b) {
    return (Downcalls.call(EQUIV, a, b) & 0xFF) != 0;
  }

  /** What is said of a cast that the level refuses: the noun, both dtypes, the level. */
  static final String REFUSED = "Cannot cast %s from %s to %s according to the rule '%s'";

  /** How NumPy calls the array in such a text. */
  static String noun(long array) {
    return Arrays.ndim(array) == 0 ? "scalar" : "array data";
  }

  /** The level of NPY_CASTING's number. */
  static Casting of(int number) {
    return LEVELS[Math.min(Math.max(number, 0), LEVELS.length - 1)];
  }

  /** NPY_CASTING's number. */
  static int number(Casting casting) {
    return java.util.Arrays.asList(LEVELS).indexOf(casting);
  }

  /** The level of that name. */
  static Casting parse(String text) {
    for (Casting level : LEVELS) {
      if (level.toString().equals(text)) {
        return level;
      }
    }
    throw PythonError.value(
        "casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe' (got '"
            + text
            + "')");
  }

  /** Whether an extension said that a cast, from or to its dtype, loses nothing. */
  static boolean userCanCast(int from, int to) {
    return Downcalls.call(USER_CAN_CAST, from, to) != 0;
  }

  /** Whether {@code from} converts to {@code to}, two descriptors of one ABI. */
  static boolean canCast(StructDescrs descrs, long from, long to, Casting casting) {
    BuiltinType a = descrs.type(from);
    BuiltinType b = descrs.type(to);
    if (a == BuiltinType.VOID || b == BuiltinType.VOID) {
      return (Downcalls.call(CAN_CAST, from, to, number(casting)) & 0xFF) != 0;
    }
    if (casting == Casting.UNSAFE) {
      return true;
    }
    if (a != null && b != null && (a.id() != null || isTime(a)) && (b.id() != null || isTime(b))) {
      DType target = descrs.dtypeOf(to);
      return DType.canCast(descrs.dtypeOf(from), target, casting);
    }
    if (equivalent(from, to)) {
      return true;
    }
    if ((a == null || b == null) && userCanCast(descrs.typeNum(from), descrs.typeNum(to))) {
      return casting != Casting.NO && casting != Casting.EQUIV;
    }
    if (casting == Casting.NO || casting == Casting.EQUIV || a == null || b == null) {
      return false;
    }
    return canCast(a, b, casting);
  }

  private static boolean isTime(BuiltinType type) {
    return type == BuiltinType.DATETIME || type == BuiltinType.TIMEDELTA;
  }

  /**
   * Whether an array converts to {@code to}, a descriptor of its ABI. 1.x looks at the value where
   * the array has no dimensions.
   */
  static boolean canCastArray(StructDescrs descrs, long array, long to, Casting casting) {
    if (canCast(descrs, Arrays.descr(array), to, casting)) {
      return true;
    }
    BuiltinType type = descrs.type(to);
    return descrs.tag() == 1
        && Arrays.ndim(array) == 0
        && type != null
        && Downcalls.call(VALUE_CASTS, array, to, number(casting)) != 0;
  }

  /** Whether values of one built-in type convert to the other; sizes of text aside. */
  static boolean canCast(BuiltinType a, BuiltinType b, Casting casting) {
    if (a == b || b == BuiltinType.OBJECT || casting == Casting.UNSAFE) {
      return true;
    }
    if (casting == Casting.NO || casting == Casting.EQUIV) {
      return a.id() != null && a.id() == b.id();
    }
    if (a.isNumber() && b.isNumber()) {
      if (Promotions.promote(a, b) == b || (a.id() != null && a.id() == b.id())) {
        return true;
      }
      return casting == Casting.SAME_KIND && rank(a) <= rank(b);
    }
    if (b == BuiltinType.VOID || b == BuiltinType.UNICODE) {
      return true;
    }
    if (b == BuiltinType.STRING) {
      return a.isNumber() || (a == BuiltinType.UNICODE && casting == Casting.SAME_KIND);
    }
    return b == BuiltinType.TIMEDELTA
        && (a.kind() == 'i' || a.kind() == 'b' || (a.kind() == 'u' && a.size() < 8));
  }

  private static int rank(BuiltinType type) {
    return switch (type.kind()) {
      case 'b' -> 0;
      case 'u' -> 1;
      case 'i' -> 2;
      case 'f' -> 3;
      default -> 4;
    };
  }
}
