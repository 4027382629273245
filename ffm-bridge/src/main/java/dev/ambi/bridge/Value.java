package dev.ambi.bridge;

import dev.ambi.core.Complex;
import dev.ambi.core.NDArray;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * What a call gave back, as a Java value: numbers, text, containers and arrays are copied or taken
 * over, so that most values need no care. Only an {@link Opaque} one refers to a living Python
 * object.
 */
public sealed interface Value {
  /** {@code None}. */
  record None() implements Value {
    @Override
    public String toString() {
      return "None";
    }
  }

  /** {@code True} or {@code False}. */
  record Bool(boolean value) implements Value {
    @Override
    public String toString() {
      return value ? "True" : "False";
    }
  }

  /** An int of any size. */
  record Int(BigInteger value) implements Value {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** An int of at most 64 bits. */
  record SmallInt(long value) implements Value {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** A float. */
  record Float(double value) implements Value {
    @Override
    public String toString() {
      return NDArray.formatScalar(dev.ambi.core.DType.FLOAT64, value);
    }
  }

  /** A complex. */
  record ComplexNumber(Complex value) implements Value {
    @Override
    public String toString() {
      return NDArray.formatScalar(dev.ambi.core.DType.COMPLEX128, value);
    }
  }

  /** A str. */
  record Text(String value) implements Value {
    @Override
    public String toString() {
      return value;
    }
  }

  /** A bytes. The array is the record's own; do not change it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] value) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes b && java.util.Arrays.equals(value, b.value);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(value);
    }
  }

  /** An ndarray. */
  record Array(NDArray value) implements Value {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** A NumPy scalar such as {@code numpy.float64}: a 0-d array holds it. */
  record Scalar(NDArray value) implements Value {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** A list. */
  record ListOf(List<Value> items) implements Value {
    @Override
    public String toString() {
      return items.toString();
    }
  }

  /** A tuple. */
  record Tuple(List<Value> items) implements Value {
    @Override
    public String toString() {
      String inside = items.toString();
      inside = inside.substring(1, inside.length() - 1);
      return items.size() == 1 ? "(" + inside + ",)" : "(" + inside + ")";
    }
  }

  /** A dict, in its order. */
  record Dict(Map<Value, Value> entries) implements Value {
    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("{");
      entries.forEach(
          (k, v) -> out.append(out.length() > 1 ? ", " : "").append(k).append(": ").append(v));
      return out.append('}').toString();
    }
  }

  /** Any other object. Close it, or leave it to the garbage collector. */
  record Opaque(PythonObject object) implements Value {
    @Override
    public String toString() {
      return object.toString();
    }
  }

  /** Whether this is None. */
  default boolean isNone() {
    return this instanceof None;
  }

  /**
   * The number as a double: of a float, an int, a bool, a NumPy scalar, or an array of one element.
   *
   * @throws ClassCastException when this is no number
   */
  default double asDouble() {
    return switch (this) {
      case Float f -> f.value;
      case SmallInt i -> i.value;
      case Int i -> i.value.doubleValue();
      case Bool b -> b.value ? 1 : 0;
      case Scalar s -> s.value.getDouble();
      case Array a when a.value.size() == 1 -> ((Number) a.value.item()).doubleValue();
      default -> throw isNot("a number");
    };
  }

  /**
   * The number as a long: of an int, a bool, or a NumPy integer.
   *
   * @throws ClassCastException when this is no integer
   * @throws ArithmeticException when it needs more than 64 bits
   */
  default long asLong() {
    return switch (this) {
      case SmallInt i -> i.value;
      case Int i -> i.value.longValueExact();
      case Bool b -> b.value ? 1 : 0;
      case Scalar s when s.value.item() instanceof Number n && !(n instanceof Double) ->
          n instanceof BigInteger b ? b.longValueExact() : n.longValue();
      default -> throw isNot("an integer");
    };
  }

  /**
   * True or false.
   *
   * @throws ClassCastException when this is no truth value
   */
  default boolean asBoolean() {
    return switch (this) {
      case Bool b -> b.value;
      case Scalar s when s.value.item() instanceof Boolean b -> b;
      default -> throw isNot("a bool");
    };
  }

  /**
   * The text of a str.
   *
   * @throws ClassCastException when this is no str
   */
  default String asString() {
    return switch (this) {
      case Text t -> t.value;
      case Scalar s when s.value.item() instanceof String t -> t;
      default -> throw isNot("a str");
    };
  }

  /**
   * The array; a NumPy scalar gives a 0-d array.
   *
   * @throws ClassCastException when this is neither
   */
  default NDArray asArray() {
    return switch (this) {
      case Array a -> a.value;
      case Scalar s -> s.value;
      default -> throw isNot("an array");
    };
  }

  /**
   * The items of a list or a tuple.
   *
   * @throws ClassCastException when this is neither
   */
  default List<Value> asList() {
    return switch (this) {
      case ListOf l -> l.items;
      case Tuple t -> t.items;
      default -> throw isNot("a list or a tuple");
    };
  }

  private ClassCastException isNot(String wanted) {
    String kind =
        switch (this) {
          case None _ -> "None";
          case Bool _ -> "a bool";
          case Int _, SmallInt _ -> "an int";
          case Float _ -> "a float";
          case ComplexNumber _ -> "a complex";
          case Text _ -> "a str";
          case Bytes _ -> "a bytes";
          case Array a -> "an array of shape " + a.value.shape();
          case Scalar s -> "a NumPy " + s.value.dtype();
          case ListOf _ -> "a list";
          case Tuple _ -> "a tuple";
          case Dict _ -> "a dict";
          case Opaque o -> "a " + o.object.typeName();
        };
    return new ClassCastException("the result is " + kind + ", not " + wanted);
  }
}
