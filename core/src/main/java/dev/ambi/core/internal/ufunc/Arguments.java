package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Casting;
import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.datetime.TimeElements;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;

/**
 * The inputs of a call. A Java number has no dtype of its own: it takes that of the arrays beside
 * it where its kind allows (NEP 50), and becomes an array of the dtype that the loop wants.
 */
public final class Arguments {

  /** Functions whose second input is an integer, whatever the first is. */
  private static final Set<String> INTEGER_SECOND = Set.of("ldexp");

  private final Object[] inputs;
  private final DType[] types;
  private final DType strong;
  private final boolean weak;

  private Arguments(Object[] inputs, DType[] types, DType strong, boolean weak) {
    this.inputs = inputs;
    this.types = types;
    this.strong = strong;
    this.weak = weak;
  }

  /**
   * {@return the inputs}
   *
   * @param name the name of the function, for messages
   * @param expected how many inputs it takes
   * @param inputs arrays, numbers, booleans and complex numbers
   */
  static Arguments of(String name, int expected, Object[] inputs) {
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
    Object[] values = inputs.clone();
    DType strong = null;
    boolean weak = false;
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof String text) {
        long length = text.codePointCount(0, text.length());
        values[i] = NDArray.scalar(DType.str(length), text);
      } else if (values[i] instanceof byte[] bytes) {
        values[i] = NDArray.scalar(DType.bytes(bytes.length), bytes);
      }
      if (values[i] instanceof NDArray a) {
        strong = strong == null ? a.dtype().toNative() : promoteOrFirst(strong, a.dtype());
      } else {
        weak = true;
      }
    }
    DType[] types = new DType[values.length];
    for (int i = 0; i < values.length; i++) {
      types[i] = values[i] instanceof NDArray a ? a.dtype() : weakDType(values[i], strong);
    }
    return new Arguments(values, types, strong, weak);
  }

  /** {@return the dtypes of the inputs, to find a loop for} */
  DType[] types() {
    return types;
  }

  /**
   * {@return the loop for the inputs}
   *
   * @param table the loops
   * @param dtype the dtype to compute in, or null
   */
  Resolved resolve(LoopTable table, DType dtype) {
    if (!weak) {
      return table.resolve(types, dtype);
    }
    if (dtype == null) {
      adapt(table.name());
    }
    DType[] narrow = narrow();
    boolean differ = !Arrays.equals(narrow, types);
    if (differ && INTEGER_SECOND.contains(table.name())) {
      return table.resolve(narrow, dtype);
    }
    try {
      return table.resolve(types, dtype);
    } catch (IllegalArgumentException none) {
      if (!differ) {
        throw none;
      }
      try {
        return table.resolve(narrow, dtype);
      } catch (IllegalArgumentException stillNone) {
        throw none;
      }
    }
  }

  /** An integer is one beside floats too, for functions that take both. */
  private DType[] narrow() {
    DType[] narrow = types.clone();
    if (strong != null && strong.id() != TypeId.BOOL) {
      for (int i = 0; i < inputs.length; i++) {
        narrow[i] = isInteger(inputs[i]) ? DType.INT8 : narrow[i];
      }
    }
    return narrow;
  }

  /** Of an integer that is compared the range does not matter, nor of one that is true or false. */
  private void adapt(String name) {
    for (int i = 0; i < inputs.length; i++) {
      if (isInteger(inputs[i])) {
        if (Comparisons.is(name) && types[i].id().isInteger()) {
          beyond(i);
        } else if (name.startsWith("logical_")) {
          types[i] = DType.BOOL;
          inputs[i] = ((Number) inputs[i]).doubleValue() != 0;
        }
      }
    }
  }

  /** Any integer compares with one that is out of its range as with an infinity. */
  private void beyond(int i) {
    try {
      NDArray.scalar(types[i], inputs[i]);
    } catch (ArithmeticException e) {
      int sign =
          inputs[i] instanceof BigInteger big
              ? big.signum()
              : Long.signum(((Number) inputs[i]).longValue());
      types[i] = DType.FLOAT64;
      inputs[i] = sign < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
  }

  /**
   * {@return the inputs as arrays; values that are none in the dtypes of the loop}
   *
   * @param r the loop
   * @throws ArithmeticException if a number does not fit
   */
  NDArray[] arrays(Resolved r) {
    NDArray[] arrays = new NDArray[inputs.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = inputs[i] instanceof NDArray a ? a : scalar(inputs[i], types[i], r.dtypes()[i]);
    }
    return arrays;
  }

  /** {@return the inputs as arrays; values in the dtype that they have beside the arrays} */
  NDArray[] arrays() {
    NDArray[] arrays = new NDArray[inputs.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = inputs[i] instanceof NDArray a ? a : NDArray.scalar(types[i], inputs[i]);
    }
    return arrays;
  }

  /** What the loop cannot take safely keeps its own dtype, and is cast or refused with the rest. */
  private static NDArray scalar(Object value, DType own, DType wanted) {
    boolean weakInteger = isInteger(value) && wanted.id().isNumeric() && wanted.id() != TypeId.BOOL;
    boolean fits = weakInteger || DType.canCast(own, wanted, Casting.SAME_KIND);
    return NDArray.scalar(fits && wanted.isNumeric() ? wanted : own, value);
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
          id != TypeId.BOOL
              ? strong.toNative()
              : strong != null || fitsLong(n) ? DType.INT64 : DType.UINT64;
      case null -> throw new IllegalArgumentException("an operand is null");
      case Object time when TimeElements.dtypeOf(time) != null -> TimeElements.dtypeOf(time);
      default ->
          throw new IllegalArgumentException(
              "unsupported operand type: " + value.getClass().getName());
    };
  }

  /** {@return a value as an array of the dtype that it has beside an array} */
  static NDArray beside(NDArray a, Object value) {
    return value instanceof NDArray b
        ? b
        : NDArray.scalar(weakDType(value, a.dtype().toNative()), value);
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

  private static boolean isInteger(Object n) {
    return n instanceof Long
        || n instanceof Integer
        || n instanceof Short
        || n instanceof Byte
        || n instanceof BigInteger;
  }

  private static boolean fitsLong(Number n) {
    return !(n instanceof BigInteger big) || big.bitLength() < 64;
  }
}
