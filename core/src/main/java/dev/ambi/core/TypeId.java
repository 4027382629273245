package dev.ambi.core;

/**
 * What an element is, apart from its byte order and, for text, its length. A {@link DType} is a
 * {@code TypeId} with those added.
 */
public enum TypeId {
  /** One byte, zero or one. */
  BOOL("bool", 'b', '?', 1, 1, 5),
  /** Signed, 8 bits. */
  INT8("int8", 'i', 'b', 1, 1, 4),
  /** Unsigned, 8 bits. */
  UINT8("uint8", 'u', 'B', 1, 1, 3),
  /** Signed, 16 bits. */
  INT16("int16", 'i', 'h', 2, 2, 6),
  /** Unsigned, 16 bits. */
  UINT16("uint16", 'u', 'H', 2, 2, 5),
  /** Signed, 32 bits. */
  INT32("int32", 'i', 'i', 4, 4, 11),
  /** Unsigned, 32 bits. */
  UINT32("uint32", 'u', 'I', 4, 4, 10),
  /** Signed, 64 bits. */
  INT64("int64", 'i', 'l', 8, 8, 21),
  /** Unsigned, 64 bits. */
  UINT64("uint64", 'u', 'L', 8, 8, 20),
  /** IEEE 754 binary16. */
  FLOAT16("float16", 'f', 'e', 2, 2, 32),
  /** IEEE 754 binary32. */
  FLOAT32("float32", 'f', 'f', 4, 4, 32),
  /** IEEE 754 binary64. */
  FLOAT64("float64", 'f', 'd', 8, 8, 32),
  /** Two float32: real, imaginary. */
  COMPLEX64("complex64", 'c', 'F', 8, 4, 64),
  /** Two float64: real, imaginary. */
  COMPLEX128("complex128", 'c', 'D', 16, 8, 64),
  /** Bytes of a fixed length, padded with NUL. */
  BYTES("bytes", 'S', 'S', 0, 1, 0),
  /** Code points of four bytes each, of a fixed length, padded with NUL. */
  STR("str", 'U', 'U', 0, 4, 0),
  /** A point in time: a signed 64-bit count of a unit since 1970. */
  DATETIME64("datetime64", 'M', 'M', 8, 8, 0),
  /** A span of time: a signed 64-bit count of a unit. */
  TIMEDELTA64("timedelta64", 'm', 'm', 8, 8, 0),
  /** Bytes without a meaning of their own, a structure of fields, or a sub-array. */
  VOID("void", 'V', 'V', 0, 1, 0),
  /** A type that is not of this engine: see {@link UserDType}. */
  USER("user", 'V', 'V', 0, 1, 0);

  private final String baseName;
  private final char kind;
  private final char typeChar;
  private final int size;
  private final int alignment;
  private final int textLength;

  TypeId(String baseName, char kind, char typeChar, int size, int alignment, int textLength) {
    this.baseName = baseName;
    this.kind = kind;
    this.typeChar = typeChar;
    this.size = size;
    this.alignment = alignment;
    this.textLength = textLength;
  }

  /** {@return the name, such as {@code float64}; for text the name without its size} */
  public String baseName() {
    return baseName;
  }

  /** {@return one of {@code b i u f c S U V M m}} */
  public char kind() {
    return kind;
  }

  /** {@return NumPy's one-letter code on 64-bit Linux, such as {@code d} for float64} */
  public char typeChar() {
    return typeChar;
  }

  /** {@return the size of an element in bytes, 0 where that depends on the dtype} */
  public int size() {
    return size;
  }

  /** {@return the alignment in bytes that C gives the type} */
  public int alignment() {
    return alignment;
  }

  /** {@return how many characters NumPy reserves when it turns the type into text; 0 for text} */
  public int textLength() {
    return textLength;
  }

  /** {@return whether this is bool, a number or a complex number, not text} */
  public boolean isNumeric() {
    return ordinal() <= COMPLEX128.ordinal();
  }

  /** {@return whether this is datetime64 or timedelta64} */
  public boolean isTemporal() {
    return this == DATETIME64 || this == TIMEDELTA64;
  }

  /** {@return whether this is a signed or unsigned integer} */
  public boolean isInteger() {
    return kind == 'i' || kind == 'u';
  }

  /** {@return whether this is a real floating-point type} */
  public boolean isFloat() {
    return kind == 'f';
  }

  /** {@return whether this is complex64 or complex128} */
  public boolean isComplex() {
    return kind == 'c';
  }

  /** {@return the type of the parts of a complex type; any other type itself} */
  public TypeId realPart() {
    return switch (this) {
      case COMPLEX64 -> FLOAT32;
      case COMPLEX128 -> FLOAT64;
      default -> this;
    };
  }
}
