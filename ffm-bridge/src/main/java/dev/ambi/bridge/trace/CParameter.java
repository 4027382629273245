package dev.ambi.bridge.trace;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The type of a parameter or a result of an API function.
 *
 * @param cType as the declaration has it: {@code "PyArray_Descr *"}
 * @param kind how a register holds it, and what it stands for
 */
public record CParameter(String cType, Kind kind) {
  /** How a value of a C type is to be read. */
  public enum Kind {
    /** Nothing: a function without a result. */
    VOID(0, false),
    /** A double, in a vector register. */
    DOUBLE(Double.SIZE, true),
    /** One byte without a sign: {@code npy_bool}. */
    UINT8(Byte.SIZE, false),
    /** An {@code int}, an enumerator. */
    INT32(Integer.SIZE, true),
    /** An {@code unsigned int}. */
    UINT32(Integer.SIZE, false),
    /** An {@code npy_intp} or another integer of 64 bits. */
    INT64(Long.SIZE, true),
    /** An address. */
    POINTER(Long.SIZE, false),
    /** The address of a Python object, or NULL. */
    OBJECT(Long.SIZE, false),
    /** The address of an array, or NULL. */
    ARRAY(Long.SIZE, false),
    /** The address of a descriptor, or NULL. */
    DESCR(Long.SIZE, false);

    private final int bits;
    private final boolean signed;

    Kind(int bits, boolean signed) {
      this.bits = bits;
      this.signed = signed;
    }

    /** {@return whether the value is an address} */
    public boolean isPointer() {
      return ordinal() >= POINTER.ordinal();
    }

    /** {@return whether the value is the address of a Python object, or NULL} */
    public boolean isObject() {
      return ordinal() >= OBJECT.ordinal();
    }

    /**
     * The value in a register, of which C leaves the upper part undefined.
     *
     * @param word the register
     * @return the value, with its sign; of a double the bits
     */
    public long of(long word) {
      if (bits == 0 || bits == Long.SIZE) {
        return word;
      }
      int rest = Long.SIZE - bits;
      return signed ? word << rest >> rest : word << rest >>> rest;
    }
  }

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("void", Kind.VOID),
          Map.entry("double", Kind.DOUBLE),
          Map.entry("npy_bool", Kind.UINT8),
          Map.entry("unsigned char", Kind.UINT8),
          Map.entry("char", Kind.UINT8),
          Map.entry("npy_uint32", Kind.UINT32),
          Map.entry("unsigned int", Kind.UINT32),
          Map.entry("npy_intp", Kind.INT64),
          Map.entry("npy_datetime", Kind.INT64),
          Map.entry("npy_timedelta", Kind.INT64),
          Map.entry("Py_ssize_t", Kind.INT64),
          Map.entry("size_t", Kind.INT64),
          Map.entry("PyObject *", Kind.OBJECT),
          Map.entry("PyArrayObject *", Kind.ARRAY),
          Map.entry("PyArray_Descr *", Kind.DESCR),
          Map.entry("PyUFuncGenericFunction", Kind.POINTER));

  private static final Pattern UNUSED = Pattern.compile("NPY_UNUSED\\(\\w+\\)");

  /** From the text of a declaration. What a function does not look at is no object. */
  static CParameter of(String text) {
    boolean unused = UNUSED.matcher(text).find();
    String type =
        UNUSED
            .matcher(text)
            .replaceAll("")
            .replaceAll("\\s*\\*", " *")
            .replace("* *", "**")
            .strip();
    String bare = type.replaceAll("\\bconst\\b", "").replaceAll("\\s+", " ").strip();
    Kind kind = KINDS.get(bare);
    if (kind == null) {
      kind = bare.endsWith("*") || bare.endsWith("]") ? Kind.POINTER : Kind.INT32;
    }
    return new CParameter(type, unused && kind.isObject() ? Kind.POINTER : kind);
  }
}
