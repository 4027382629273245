package dev.ambi.core;

import dev.ambi.core.internal.DTypeParser;
import dev.ambi.core.internal.Promotion;
import java.nio.ByteOrder;

/**
 * The type of an array's elements: what they are, how long, and in which byte order.
 *
 * <p>Values are immutable and compared with {@code equals}. There is one dtype for each layout: C's
 * {@code long} and {@code long long}, of the same layout here, are both {@link #INT64}. Further
 * kinds (void, structured, datetime) will be further records.
 */
public sealed interface DType permits DType.Numeric, DType.Bytes, DType.Str {

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

  /** {@return one of {@code b i u f c S U}} */
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
   * @param text an array-interface string ({@code <f8}, {@code |S5}), a name ({@code float64},
   *     {@code bool}, {@code long}) or a one-letter code ({@code d})
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
}
