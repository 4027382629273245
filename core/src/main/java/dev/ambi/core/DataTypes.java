package dev.ambi.core;

import dev.ambi.core.internal.ufunc.Arguments;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Predicate;

/** The functions of the Python array API standard that are about dtypes. */
public final class DataTypes {

  private static final Map<String, Predicate<DType>> KINDS =
      Map.of(
          "bool", d -> d.kind() == 'b',
          "signed integer", d -> d.kind() == 'i',
          "unsigned integer", d -> d.kind() == 'u',
          "integral", d -> d.kind() == 'i' || d.kind() == 'u',
          "real floating", d -> d.kind() == 'f',
          "complex floating", d -> d.kind() == 'c',
          "numeric", d -> d.isNumeric() && d.kind() != 'b');

  private DataTypes() {}

  /**
   * {@return the array with elements of another dtype; the array itself if it has that dtype and no
   * copy is wanted}
   *
   * @param a the array
   * @param dtype the dtype
   * @param copy whether the result shares nothing with {@code a} in any case
   */
  public static NDArray astype(NDArray a, DType dtype, boolean copy) {
    return !copy && a.dtype().equals(dtype) ? a : a.astype(dtype);
  }

  /**
   * {@return whether one dtype converts to another without loss, by NumPy's rules}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result
   */
  public static boolean canCast(DType from, DType to) {
    return DType.canCast(from, to, Casting.SAFE);
  }

  /**
   * {@return whether the elements of an array convert to a dtype without loss, by their dtype}
   *
   * @param from the array
   * @param to the dtype of the result
   */
  public static boolean canCast(NDArray from, DType to) {
    return canCast(from.dtype(), to);
  }

  /**
   * {@return the limits of a floating-point dtype}
   *
   * @param dtype a real or complex floating-point dtype
   * @throws IllegalArgumentException if it is neither
   */
  public static FloatInfo finfo(DType dtype) {
    DType real = DType.of(numeric(dtype, "finfo").realPart());
    return switch (real.id()) {
      case FLOAT16 -> new FloatInfo(real, 16, 0x1p-10, 65504, -65504, 0x1p-14, 0x1p-24);
      case FLOAT32 ->
          new FloatInfo(
              real,
              32,
              0x1p-23,
              Float.MAX_VALUE,
              -Float.MAX_VALUE,
              Float.MIN_NORMAL,
              Float.MIN_VALUE);
      case FLOAT64 ->
          new FloatInfo(
              real,
              64,
              0x1p-52,
              Double.MAX_VALUE,
              -Double.MAX_VALUE,
              Double.MIN_NORMAL,
              Double.MIN_VALUE);
      default -> throw new IllegalArgumentException("data type " + dtype.repr() + " not inexact");
    };
  }

  /**
   * {@return the limits of an integer dtype}
   *
   * @param dtype a signed or unsigned integer dtype
   * @throws IllegalArgumentException if it is neither
   */
  public static IntegerInfo iinfo(DType dtype) {
    TypeId id = numeric(dtype, "iinfo");
    if (!id.isInteger()) {
      throw new IllegalArgumentException("Invalid integer data type '" + dtype.kind() + "'.");
    }
    int bits = id.size() * 8;
    boolean signed = id.kind() == 'i';
    BigInteger half = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
    BigInteger min = signed ? half.negate() : BigInteger.ZERO;
    return new IntegerInfo(dtype, bits, min, half.subtract(BigInteger.ONE));
  }

  private static TypeId numeric(DType dtype, String function) {
    if (!dtype.isNumeric()) {
      throw new IllegalArgumentException(function + " of " + dtype.repr());
    }
    return dtype.id();
  }

  /**
   * {@return whether a dtype is of a kind}
   *
   * @param dtype the dtype
   * @param kind {@code bool}, {@code signed integer}, {@code unsigned integer}, {@code integral},
   *     {@code real floating}, {@code complex floating} or {@code numeric}
   * @throws IllegalArgumentException if there is no such kind
   */
  public static boolean isdtype(DType dtype, String kind) {
    Predicate<DType> test = KINDS.get(kind);
    if (test == null) {
      throw new IllegalArgumentException(
          "kind argument is a string, but '" + kind + "' is not a known kind name.");
    }
    return test.test(dtype);
  }

  /**
   * {@return whether a dtype is another}
   *
   * @param dtype the dtype
   * @param kind the other
   */
  public static boolean isdtype(DType dtype, DType kind) {
    return dtype.equals(kind);
  }

  /**
   * {@return the dtype that results when arguments are combined (NEP 50)}
   *
   * @param arguments {@link DType}s, {@link NDArray}s, and Java numbers, booleans and {@link
   *     Complex} numbers, which adapt to the others
   * @throws IllegalArgumentException if there are none, or there is no common dtype
   */
  public static DType resultType(Object... arguments) {
    DType strong = null;
    for (Object a : arguments) {
      DType d = a instanceof NDArray array ? array.dtype() : a instanceof DType type ? type : null;
      if (d != null) {
        strong = strong == null ? d.toNative() : DType.promote(strong, d);
      }
    }
    DType result = strong;
    for (Object a : arguments) {
      if (!(a instanceof NDArray) && !(a instanceof DType)) {
        DType weak = Arguments.weakDType(a, result);
        result = result == null ? weak : DType.promote(result, weak);
      }
    }
    if (result == null) {
      throw new IllegalArgumentException("at least one array or dtype is required");
    }
    return result;
  }
}
