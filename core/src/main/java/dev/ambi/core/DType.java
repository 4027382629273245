package dev.ambi.core;

import dev.ambi.core.internal.DTypeParser;
import dev.ambi.core.internal.Promotion;
import dev.ambi.core.internal.dtype.DTypeText;
import dev.ambi.core.internal.dtype.StructLayout;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The type of an array's elements: what they are, how long, and in which byte order.
 *
 * <p>Values are immutable and compared with {@code equals}. There is one dtype for each layout: C's
 * {@code long} and {@code long long}, of the same layout here, are both {@link #INT64}.
 */
public sealed interface DType
    permits NumericDType,
        BytesDType,
        StrDType,
        TemporalDType,
        VoidDType,
        StructDType,
        SubArrayDType,
        UserDType {

  /** bool, one byte. */
  DType BOOL = NumericDType.of(TypeId.BOOL);

  /** Signed integer of 8 bits. */
  DType INT8 = NumericDType.of(TypeId.INT8);

  /** Unsigned integer of 8 bits. */
  DType UINT8 = NumericDType.of(TypeId.UINT8);

  /** Signed integer of 16 bits, native byte order. */
  DType INT16 = NumericDType.of(TypeId.INT16);

  /** Unsigned integer of 16 bits, native byte order. */
  DType UINT16 = NumericDType.of(TypeId.UINT16);

  /** Signed integer of 32 bits, native byte order. */
  DType INT32 = NumericDType.of(TypeId.INT32);

  /** Unsigned integer of 32 bits, native byte order. */
  DType UINT32 = NumericDType.of(TypeId.UINT32);

  /** Signed integer of 64 bits, native byte order. */
  DType INT64 = NumericDType.of(TypeId.INT64);

  /** Unsigned integer of 64 bits, native byte order. */
  DType UINT64 = NumericDType.of(TypeId.UINT64);

  /** IEEE binary16, native byte order. */
  DType FLOAT16 = NumericDType.of(TypeId.FLOAT16);

  /** IEEE binary32, native byte order. */
  DType FLOAT32 = NumericDType.of(TypeId.FLOAT32);

  /** IEEE binary64, native byte order. */
  DType FLOAT64 = NumericDType.of(TypeId.FLOAT64);

  /** Complex of two float32, native byte order. */
  DType COMPLEX64 = NumericDType.of(TypeId.COMPLEX64);

  /** Complex of two float64, native byte order. */
  DType COMPLEX128 = NumericDType.of(TypeId.COMPLEX128);

  /** {@return what an element is} */
  TypeId id();

  /** {@return the size of an element in bytes} */
  long itemSize();

  /** {@return the byte order of an element; the native one where the type has none} */
  ByteOrder byteOrder();

  /**
   * {@return this dtype in the given byte order; this dtype itself where it has none}
   *
   * @param order the byte order wanted
   */
  DType withByteOrder(ByteOrder order);

  /** {@return NumPy's name, such as {@code float64}; {@code str96} for three characters} */
  default String name() {
    return id().isNumeric() || itemSize() == 0 ? id().baseName() : id().baseName() + itemSize() * 8;
  }

  /** {@return one of {@code b i u f c S U V M m}} */
  default char kind() {
    return id().kind();
  }

  /** {@return NumPy's one-letter code, such as {@code d} for float64} */
  default char typeChar() {
    return id().typeChar();
  }

  /** {@return the alignment in bytes that C gives the type} */
  default int alignment() {
    return id().alignment();
  }

  /**
   * {@return the key under which casts and promotions of the type are found in {@link CastTable}:
   * its {@link TypeId}, for a user's dtype what it says itself}
   */
  default Object family() {
    return id();
  }

  /** {@return whether elements are in this machine's byte order, or have none} */
  default boolean isNative() {
    return byteOrder() == ByteOrder.nativeOrder();
  }

  /** {@return this dtype in this machine's byte order} */
  default DType toNative() {
    return isNative() ? this : withByteOrder(ByteOrder.nativeOrder());
  }

  /** {@return whether this is bool, a number or a complex number, not text} */
  default boolean isNumeric() {
    return id().isNumeric();
  }

  /**
   * {@return the dtype as NumPy's {@code repr} writes it: {@code dtype('<U3')}, {@code dtype([('x',
   * '<f8')])}}
   */
  default String repr() {
    return DTypeText.repr(this);
  }

  /**
   * {@return NumPy's {@code dtype.str}, such as {@code <f8}, {@code |b1}, {@code |S5}, {@code >U3}}
   */
  default String typestr() {
    long count = id() == TypeId.STR ? itemSize() / 4 : itemSize();
    boolean ordered = id() == TypeId.STR || id().alignment() > 1;
    char order = !ordered ? '|' : byteOrder() == ByteOrder.LITTLE_ENDIAN ? '<' : '>';
    return "" + order + kind() + count;
  }

  /**
   * {@return the dtype that the text names}
   *
   * @param text an array-interface string ({@code <f8}, {@code |S5}, {@code |V8}), a name ({@code
   *     float64}, {@code bool}, {@code long}), a one-letter code ({@code d}), formats separated by
   *     commas ({@code "i4, (2,3)f8"}), or what NumPy makes a structured or sub-array dtype from: a
   *     list of fields, a dict or a pair ({@code [('x', '<f8'), ('p', [('a', 'i1')], (2,))]})
   * @throws IllegalArgumentException if it names none that this engine has
   */
  static DType parse(String text) {
    return DTypeParser.parse(text);
  }

  /**
   * {@return the dtype of the given kind in native byte order}
   *
   * @param id a numeric type
   * @throws IllegalArgumentException if {@code id} is text, which needs a length
   */
  static DType of(TypeId id) {
    return NumericDType.of(id);
  }

  /**
   * {@return the dtype of byte strings of the given length}
   *
   * @param length the number of bytes
   */
  static DType bytes(long length) {
    return new BytesDType(length);
  }

  /**
   * {@return the dtype of strings of the given length, native byte order}
   *
   * @param length the number of code points
   */
  static DType str(long length) {
    return new StrDType(length, ByteOrder.nativeOrder());
  }

  /**
   * {@return the dtype of points in time, counted in the given unit since 1970, native byte order}
   *
   * @param unit the unit
   */
  static DateTimeDType dateTime64(DateTimeUnit unit) {
    return new DateTimeDType(unit, 1, ByteOrder.nativeOrder());
  }

  /**
   * {@return the dtype of spans of time, counted in the given unit, native byte order}
   *
   * @param unit the unit
   */
  static TimeDeltaDType timeDelta64(DateTimeUnit unit) {
    return new TimeDeltaDType(unit, 1, ByteOrder.nativeOrder());
  }

  /**
   * {@return the dtype of uninterpreted bytes}
   *
   * @param size how many
   */
  static VoidDType ofVoid(long size) {
    return new VoidDType(size);
  }

  /** {@return a builder of a structured dtype, whose fields follow one another} */
  static StructBuilder struct() {
    return new StructBuilder();
  }

  /**
   * {@return the structured dtype with exactly these fields, as large as the last byte of a field
   * demands}
   *
   * @param fields the fields, with their offsets; they may overlap
   * @throws IllegalArgumentException if a name or title is there twice
   */
  static StructDType struct(List<Field> fields) {
    return new StructDType(fields, StructLayout.end(fields), false);
  }

  /**
   * {@return the dtype of a field that is itself an array; the base where the shape has no axes}
   *
   * @param base the type of its elements
   * @param shape its shape
   */
  static DType subArray(DType base, long... shape) {
    if (shape.length == 0) {
      return base;
    }
    StructLayout.checkSubArray(base, shape);
    return new SubArrayDType(base, Shape.of(shape));
  }

  /**
   * {@return the smallest dtype, native, to which both convert safely: NumPy's {@code
   * promote_types}}
   *
   * @param a one dtype
   * @param b the other
   */
  static DType promote(DType a, DType b) {
    return Promotion.promote(a, b);
  }

  /**
   * {@return whether {@code from} converts to {@code to} at the given level}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result; a text dtype of length 0 stands for any length
   * @param casting the level
   */
  static boolean canCast(DType from, DType to, Casting casting) {
    return Promotion.canCast(from, to, casting);
  }
}
