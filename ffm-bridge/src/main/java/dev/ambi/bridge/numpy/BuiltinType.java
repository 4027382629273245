package dev.ambi.bridge.numpy;

import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * NumPy's built-in dtypes, in the order of their type numbers. Sizes are those of 64-bit Linux.
 *
 * <p>Not all have a {@link TypeId} of {@code core} that says everything: {@code void} and the times
 * depend on what else the descriptor says (see {@link DescrDTypes}), {@code longdouble} and {@code
 * object} are not there. {@code longlong} has that of {@code int64}, which is the same for
 * everything but its number.
 */
public enum BuiltinType {
  /** NPY_BOOL. */
  BOOL("bool", 'b', '?', 1, 1, TypeId.BOOL),
  /** NPY_BYTE. */
  BYTE("int8", 'i', 'b', 1, 1, TypeId.INT8),
  /** NPY_UBYTE. */
  UBYTE("uint8", 'u', 'B', 1, 1, TypeId.UINT8),
  /** NPY_SHORT. */
  SHORT("int16", 'i', 'h', 2, 2, TypeId.INT16),
  /** NPY_USHORT. */
  USHORT("uint16", 'u', 'H', 2, 2, TypeId.UINT16),
  /** NPY_INT. */
  INT("int32", 'i', 'i', 4, 4, TypeId.INT32),
  /** NPY_UINT. */
  UINT("uint32", 'u', 'I', 4, 4, TypeId.UINT32),
  /** NPY_LONG. */
  LONG("int64", 'i', 'l', 8, 8, TypeId.INT64),
  /** NPY_ULONG. */
  ULONG("uint64", 'u', 'L', 8, 8, TypeId.UINT64),
  /** NPY_LONGLONG. */
  LONGLONG("int64", 'i', 'q', 8, 8, TypeId.INT64),
  /** NPY_ULONGLONG. */
  ULONGLONG("uint64", 'u', 'Q', 8, 8, TypeId.UINT64),
  /** NPY_FLOAT. */
  FLOAT("float32", 'f', 'f', 4, 4, TypeId.FLOAT32),
  /** NPY_DOUBLE. */
  DOUBLE("float64", 'f', 'd', 8, 8, TypeId.FLOAT64),
  /** NPY_LONGDOUBLE. */
  LONGDOUBLE("float128", 'f', 'g', 16, 16, null),
  /** NPY_CFLOAT. */
  CFLOAT("complex64", 'c', 'F', 8, 4, TypeId.COMPLEX64),
  /** NPY_CDOUBLE. */
  CDOUBLE("complex128", 'c', 'D', 16, 8, TypeId.COMPLEX128),
  /** NPY_CLONGDOUBLE. */
  CLONGDOUBLE("complex256", 'c', 'G', 32, 16, null),
  /** NPY_OBJECT. */
  OBJECT("object", 'O', 'O', 8, 8, null),
  /** NPY_STRING. */
  STRING("bytes", 'S', 'S', 0, 1, TypeId.BYTES),
  /** NPY_UNICODE. */
  UNICODE("str", 'U', 'U', 0, 4, TypeId.STR),
  /** NPY_VOID. */
  VOID("void", 'V', 'V', 0, 1, null),
  /** NPY_DATETIME. */
  DATETIME("datetime64", 'M', 'M', 8, 8, null),
  /** NPY_TIMEDELTA. */
  TIMEDELTA("timedelta64", 'm', 'm', 8, 8, null),
  /** NPY_HALF. */
  HALF("float16", 'f', 'e', 2, 2, TypeId.FLOAT16);

  private static final List<BuiltinType> ALL = List.of(values());
  private static final Map<TypeId, BuiltinType> BY_ID = new EnumMap<>(TypeId.class);

  static {
    // The first of two with the same layout is C's long, which NumPy prefers.
    ALL.forEach(t -> {
      if (t.id != null) {
        BY_ID.putIfAbsent(t.id, t);
      }
    });
  }

  private final String text;
  private final char kind;
  private final char code;
  private final int size;
  private final int alignment;
  private final TypeId id;

  BuiltinType(String text, char kind, char code, int size, int alignment, TypeId id) {
    this.text = text;
    this.kind = kind;
    this.code = code;
    this.size = size;
    this.alignment = alignment;
    this.id = id;
  }

  /** The type of that number; null for one that is not built in. */
  public static BuiltinType of(int number) {
    return number >= 0 && number < ALL.size() ? ALL.get(number) : null;
  }

  /**
   * The type whose elements are those of {@code dtype}.
   *
   * @throws IllegalArgumentException if extensions cannot be handed such elements yet
   */
  public static BuiltinType of(DType dtype) {
    BuiltinType type = find(dtype);
    if (type == null) {
      throw new IllegalArgumentException(
          "arrays of " + dtype.repr() + " cannot be handed to extensions: C has no dtype for it");
    }
    return type;
  }

  /** As {@link #of(DType)}, but null where there is none. */
  public static BuiltinType find(DType dtype) {
    return BY_ID.get(dtype.id());
  }

  /** All, in the order of their numbers. */
  public static List<BuiltinType> all() {
    return new ArrayList<>(ALL);
  }

  /** {@code type_num}. */
  public int number() {
    return ordinal();
  }

  /** NumPy's name; for text without its size. */
  public String text() {
    return text;
  }

  /** {@code dtype.kind}. */
  public char kind() {
    return kind;
  }

  /** {@code dtype.char}. */
  public char code() {
    return code;
  }

  /** {@code itemsize}; 0 where that depends on the descriptor. */
  public int size() {
    return size;
  }

  /** {@code alignment}. */
  public int alignment() {
    return alignment;
  }

  /** What it is in {@code core}, or null. */
  public TypeId id() {
    return id;
  }

  /** Whether its byte order means something. */
  public boolean isOrdered() {
    return this != BOOL
        && this != BYTE
        && this != UBYTE
        && this != OBJECT
        && this != STRING
        && this != VOID;
  }

  /** Whether the item size depends on the descriptor. */
  public boolean isFlexible() {
    return size == 0;
  }

  /** bool, integers, floats and complex numbers. */
  public boolean isNumber() {
    return ordinal() < OBJECT.ordinal() || this == HALF;
  }
}
