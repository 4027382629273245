package dev.ambi.bridge.object;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * CPython's API as Java calls it, on addresses. The names, the reference counting and the lock are
 * C's: "new reference" means the caller must {@link #decref} it. A function that fails throws
 * {@link PythonError#ALREADY_SET} (the indicator keeps what happened) instead of returning NULL or
 * -1.
 */
public final class Py {
  /** {@code Py_None}. */
  public static final long NONE = LibAmbi.address("_Py_NoneStruct");

  /** {@code Py_True}. */
  public static final long TRUE = LibAmbi.address("_Py_TrueStruct");

  /** {@code Py_False}. */
  public static final long FALSE = LibAmbi.address("_Py_FalseStruct");

  /** {@code Py_NotImplemented}. */
  public static final long NOT_IMPLEMENTED = LibAmbi.address("_Py_NotImplementedStruct");

  /** {@code Py_Ellipsis}. */
  public static final long ELLIPSIS = LibAmbi.address("_Py_EllipsisObject");

  /** {@code PyType_Type}. */
  public static final long TYPE_TYPE = LibAmbi.address("PyType_Type");

  /** {@code PyLong_Type}. */
  public static final long LONG_TYPE = LibAmbi.address("PyLong_Type");

  /** {@code PyBool_Type}. */
  public static final long BOOL_TYPE = LibAmbi.address("PyBool_Type");

  /** {@code PyFloat_Type}. */
  public static final long FLOAT_TYPE = LibAmbi.address("PyFloat_Type");

  /** {@code PyComplex_Type}. */
  public static final long COMPLEX_TYPE = LibAmbi.address("PyComplex_Type");

  /** {@code PyUnicode_Type}. */
  public static final long UNICODE_TYPE = LibAmbi.address("PyUnicode_Type");

  /** {@code PyBytes_Type}. */
  public static final long BYTES_TYPE = LibAmbi.address("PyBytes_Type");

  /** {@code PyTuple_Type}. */
  public static final long TUPLE_TYPE = LibAmbi.address("PyTuple_Type");

  /** {@code PyList_Type}. */
  public static final long LIST_TYPE = LibAmbi.address("PyList_Type");

  /** {@code PyDict_Type}. */
  public static final long DICT_TYPE = LibAmbi.address("PyDict_Type");

  /** {@code PySlice_Type}. */
  public static final long SLICE_TYPE = LibAmbi.address("PySlice_Type");

  private static final long DEALLOC = LibAmbi.address("_Py_Dealloc");

  private Py() {}

  /** Functions looked up when first one of them is used. */
  private static final class F {
    static final long IS_SUBTYPE = LibAmbi.address("PyType_IsSubtype");
    static final long ERR_OCCURRED = LibAmbi.address("PyErr_Occurred");
    static final long LONG_FROM = LibAmbi.address("PyLong_FromLongLong");
    static final long NUMBER_INDEX = LibAmbi.address("PyNumber_Index");
    static final long NUMBER_FLOAT = LibAmbi.address("PyNumber_Float");
    static final long FLOAT_FROM_BITS = LibAmbi.address("ambi_float_from_bits");
    static final long COMPLEX_FROM_BITS = LibAmbi.address("ambi_complex_from_bits");
    static final long LONG_FROM_STRING = LibAmbi.address("PyLong_FromString");
    static final long STRING_INTERN = LibAmbi.address("PyUnicode_InternFromString");
    static final long STRING_UTF8 = LibAmbi.address("PyUnicode_AsUTF8AndSize");
    static final long STRING_UTF8_PASS = LibAmbi.address("ambi_unicode_from_utf8");
    static final long BYTES_FROM = LibAmbi.address("PyBytes_FromStringAndSize");
    static final long TUPLE_NEW = LibAmbi.address("PyTuple_New");
    static final long LIST_NEW = LibAmbi.address("PyList_New");
    static final long LIST_APPEND = LibAmbi.address("PyList_Append");
    static final long DICT_NEW = LibAmbi.address("PyDict_New");
    static final long DICT_SET = LibAmbi.address("PyDict_SetItem");
    static final long DICT_GET = LibAmbi.address("PyDict_GetItemWithError");
    static final long DICT_NEXT = LibAmbi.address("PyDict_Next");
    static final long OBJECT_STR = LibAmbi.address("PyObject_Str");
    static final long OBJECT_REPR = LibAmbi.address("PyObject_Repr");
    static final long GET_ATTR = LibAmbi.address("PyObject_GetAttr");
    static final long SET_ATTR = LibAmbi.address("PyObject_SetAttr");
    static final long CALL = LibAmbi.address("PyObject_Call");
    static final long IS_TRUE = LibAmbi.address("PyObject_IsTrue");
    static final long SEQUENCE_FAST = LibAmbi.address("PySequence_Fast");
    static final long SEQUENCE_CHECK = LibAmbi.address("PySequence_Check");
    static final long CALLABLE = LibAmbi.address("PyCallable_Check");
  }

  // ---- references -------------------------------------------------------------------------------

  /** {@code ob_refcnt}. */
  public static long refcount(long object) {
    return Memory.getLong(object);
  }

  /** {@code Py_INCREF}; gives the object back. */
  public static long incref(long object) {
    Memory.putLong(object, Memory.getLong(object) + 1);
    return object;
  }

  /** {@code Py_DECREF}. */
  public static void decref(long object) {
    long count = Memory.getLong(object) - 1;
    Memory.putLong(object, count);
    if (count == 0) {
      Downcalls.call(DEALLOC, object);
    }
  }

  /** {@code Py_XDECREF}. */
  public static void xdecref(long object) {
    if (object != 0) {
      decref(object);
    }
  }

  // ---- types ------------------------------------------------------------------------------------

  /** {@code Py_TYPE}. */
  public static long type(long object) {
    return Memory.getLong(object + 8);
  }

  /** {@code PyObject_TypeCheck}. */
  public static boolean isInstance(long object, long type) {
    long actual = type(object);
    return actual == type || (int) Downcalls.call(F.IS_SUBTYPE, actual, type) != 0;
  }

  /** {@code PyType_IsSubtype}. */
  public static boolean isSubtype(long type, long base) {
    return type == base || (int) Downcalls.call(F.IS_SUBTYPE, type, base) != 0;
  }

  /** {@code tp_name} of the type, the module included where it has one. */
  public static String typeName(long type) {
    return Memory.string(Memory.getLong(type + 24));
  }

  /** {@code ob_size} of a variable-sized object. */
  public static long size(long object) {
    return Memory.getLong(object + 16);
  }

  // ---- errors -----------------------------------------------------------------------------------

  /** {@code PyErr_Occurred() != NULL}. */
  public static boolean errorOccurred() {
    return Downcalls.call(F.ERR_OCCURRED) != 0;
  }

  /** Throws when {@code result} is NULL; else gives it back. */
  public static long checked(long result) {
    if (result == 0) {
      throw PythonError.ALREADY_SET;
    }
    return result;
  }

  /** Throws when {@code result}, a C int, is negative; else gives it back. */
  public static int checkedInt(long result) {
    int value = (int) result;
    if (value < 0) {
      throw PythonError.ALREADY_SET;
    }
    return value;
  }

  // ---- numbers ----------------------------------------------------------------------------------

  /** New reference to an int. */
  public static long newLong(long value) {
    return checked(Downcalls.call(F.LONG_FROM, value));
  }

  /** New reference to an int of any size. */
  public static long newLong(BigInteger value) {
    if (value.bitLength() < 64) {
      return newLong(value.longValue());
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(value.toString(16), StandardCharsets.US_ASCII);
      return checked(Downcalls.call(F.LONG_FROM_STRING, text.address(), 0, 16));
    }
  }

  /** New reference to a float. */
  public static long newFloat(double value) {
    return checked(Downcalls.call(F.FLOAT_FROM_BITS, Double.doubleToRawLongBits(value)));
  }

  /** New reference to a complex. */
  public static long newComplex(double real, double imaginary) {
    return checked(
        Downcalls.call(
            F.COMPLEX_FROM_BITS,
            Double.doubleToRawLongBits(real),
            Double.doubleToRawLongBits(imaginary)));
  }

  /** Borrowed reference to True or False. */
  public static long bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** Whether the object is an int (bool included). */
  public static boolean isLong(long object) {
    return isInstance(object, LONG_TYPE);
  }

  /**
   * The value of an int, or of an object with {@code __index__}. OverflowError when it needs more
   * than 64 bits.
   */
  public static long asLong(long object) {
    BigInteger value = asBigInteger(object);
    if (value.bitLength() > 63) {
      throw PythonError.of("OverflowError", "Python int too large to convert to C long");
    }
    return value.longValue();
  }

  /** The value of an int of any size, or of an object with {@code __index__}. */
  public static BigInteger asBigInteger(long object) {
    if (!isLong(object)) {
      long index = checked(Downcalls.call(F.NUMBER_INDEX, object));
      try {
        return digits(index);
      } finally {
        decref(index);
      }
    }
    return digits(object);
  }

  private static BigInteger digits(long object) {
    long size = size(object);
    int count = (int) Math.abs(size);
    if (count <= 2) {
      long value = 0;
      for (int i = count - 1; i >= 0; i--) {
        value = value << 30 | Memory.getInt(object + 24 + 4L * i);
      }
      return BigInteger.valueOf(size < 0 ? -value : value);
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = count - 1; i >= 0; i--) {
      value = value.shiftLeft(30).or(BigInteger.valueOf(Memory.getInt(object + 24 + 4L * i)));
    }
    return size < 0 ? value.negate() : value;
  }

  /**
   * The value as a double, through {@code __float__} or {@code __index__}. TypeError where there is
   * none.
   */
  public static double asDouble(long object) {
    if (type(object) == FLOAT_TYPE) {
      return Memory.getDouble(object + 16);
    }
    long converted = checked(Downcalls.call(F.NUMBER_FLOAT, object));
    try {
      return Memory.getDouble(converted + 16);
    } finally {
      decref(converted);
    }
  }

  /** {@code PyObject_IsTrue}. */
  public static boolean isTrue(long object) {
    return checkedInt(Downcalls.call(F.IS_TRUE, object)) != 0;
  }

  // ---- text and bytes ---------------------------------------------------------------------------

  /** New reference to a str. Unpaired surrogates are kept. */
  public static long newString(String text) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] utf8 = Utf8.encode(text);
      MemorySegment bytes = arena.allocate(utf8.length + 1L);
      MemorySegment.copy(utf8, 0, bytes, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, utf8.length);
      return checked(Downcalls.call(F.STRING_UTF8_PASS, bytes.address(), utf8.length));
    }
  }

  /** New reference to an interned str, for names. */
  public static long internString(String text) {
    try (Arena arena = Arena.ofConfined()) {
      return checked(Downcalls.call(F.STRING_INTERN, arena.allocateFrom(text).address()));
    }
  }

  /** The text of a str. */
  public static String string(long object) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(8);
      long utf8 = Downcalls.call(F.STRING_UTF8, object, size.address());
      if (utf8 == 0) {
        throw PythonError.ALREADY_SET;
      }
      byte[] bytes =
          Memory.segment(utf8, size.get(java.lang.foreign.ValueLayout.JAVA_LONG, 0))
              .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Whether the object is a str. */
  public static boolean isString(long object) {
    return isInstance(object, UNICODE_TYPE);
  }

  /** New reference to a bytes. */
  public static long newBytes(byte[] value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(Math.max(1, value.length));
      MemorySegment.copy(value, 0, bytes, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, value.length);
      return checked(Downcalls.call(F.BYTES_FROM, bytes.address(), value.length));
    }
  }

  /** The content of a bytes. */
  public static byte[] bytes(long object) {
    return Memory.segment(object + 32, size(object))
        .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
  }

  /** {@code str(object)}. */
  public static String str(long object) {
    return takeString(checked(Downcalls.call(F.OBJECT_STR, object)));
  }

  /** {@code repr(object)}. */
  public static String repr(long object) {
    return takeString(checked(Downcalls.call(F.OBJECT_REPR, object)));
  }

  private static String takeString(long object) {
    try {
      return string(object);
    } finally {
      decref(object);
    }
  }

  // ---- containers -------------------------------------------------------------------------------

  /** New tuple; takes over one reference to each item. */
  public static long newTuple(long... items) {
    long tuple = checked(Downcalls.call(F.TUPLE_NEW, items.length));
    for (int i = 0; i < items.length; i++) {
      Memory.putLong(tuple + 24 + 8L * i, items[i]);
    }
    return tuple;
  }

  /** Borrowed item of a tuple. */
  public static long tupleItem(long tuple, long i) {
    return Memory.getLong(tuple + 24 + 8 * i);
  }

  /** New tuple of ints. */
  public static long newLongTuple(long... values) {
    long[] items = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      items[i] = newLong(values[i]);
    }
    return newTuple(items);
  }

  /** New empty list. */
  public static long newList() {
    return checked(Downcalls.call(F.LIST_NEW, 0));
  }

  /** {@code list.append}; takes over the reference. */
  public static void appendTaken(long list, long item) {
    int status = (int) Downcalls.call(F.LIST_APPEND, list, item);
    decref(item);
    checkedInt(status);
  }

  /** Borrowed item of a list. */
  public static long listItem(long list, long i) {
    return Memory.getLong(Memory.getLong(list + 24) + 8 * i);
  }

  /** New empty dict. */
  public static long newDict() {
    return checked(Downcalls.call(F.DICT_NEW));
  }

  /** {@code dict[key] = value}; takes over both references. */
  public static void setTaken(long dict, long key, long value) {
    int status = (int) Downcalls.call(F.DICT_SET, dict, key, value);
    decref(key);
    decref(value);
    checkedInt(status);
  }

  /** Borrowed {@code dict.get(name)}, or 0. */
  public static long dictGet(long dict, String name) {
    long key = newString(name);
    try {
      long value = Downcalls.call(F.DICT_GET, dict, key);
      if (value == 0 && errorOccurred()) {
        throw PythonError.ALREADY_SET;
      }
      return value;
    } finally {
      decref(key);
    }
  }

  /** Receives the borrowed entries of a dict. */
  @FunctionalInterface
  public interface EntryVisitor {
    /** One entry, both borrowed. */
    void visit(long key, long value);
  }

  /** Visits the entries in order. The visitor must not change the dict. */
  public static void forEachEntry(long dict, EntryVisitor visitor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cells = arena.allocate(24);
      long at = cells.address();
      while ((int) Downcalls.call(F.DICT_NEXT, dict, at, at + 8, at + 16) != 0) {
        visitor.visit(Memory.getLong(at + 8), Memory.getLong(at + 16));
      }
    }
  }

  /** {@code PySequence_Check}. */
  public static boolean isSequence(long object) {
    return (int) Downcalls.call(F.SEQUENCE_CHECK, object) != 0;
  }

  /** New reference to a list or tuple with the items of any iterable. */
  public static long fastSequence(long object, String message) {
    try (Arena arena = Arena.ofConfined()) {
      return checked(
          Downcalls.call(F.SEQUENCE_FAST, object, arena.allocateFrom(message).address()));
    }
  }

  /** Borrowed item of what {@link #fastSequence} gave. */
  public static long fastItem(long sequence, long i) {
    return isInstance(sequence, LIST_TYPE) ? listItem(sequence, i) : tupleItem(sequence, i);
  }

  // ---- attributes and calls ---------------------------------------------------------------------

  /** New reference to the attribute. */
  public static long getAttr(long object, String name) {
    long key = newString(name);
    try {
      return checked(Downcalls.call(F.GET_ATTR, object, key));
    } finally {
      decref(key);
    }
  }

  /** {@code object.name = value}; the value stays the caller's. */
  public static void setAttr(long object, String name, long value) {
    long key = newString(name);
    try {
      checkedInt(Downcalls.call(F.SET_ATTR, object, key, value));
    } finally {
      decref(key);
    }
  }

  /** {@code callable(*arguments, **keywords)}: new reference. {@code keywords} may be 0. */
  public static long call(long callable, long arguments, long keywords) {
    return checked(Downcalls.call(F.CALL, callable, arguments, keywords));
  }

  /** {@code PyCallable_Check}. */
  public static boolean isCallable(long object) {
    return (int) Downcalls.call(F.CALLABLE, object) != 0;
  }
}
