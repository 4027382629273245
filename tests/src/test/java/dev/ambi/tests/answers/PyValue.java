package dev.ambi.tests.answers;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A Python object in a recording: an argument or an answer. All kinds are immutable by custom. */
public sealed interface PyValue
    permits PyValue.Atom, PyValue.Container, PyValue.Made, PyValue.Foreign, ArrayValue {

  /** An object without parts. */
  sealed interface Atom extends PyValue
      permits None, Bool, Int, Float, ComplexNumber, Text, Bytes, Scalar, Opaque {}

  /** An object that holds others. */
  sealed interface Container extends PyValue permits ListOf, TupleOf, DictOf {}

  /** Python's {@code None}. */
  record None() implements Atom {}

  /**
   * A Python bool.
   *
   * @param value its truth
   */
  record Bool(boolean value) implements Atom {}

  /**
   * A Python int, of any size.
   *
   * @param value the number
   */
  record Int(BigInteger value) implements Atom {}

  /**
   * A Python float, by its bits, so that NaNs differ.
   *
   * @param bits as {@link Double#doubleToRawLongBits} gives them
   */
  record Float(long bits) implements Atom {

    /** The number. */
    public double value() {
      return Double.longBitsToDouble(bits);
    }

    @Override
    public String toString() {
      return value() + " (0x%016x)".formatted(bits);
    }
  }

  /**
   * A Python complex.
   *
   * @param re the real part
   * @param im the imaginary part
   */
  record ComplexNumber(Float re, Float im) implements Atom {}

  /**
   * A Python str.
   *
   * @param value its text
   */
  record Text(String value) implements Atom {}

  /**
   * A Python bytes object.
   *
   * @param value its bytes
   */
  record Bytes(byte[] value) implements Atom {}

  /**
   * A NumPy scalar.
   *
   * @param dtype NumPy's type string, such as {@code <f8}
   * @param data the bytes of the item
   */
  record Scalar(String dtype, byte[] data) implements Atom {

    @Override
    public String toString() {
      return "scalar(" + dtype + ", " + HexFormat.of().formatHex(data) + ")";
    }
  }

  /**
   * An object that has no other form, by what it says of itself.
   *
   * @param type the name of its type
   * @param repr its {@code repr}
   */
  record Opaque(String type, String repr) implements Atom {}

  /**
   * An argument that another function of the module gives.
   *
   * @param function that function
   * @param args its arguments
   */
  record Made(String function, List<PyValue> args) implements PyValue {}

  /**
   * An array of a dtype that the module registered.
   *
   * @param dtype the dtype's name
   * @param shape the array's shape
   * @param items the {@code repr} of its elements, in C order
   */
  record Foreign(String dtype, List<Long> shape, List<String> items) implements PyValue {}

  /**
   * A Python list.
   *
   * @param items its items
   */
  record ListOf(List<PyValue> items) implements Container {}

  /**
   * A Python tuple.
   *
   * @param items its items
   */
  record TupleOf(List<PyValue> items) implements Container {}

  /**
   * A Python dict.
   *
   * @param items its keys and values, in order
   */
  record DictOf(List<Map.Entry<PyValue, PyValue>> items) implements Container {}
}
