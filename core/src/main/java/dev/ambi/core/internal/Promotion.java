package dev.ambi.core.internal;

import dev.ambi.core.BytesDType;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NumericDType;
import dev.ambi.core.StrDType;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.TemporalDType;
import dev.ambi.core.TypeId;
import dev.ambi.core.UserDType;
import dev.ambi.core.VoidDType;
import dev.ambi.core.internal.datetime.TemporalTypes;
import dev.ambi.core.internal.dtype.DTypeText;

/** NumPy's rules for what converts to what. */
public final class Promotion {

  private static final String KIND_ORDER = "buifcSU";

  private Promotion() {}

  /**
   * {@return the smallest dtype to which both convert safely}
   *
   * @param a one dtype
   * @param b the other
   */
  public static DType promote(DType a, DType b) {
    if (a.isNumeric() && b.isNumeric()) {
      return DType.of(promote(a.id(), b.id()));
    }
    if (TemporalTypes.covers(a, b)) {
      return TemporalTypes.promote(a, b);
    }
    DType registered = Casts.promote(a, b);
    if (registered != null) {
      return registered;
    }
    if (!isTextOrNumber(a) || !isTextOrNumber(b)) {
      throw new IllegalArgumentException(
          "The DTypes "
              + DTypeText.className(a)
              + " and "
              + DTypeText.className(b)
              + " do not have a common DType. For example they cannot be stored in a single array"
              + " unless the dtype is `object`.");
    }
    long length = Math.max(textLength(a), textLength(b));
    boolean str = a.id() == TypeId.STR || b.id() == TypeId.STR;
    return str ? DType.str(length) : DType.bytes(length);
  }

  /**
   * Refuses operands of two dtypes that are not of the engine, unless one of them converts to the
   * other safely: a third dtype that takes both would lose what each of them means.
   *
   * @param ufunc the name of the function
   * @param operands their dtypes
   * @throws IllegalArgumentException if there are two that do not go together
   */
  public static void requireRelated(String ufunc, DType... operands) {
    for (int i = 0; i < operands.length; i++) {
      for (int k = 0; k < i; k++) {
        DType a = operands[k];
        DType b = operands[i];
        if (a instanceof UserDType
            && b instanceof UserDType
            && !a.family().equals(b.family())
            && !canCast(a, b, Casting.SAFE)
            && !canCast(b, a, Casting.SAFE)) {
          throw new IllegalArgumentException(
              "ufunc '"
                  + ufunc
                  + "' cannot take "
                  + a.repr()
                  + " and "
                  + b.repr()
                  + " together: "
                  + (a.name().equals(b.name())
                      ? "these are two dtypes of one name, registered apart"
                      : "these are two registered dtypes")
                  + ", and there is no safe cast from one to the other. Convert one with astype"
                  + " first");
        }
      }
    }
  }

  private static boolean isTextOrNumber(DType dtype) {
    return dtype.isNumeric() || dtype.id() == TypeId.BYTES || dtype.id() == TypeId.STR;
  }

  /**
   * {@return how many characters the values of a dtype need as text}
   *
   * @param dtype the dtype
   */
  public static long textLength(DType dtype) {
    return switch (dtype) {
      case NumericDType n -> n.id().textLength();
      case BytesDType s -> s.itemSize();
      case StrDType s -> s.length();
      case TemporalDType d -> TemporalTypes.textLength(d);
      case VoidDType v -> v.itemSize();
      case StructDType s -> s.itemSize();
      case SubArrayDType s -> s.itemSize();
      case UserDType u -> u.textLength();
    };
  }

  private static TypeId promote(TypeId a, TypeId b) {
    if (safe(a, b)) {
      return b;
    }
    if (safe(b, a)) {
      return a;
    }
    for (TypeId id : TypeId.values()) {
      if (safe(a, id) && safe(b, id)) {
        return id;
      }
    }
    throw new AssertionError("complex128 takes every number");
  }

  /** Whether every value of one numeric type is (nearly, for 64-bit integers) one of the other. */
  private static boolean safe(TypeId from, TypeId to) {
    if (from == to || from == TypeId.BOOL) {
      return true;
    }
    int fromSize = from.realPart().size();
    int toSize = to.realPart().size();
    return switch (to.kind()) {
      case 'i' -> from.kind() == 'i' ? fromSize <= toSize : from.kind() == 'u' && fromSize < toSize;
      case 'u' -> from.kind() == 'u' && fromSize <= toSize;
      case 'f' -> from.isInteger() ? fits(fromSize, toSize) : from.isFloat() && fromSize <= toSize;
      case 'c' -> from.isInteger() ? fits(fromSize, toSize) : fromSize <= toSize;
      default -> false;
    };
  }

  private static boolean fits(int integerSize, int floatSize) {
    return integerSize < floatSize || floatSize == 8;
  }

  /**
   * {@return whether one dtype converts to another at the given level}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result
   * @param casting the level
   */
  public static boolean canCast(DType from, DType to, Casting casting) {
    if (to instanceof VoidDType) {
      return canCastSized(from, Reinterpret.resolveLength(to, from), casting);
    }
    if (Reinterpret.isUnsized(to) && from.id() == to.id()) {
      return canCastSized(from, Reinterpret.withLength(to, textLength(from)), casting);
    }
    return canCastSized(from, to, casting);
  }

  private static boolean canCastSized(DType from, DType to, Casting casting) {
    Casting level = Casts.level(from, to);
    return level != null && level.compareTo(casting) <= 0;
  }

  /** How much a cast among numbers and text may change. */
  static Casting level(DType from, DType to) {
    if (from.equals(to)) {
      return Casting.NO;
    }
    if (from.equals(to.withByteOrder(from.byteOrder()))) {
      return Casting.EQUIV;
    }
    if (safe(from, to)) {
      return Casting.SAFE;
    }
    return KIND_ORDER.indexOf(from.kind()) <= KIND_ORDER.indexOf(to.kind())
        ? Casting.SAME_KIND
        : Casting.UNSAFE;
  }

  private static boolean safe(DType from, DType to) {
    if (to.isNumeric()) {
      return from.isNumeric() && safe(from.id(), to.id());
    }
    if (from.id() == TypeId.STR && to.id() == TypeId.BYTES) {
      return false;
    }
    return to.itemSize() == 0 || textLength(from) <= textLength(to);
  }
}
