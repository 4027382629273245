package dev.ambi.core;

import dev.ambi.core.internal.DTypeParser;
import dev.ambi.core.internal.Promotion;
import dev.ambi.core.internal.datetime.Step;
import dev.ambi.core.internal.dtype.DTypeText;
import dev.ambi.core.internal.dtype.StructLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/**
 * The type of an array's elements: what they are, how long, and in which byte order.
 *
 * <p>Values are immutable and compared with {@code equals}. There is one dtype for each layout: C's
 * {@code long} and {@code long long}, of the same layout here, are both {@link #INT64}.
 */
public sealed interface DType
    permits DType.Numeric,
        DType.Bytes,
        DType.Str,
        DType.DateTime64,
        DType.TimeDelta64,
        DType.Void,
        DType.Struct,
        DType.SubArray,
        UserDType {

  /** bool, one byte. */
  DType BOOL = Numeric.of(TypeId.BOOL);

  /** Signed integer of 8 bits. */
  DType INT8 = Numeric.of(TypeId.INT8);

  /** Unsigned integer of 8 bits. */
  DType UINT8 = Numeric.of(TypeId.UINT8);

  /** Signed integer of 16 bits, native byte order. */
  DType INT16 = Numeric.of(TypeId.INT16);

  /** Unsigned integer of 16 bits, native byte order. */
  DType UINT16 = Numeric.of(TypeId.UINT16);

  /** Signed integer of 32 bits, native byte order. */
  DType INT32 = Numeric.of(TypeId.INT32);

  /** Unsigned integer of 32 bits, native byte order. */
  DType UINT32 = Numeric.of(TypeId.UINT32);

  /** Signed integer of 64 bits, native byte order. */
  DType INT64 = Numeric.of(TypeId.INT64);

  /** Unsigned integer of 64 bits, native byte order. */
  DType UINT64 = Numeric.of(TypeId.UINT64);

  /** IEEE binary16, native byte order. */
  DType FLOAT16 = Numeric.of(TypeId.FLOAT16);

  /** IEEE binary32, native byte order. */
  DType FLOAT32 = Numeric.of(TypeId.FLOAT32);

  /** IEEE binary64, native byte order. */
  DType FLOAT64 = Numeric.of(TypeId.FLOAT64);

  /** Complex of two float32, native byte order. */
  DType COMPLEX64 = Numeric.of(TypeId.COMPLEX64);

  /** Complex of two float64, native byte order. */
  DType COMPLEX128 = Numeric.of(TypeId.COMPLEX128);

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
    return Numeric.of(id);
  }

  /**
   * {@return the dtype of byte strings of the given length}
   *
   * @param length the number of bytes
   */
  static DType bytes(long length) {
    return new Bytes(length);
  }

  /**
   * {@return the dtype of strings of the given length, native byte order}
   *
   * @param length the number of code points
   */
  static DType str(long length) {
    return new Str(length, ByteOrder.nativeOrder());
  }

  /**
   * {@return the dtype of points in time, counted in the given unit since 1970, native byte order}
   *
   * @param unit the unit
   */
  static DateTime64 dateTime64(DateTimeUnit unit) {
    return new DateTime64(unit, 1, ByteOrder.nativeOrder());
  }

  /**
   * {@return the dtype of spans of time, counted in the given unit, native byte order}
   *
   * @param unit the unit
   */
  static TimeDelta64 timeDelta64(DateTimeUnit unit) {
    return new TimeDelta64(unit, 1, ByteOrder.nativeOrder());
  }

  /**
   * {@return the dtype of uninterpreted bytes}
   *
   * @param size how many
   */
  static Void ofVoid(long size) {
    return new Void(size);
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
  static Struct struct(List<Field> fields) {
    return new Struct(fields, StructLayout.end(fields), false);
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
    return new SubArray(base, Shape.of(shape));
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

  /**
   * bool, integers, floats and complex numbers.
   *
   * @param id which of them
   * @param byteOrder the byte order; for types of one byte always the native one
   */
  record Numeric(TypeId id, ByteOrder byteOrder) implements DType {
    /** Checks the type and drops a byte order that means nothing. */
    public Numeric {
      if (!id.isNumeric()) {
        throw new IllegalArgumentException(id.baseName() + " needs a length");
      }
      if (id.size() == 1) {
        byteOrder = ByteOrder.nativeOrder();
      }
    }

    static DType of(TypeId id) {
      return of(id, ByteOrder.nativeOrder());
    }

    private static DType of(TypeId id, ByteOrder order) {
      DType[][] table = Interned.TABLE;
      DType d = table[order == ByteOrder.LITTLE_ENDIAN ? 0 : 1][id.ordinal()];
      return d != null ? d : new Numeric(id, order);
    }

    /** A class of its own, so that it is filled whichever of DType and Numeric is used first. */
    private static final class Interned {
      static final DType[][] TABLE = new DType[2][TypeId.values().length];

      static {
        for (TypeId id : TypeId.values()) {
          if (id.isNumeric()) {
            TABLE[0][id.ordinal()] = new Numeric(id, ByteOrder.LITTLE_ENDIAN);
            TABLE[1][id.ordinal()] = new Numeric(id, ByteOrder.BIG_ENDIAN);
          }
        }
      }
    }

    @Override
    public long itemSize() {
      return id.size();
    }

    @Override
    public DType withByteOrder(ByteOrder order) {
      return of(id, order);
    }

    @Override
    public String toString() {
      return isNative() ? name() : typestr();
    }
  }

  /**
   * Byte strings of a fixed length, padded with NUL; trailing NULs are not part of a value.
   *
   * @param itemSize the length in bytes
   */
  record Bytes(long itemSize) implements DType {
    /** Checks the length. */
    public Bytes {
      if (itemSize < 0) {
        throw new IllegalArgumentException("negative length of a bytes dtype: " + itemSize);
      }
    }

    @Override
    public TypeId id() {
      return TypeId.BYTES;
    }

    @Override
    public ByteOrder byteOrder() {
      return ByteOrder.nativeOrder();
    }

    @Override
    public DType withByteOrder(ByteOrder order) {
      return this;
    }

    @Override
    public String toString() {
      return typestr();
    }
  }

  /**
   * Strings of a fixed length, four bytes a code point, padded with NUL; trailing NULs are not part
   * of a value.
   *
   * @param length the length in code points
   * @param byteOrder the byte order of a code point
   */
  record Str(long length, ByteOrder byteOrder) implements DType {
    /** Checks the length. */
    public Str {
      if (length < 0 || length > Long.MAX_VALUE / 4) {
        throw new IllegalArgumentException("impossible length of a str dtype: " + length);
      }
    }

    @Override
    public TypeId id() {
      return TypeId.STR;
    }

    @Override
    public long itemSize() {
      return length * 4;
    }

    @Override
    public DType withByteOrder(ByteOrder order) {
      return order == byteOrder ? this : new Str(length, order);
    }

    @Override
    public String toString() {
      return typestr();
    }
  }

  /**
   * Points in time: a signed 64-bit count of {@code multiple} times the unit since the start of
   * 1970; the least long is NaT, "not a time".
   *
   * @param unit the unit
   * @param multiple how many units one count stands for; 1 for a generic unit
   * @param byteOrder the byte order
   */
  record DateTime64(DateTimeUnit unit, int multiple, ByteOrder byteOrder) implements DType {
    /** Checks the multiple. */
    public DateTime64 {
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(byteOrder, "byteOrder");
      multiple = new Step(unit, multiple).multiple();
    }

    @Override
    public TypeId id() {
      return TypeId.DATETIME64;
    }

    @Override
    public long itemSize() {
      return Long.BYTES;
    }

    @Override
    public DType withByteOrder(ByteOrder order) {
      return order == byteOrder ? this : new DateTime64(unit, multiple, order);
    }

    @Override
    public String name() {
      return id().baseName() + new Step(unit, multiple).suffix();
    }

    @Override
    public String typestr() {
      return DType.super.typestr() + new Step(unit, multiple).suffix();
    }

    @Override
    public String toString() {
      return isNative() ? name() : typestr();
    }
  }

  /**
   * Spans of time: a signed 64-bit count of {@code multiple} times the unit; the least long is NaT,
   * "not a time".
   *
   * @param unit the unit
   * @param multiple how many units one count stands for; 1 for a generic unit
   * @param byteOrder the byte order
   */
  record TimeDelta64(DateTimeUnit unit, int multiple, ByteOrder byteOrder) implements DType {
    /** Checks the multiple. */
    public TimeDelta64 {
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(byteOrder, "byteOrder");
      multiple = new Step(unit, multiple).multiple();
    }

    @Override
    public TypeId id() {
      return TypeId.TIMEDELTA64;
    }

    @Override
    public long itemSize() {
      return Long.BYTES;
    }

    @Override
    public DType withByteOrder(ByteOrder order) {
      return order == byteOrder ? this : new TimeDelta64(unit, multiple, order);
    }

    @Override
    public String name() {
      return id().baseName() + new Step(unit, multiple).suffix();
    }

    @Override
    public String typestr() {
      return DType.super.typestr() + new Step(unit, multiple).suffix();
    }

    @Override
    public String toString() {
      return isNative() ? name() : typestr();
    }
  }

  /**
   * Bytes without a meaning of their own.
   *
   * @param itemSize how many
   */
  record Void(long itemSize) implements DType {
    /** Checks the size. */
    public Void {
      if (itemSize < 0) {
        throw new IllegalArgumentException("negative size of a void dtype: " + itemSize);
      }
    }

    @Override
    public TypeId id() {
      return TypeId.VOID;
    }

    @Override
    public ByteOrder byteOrder() {
      return ByteOrder.nativeOrder();
    }

    @Override
    public DType withByteOrder(ByteOrder order) {
      return this;
    }

    @Override
    public String toString() {
      return typestr();
    }
  }

  /**
   * Named fields at offsets within an element. Fields may overlap and leave gaps. Two structured
   * dtypes are equal if their fields and sizes are, aligned or not.
   *
   * @param fields the fields, in their order
   * @param itemSize the size of an element in bytes
   * @param aligned whether the fields lie as a C compiler places them, which gives the whole an
   *     alignment
   */
  record Struct(List<Field> fields, long itemSize, boolean aligned) implements DType {
    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if a name or title is there twice, a field lies outside of
     *     the element, or a dtype that is to be aligned is not
     */
    public Struct {
      fields = List.copyOf(fields);
      StructLayout.check(fields, itemSize, aligned);
    }

    @Override
    public TypeId id() {
      return TypeId.VOID;
    }

    /** {@return the names of the fields, in their order} */
    public List<String> names() {
      return fields.stream().map(Field::name).toList();
    }

    /**
     * {@return the field of a name or title}
     *
     * @param name the name or title
     * @throws IllegalArgumentException if there is none
     */
    public Field field(String name) {
      return StructLayout.find(this, name);
    }

    /** {@return the native byte order if every field is in it, else the other one} */
    @Override
    public ByteOrder byteOrder() {
      return StructLayout.byteOrder(fields);
    }

    /**
     * {@return this dtype with every field in the given byte order}
     *
     * @param order the byte order wanted
     */
    @Override
    public DType withByteOrder(ByteOrder order) {
      return new Struct(
          fields.stream().map(f -> f.withDType(f.dtype().withByteOrder(order))).toList(),
          itemSize,
          aligned);
    }

    @Override
    public int alignment() {
      return aligned ? StructLayout.alignment(fields) : 1;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Struct that
          && itemSize == that.itemSize
          && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
      return 31 * fields.hashCode() + Long.hashCode(itemSize);
    }

    @Override
    public String toString() {
      return DTypeText.str(this);
    }
  }

  /**
   * A field that is itself an array, row-major. No array has elements of such a dtype: one that is
   * made with it has elements of the base and the axes of the sub-array behind its own.
   *
   * @param base the type of its elements
   * @param shape its shape
   */
  record SubArray(DType base, Shape shape) implements DType {
    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if it has no axes, or the whole is too large
     */
    public SubArray {
      StructLayout.checkSubArray(base, shape.lengths);
    }

    @Override
    public TypeId id() {
      return TypeId.VOID;
    }

    @Override
    public long itemSize() {
      return base.itemSize() * shape.size();
    }

    @Override
    public ByteOrder byteOrder() {
      return base.byteOrder();
    }

    @Override
    public DType withByteOrder(ByteOrder order) {
      return new SubArray(base.withByteOrder(order), shape);
    }

    @Override
    public int alignment() {
      return base.alignment();
    }

    @Override
    public String toString() {
      return DTypeText.str(this);
    }
  }
}
