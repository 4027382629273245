package dev.ambi.core.internal.loop;

import dev.ambi.core.TypeId;
import java.util.List;

/**
 * A step of a conversion of vectors.
 *
 * @param name the name of the conversion in {@code VectorOperators}
 * @param to the type that it gives
 */
record CastStep(String name, TypeId to) {

  /**
   * {@return the steps from one type to another, none if the bits are the same; null if vectors
   * cannot do it}
   *
   * @param from bool (of zeros and ones), an integer or a float
   * @param to an integer or a float
   */
  static List<CastStep> path(TypeId from, TypeId to) {
    boolean unsigned = from == TypeId.UINT64 || to == TypeId.UINT64;
    if (from == TypeId.FLOAT16
        || to == TypeId.FLOAT16
        || (unsigned && (from.isFloat() || to.isFloat()))) {
      return null;
    }
    if (from.isFloat() == to.isFloat()) {
      return letter(from) == letter(to) ? List.of() : List.of(between(from, to));
    }
    TypeId whole = whole(from.isFloat() ? to : from);
    CastStep last = between(whole, to);
    if (letter(from) == letter(whole)) {
      return List.of(last);
    }
    CastStep first = between(from, whole);
    return letter(whole) == letter(to) ? List.of(first) : List.of(first, last);
  }

  /** The integers by way of which one is made from a float, or a float from one. */
  private static TypeId whole(TypeId integer) {
    return integer.size() == 8 || integer == TypeId.UINT32 ? TypeId.INT64 : TypeId.INT32;
  }

  /** {@return whether only the widest vectors have it: 64-bit integers from or to floats} */
  boolean isWide() {
    return List.of("L2D", "L2F", "D2L", "F2L").contains(name);
  }

  private static CastStep between(TypeId from, TypeId to) {
    boolean signed = from.kind() == 'i' || from.isFloat();
    String prefix = !signed && from.size() < to.size() ? "ZERO_EXTEND_" : "";
    return new CastStep(prefix + letter(from) + "2" + letter(to), to);
  }

  private static char letter(TypeId id) {
    return switch (id) {
      case BOOL, INT8, UINT8 -> 'B';
      case INT16, UINT16 -> 'S';
      case INT32, UINT32 -> 'I';
      case INT64, UINT64 -> 'L';
      case FLOAT32 -> 'F';
      default -> 'D';
    };
  }
}
