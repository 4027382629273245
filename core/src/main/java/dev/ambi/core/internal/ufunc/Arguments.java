package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.datetime.TimeElements;
import java.math.BigInteger;

/**
 * The inputs of a call as arrays. A Java number has no dtype of its own: it takes that of the
 * arrays beside it where its kind allows (NEP 50).
 */
public final class Arguments {

  private Arguments() {}

  /**
   * {@return the inputs as arrays}
   *
   * @param name the name of the function, for messages
   * @param expected how many inputs it takes
   * @param inputs arrays, numbers, booleans and complex numbers
   * @param comparison whether the function compares, so that an integer may lie outside the range
   *     of the dtype beside it
   */
  static NDArray[] arrays(String name, int expected, Object[] inputs, boolean comparison) {
    if (inputs.length != expected) {
      throw new IllegalArgumentException(
          name
              + "() takes "
              + expected
              + " positional argument"
              + (expected == 1 ? "" : "s")
              + " but "
              + inputs.length
              + (inputs.length == 1 ? " was" : " were")
              + " given");
    }
    NDArray[] arrays = new NDArray[inputs.length];
    boolean weak = false;
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i] instanceof NDArray a) {
        arrays[i] = a;
      } else {
        weak = true;
      }
    }
    if (weak) {
      DType strong = null;
      for (NDArray a : arrays) {
        if (a != null) {
          strong = strong == null ? a.dtype().toNative() : promoteOrFirst(strong, a.dtype());
        }
      }
      for (int i = 0; i < inputs.length; i++) {
        if (arrays[i] == null) {
          arrays[i] = scalar(inputs[i], strong, comparison);
        }
      }
    }
    return arrays;
  }

  private static DType promoteOrFirst(DType a, DType b) {
    return a.isNumeric() && b.isNumeric() ? DType.promote(a, b) : a;
  }

  /**
   * {@return the dtype of a Java value beside arrays}
   *
   * @param value a number, boolean or complex number
   * @param strong the dtype of the arrays; null if there are none
   */
  public static DType weakDType(Object value, DType strong) {
    TypeId id = strong == null || !strong.isNumeric() ? TypeId.BOOL : strong.id();
    return switch (value) {
      case Boolean b -> DType.BOOL;
      case Complex c ->
          id.isComplex()
              ? strong.toNative()
              : id == TypeId.FLOAT16 || id == TypeId.FLOAT32 ? DType.COMPLEX64 : DType.COMPLEX128;
      case Double d -> id.isFloat() || id.isComplex() ? strong.toNative() : DType.FLOAT64;
      case Float f -> id.isFloat() || id.isComplex() ? strong.toNative() : DType.FLOAT64;
      case Number n when isInteger(n) ->
          id != TypeId.BOOL ? strong.toNative() : fitsLong(n) ? DType.INT64 : DType.UINT64;
      case null -> throw new IllegalArgumentException("an operand is null");
      case Object time when TimeElements.dtypeOf(time) != null -> TimeElements.dtypeOf(time);
      default ->
          throw new IllegalArgumentException(
              "unsupported operand type: " + value.getClass().getName());
    };
  }

  /**
   * {@return a number as an array of the dtype that it has beside an array; null if that takes the
   * general way}
   *
   * @param a the array
   * @param value the number
   */
  public static NDArray beside(NDArray a, Number value) {
    TypeId id = a.dtype().id();
    boolean real = value instanceof Double || value instanceof Float;
    boolean small = value instanceof Integer || value instanceof Long;
    if (real && (id == TypeId.FLOAT64 || id == TypeId.FLOAT32)) {
      return NDArray.scalar(a.dtype().toNative(), value);
    }
    if (small && (id == TypeId.FLOAT64 || id == TypeId.FLOAT32 || id == TypeId.INT64)) {
      return NDArray.scalar(a.dtype().toNative(), value);
    }
    return null;
  }

  private static boolean isInteger(Number n) {
    return n instanceof Long
        || n instanceof Integer
        || n instanceof Short
        || n instanceof Byte
        || n instanceof BigInteger;
  }

  private static boolean fitsLong(Number n) {
    return !(n instanceof BigInteger big) || big.bitLength() < 64;
  }

  private static NDArray scalar(Object value, DType strong, boolean comparison) {
    DType dtype = weakDType(value, strong);
    if (value instanceof CharSequence || value instanceof byte[]) {
      return NDArray.fromArray(value);
    }
    try {
      return NDArray.scalar(dtype, value);
    } catch (ArithmeticException e) {
      if (!comparison || !dtype.id().isInteger()) {
        throw e;
      }
      // Any integer compares with one that is out of its range as with an infinity.
      Number n = (Number) value;
      int sign = n instanceof BigInteger big ? big.signum() : Long.signum(n.longValue());
      return NDArray.scalar(
          DType.FLOAT64, sign < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
  }
}
