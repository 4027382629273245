package dev.ambi.cli.bind;

/** C's types of numbers, as they are on 64-bit Linux. */
enum CNumber {
  BOOL("_Bool", "boolean", "bool", 1, 1, false),
  CHAR("char", "byte", "int8", 1, 1, false),
  SIGNED_CHAR("signed char", "byte", "int8", 1, 1, false),
  UNSIGNED_CHAR("unsigned char", "byte", "uint8", 1, 1, true),
  SHORT("short", "short", "int16", 2, 2, false),
  UNSIGNED_SHORT("unsigned short", "char", "uint16", 2, 2, true),
  INT("int", "int", "int32", 4, 4, false),
  UNSIGNED_INT("unsigned int", "int", "uint32", 4, 4, true),
  LONG("long", "long", "int64", 8, 8, false),
  UNSIGNED_LONG("unsigned long", "long", "uint64", 8, 8, true),
  FLOAT("float", "float", "float32", 4, 4, false),
  DOUBLE("double", "double", "float64", 8, 8, false),
  HALF("_Float16", null, "float16", 2, 2, false),
  LONG_DOUBLE("long double", null, null, 16, 16, false),
  QUAD("_Float128", null, null, 16, 16, false),
  INT128("__int128", null, null, 16, 16, false),
  UNSIGNED_INT128("unsigned __int128", null, null, 16, 16, true),
  COMPLEX_FLOAT("float _Complex", null, "complex64", 8, 4, false),
  COMPLEX_DOUBLE("double _Complex", null, "complex128", 16, 8, false),
  COMPLEX_LONG_DOUBLE("long double _Complex", null, null, 32, 16, false);

  private final String words;
  private final String java;
  private final String dtype;
  private final int size;
  private final int alignment;
  private final boolean unsigned;

  CNumber(String words, String java, String dtype, int size, int alignment, boolean unsigned) {
    this.words = words;
    this.java = java;
    this.dtype = dtype;
    this.size = size;
    this.alignment = alignment;
    this.unsigned = unsigned;
  }

  /** As C has it. */
  String words() {
    return words;
  }

  /** The Java type that a kernel passes as it; null where there is none. */
  String java() {
    return java;
  }

  /** The dtype of an array of it; null where there is none. */
  String dtype() {
    return dtype;
  }

  int size() {
    return size;
  }

  int alignment() {
    return alignment;
  }

  boolean isUnsigned() {
    return unsigned;
  }

  /** Whether Java's type has other values: {@code unsigned short} is {@code char}. */
  boolean isUnsignedUnlikeJava() {
    return unsigned && this != UNSIGNED_SHORT;
  }

  boolean isWhole() {
    return ordinal() <= UNSIGNED_LONG.ordinal();
  }

  boolean isReal() {
    return this == FLOAT || this == DOUBLE;
  }

  /** What arithmetic makes of it. */
  CNumber promoted() {
    return size < INT.size ? INT : this;
  }

  /** The bits of a value, as a variable of this type would hold them. */
  long wrap(long bits) {
    return switch (this) {
      case BOOL -> bits != 0 ? 1 : 0;
      case CHAR, SIGNED_CHAR -> (byte) bits;
      case UNSIGNED_CHAR -> bits & 0xff;
      case SHORT -> (short) bits;
      case UNSIGNED_SHORT -> bits & 0xffff;
      case INT -> (int) bits;
      case UNSIGNED_INT -> bits & 0xffff_ffffL;
      default -> bits;
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
