package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * From whatever Python takes as a dtype ("f8", float, [("x", "i4")], another dtype) to a
 * descriptor. Needs the lock.
 */
public final class DescrParser {
  private static final long META_TYPE = LibAmbi.address("PyArrayDTypeMeta_Type");
  private static final long BASE_OBJECT = LibAmbi.address("PyBaseObject_Type");
  private static final long MEMORY_VIEW = LibAmbi.address("PyMemoryView_Type");

  /** Offset of {@code singleton} in PyArray_DTypeMeta. */
  private static final int SINGLETON = 904;

  /** Names beside {@code dtype.name} and the one-letter codes. */
  private static final Map<String, BuiltinType> NAMES = new HashMap<>();

  private static final Map<String, BuiltinType> OLD_NAMES = new HashMap<>();

  static {
    for (BuiltinType type : BuiltinType.all()) {
      NAMES.putIfAbsent(type.text(), type);
    }
    NAMES.putAll(
        Map.ofEntries(
            Map.entry("bool_", BuiltinType.BOOL),
            Map.entry("byte", BuiltinType.BYTE),
            Map.entry("ubyte", BuiltinType.UBYTE),
            Map.entry("short", BuiltinType.SHORT),
            Map.entry("ushort", BuiltinType.USHORT),
            Map.entry("intc", BuiltinType.INT),
            Map.entry("uintc", BuiltinType.UINT),
            Map.entry("int", BuiltinType.LONG),
            Map.entry("int_", BuiltinType.LONG),
            Map.entry("uint", BuiltinType.ULONG),
            Map.entry("intp", BuiltinType.LONG),
            Map.entry("uintp", BuiltinType.ULONG),
            Map.entry("long", BuiltinType.LONG),
            Map.entry("ulong", BuiltinType.ULONG),
            Map.entry("longlong", BuiltinType.LONGLONG),
            Map.entry("ulonglong", BuiltinType.ULONGLONG),
            Map.entry("half", BuiltinType.HALF),
            Map.entry("single", BuiltinType.FLOAT),
            Map.entry("float", BuiltinType.DOUBLE),
            Map.entry("double", BuiltinType.DOUBLE),
            Map.entry("longdouble", BuiltinType.LONGDOUBLE),
            Map.entry("csingle", BuiltinType.CFLOAT),
            Map.entry("complex", BuiltinType.CDOUBLE),
            Map.entry("cdouble", BuiltinType.CDOUBLE),
            Map.entry("clongdouble", BuiltinType.CLONGDOUBLE),
            Map.entry("object_", BuiltinType.OBJECT),
            Map.entry("bytes_", BuiltinType.STRING),
            Map.entry("str_", BuiltinType.UNICODE),
            Map.entry("unicode", BuiltinType.UNICODE)));
    OLD_NAMES.putAll(
        Map.of(
            "float_", BuiltinType.DOUBLE,
            "complex_", BuiltinType.CDOUBLE,
            "cfloat", BuiltinType.CDOUBLE,
            "singlecomplex", BuiltinType.CFLOAT,
            "longfloat", BuiltinType.LONGDOUBLE,
            "clongfloat", BuiltinType.CLONGDOUBLE,
            "longcomplex", BuiltinType.CLONGDOUBLE,
            "string_", BuiltinType.STRING,
            "unicode_", BuiltinType.UNICODE));
  }

  private final CallContext ctx;
  private final NativeAbi abi;
  private final StructDescrs descrs;
  private final boolean align;

  /** A parser that makes descriptors of the ABI. */
  public DescrParser(CallContext ctx, NativeAbi abi) {
    this(ctx, abi, false);
  }

  /** One that places fields as C would, where {@code align} says so. */
  DescrParser(CallContext ctx, NativeAbi abi, boolean align) {
    this.ctx = ctx;
    this.abi = abi;
    this.descrs = abi.descrs();
    this.align = align;
  }

  /** The descriptor that the object says: new reference. */
  public long parse(long object) {
    if (object == Py.NONE) {
      return Py.incref(descrs.builtin(BuiltinType.DOUBLE));
    }
    if (Descrs.isDescr(object)) {
      return Descrs.translate(Descrs.abi(ctx, object), object, abi);
    }
    if (Py.isInstance(object, Py.TYPE_TYPE)) {
      return ofType(object);
    }
    if (Py.isString(object)) {
      return ofText(Py.string(object));
    }
    if (Py.isInstance(object, Py.BYTES_TYPE)) {
      return ofText(new String(Py.bytes(object), java.nio.charset.StandardCharsets.US_ASCII));
    }
    if (Py.isInstance(object, Py.TUPLE_TYPE)) {
      return ofTuple(object);
    }
    if (Py.isInstance(object, Py.LIST_TYPE)) {
      return ofFields(object);
    }
    if (Py.isInstance(object, Py.DICT_TYPE)) {
      return ofDict(object);
    }
    long own = attribute(object, "dtype");
    if (own != 0) {
      try {
        if (Descrs.isDescr(own)) {
          return parse(own);
        }
      } finally {
        Py.decref(own);
      }
    }
    throw PythonError.type("Cannot interpret '" + Py.repr(object) + "' as a data type");
  }

  private static long attribute(long object, String name) {
    try {
      return Py.getAttr(object, name);
    } catch (PythonError e) {
      PythonError.clear();
      return 0;
    }
  }

  private long ofType(long type) {
    BuiltinType scalar = Scalars.ofScalarType(type);
    long user = scalar == null ? Scalars.userDescr(type, abi.tag()) : 0;
    if (user != 0) {
      return Py.incref(user);
    }
    if (scalar == null && Py.isInstance(type, META_TYPE)) {
      long singleton = Memory.getLong(type + SINGLETON);
      if (singleton == 0) {
        throw PythonError.type("Cannot convert np.dtype into a dtype.");
      }
      return Descrs.translate(Numpy2Abi.INSTANCE, singleton, abi);
    }
    if (scalar == null) {
      scalar =
          type == Py.FLOAT_TYPE
              ? BuiltinType.DOUBLE
              : type == Py.LONG_TYPE
                  ? BuiltinType.LONG
                  : type == Py.BOOL_TYPE
                      ? BuiltinType.BOOL
                      : type == Py.COMPLEX_TYPE
                          ? BuiltinType.CDOUBLE
                          : type == Py.UNICODE_TYPE
                              ? BuiltinType.UNICODE
                              : type == Py.BYTES_TYPE
                                  ? BuiltinType.STRING
                                  : type == MEMORY_VIEW
                                      ? BuiltinType.VOID
                                      : type == BASE_OBJECT
                                          ? BuiltinType.OBJECT
                                          : abstractType(type);
    }
    return Py.incref(descrs.builtin(scalar));
  }

  /** {@code np.floating} and the like mean their usual type; any other class means object. */
  private static BuiltinType abstractType(long type) {
    return switch (Py.typeName(type)) {
      case "numpy.generic", "numpy.flexible" -> BuiltinType.VOID;
      case "numpy.number", "numpy.inexact", "numpy.floating" -> BuiltinType.DOUBLE;
      case "numpy.complexfloating" -> BuiltinType.CDOUBLE;
      case "numpy.integer", "numpy.signedinteger" -> BuiltinType.LONG;
      case "numpy.unsignedinteger" -> BuiltinType.ULONG;
      case "numpy.character" -> BuiltinType.STRING;
      default -> BuiltinType.OBJECT;
    };
  }

  private long ofText(String text) {
    if (text.replaceAll("\\([^)]*\\)", "").indexOf(',') >= 0) {
      return ofCommaList(text);
    }
    if (!text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '(')) {
      return ofRepeated(text);
    }
    BuiltinType named = NAMES.get(text);
    if (named == null && abi.tag() == 1) {
      named = OLD_NAMES.get(text);
    }
    if (named != null) {
      return Py.incref(descrs.builtin(named));
    }
    int at = 0;
    boolean swapped = false;
    if (!text.isEmpty() && "<>=|".indexOf(text.charAt(0)) >= 0) {
      swapped = text.charAt(0) == '>';
      at = 1;
    }
    if (at < text.length()) {
      char code = text.charAt(at);
      String rest = text.substring(at + 1);
      if (code == 'M' || code == 'm') {
        return ofTime(code, rest, swapped, text);
      }
      BuiltinType type = ofCode(code, rest);
      if (type != null) {
        long size = type.size();
        if (type.isFlexible()) {
          size = rest.isEmpty() ? 0 : Long.parseLong(rest) * (type == BuiltinType.UNICODE ? 4 : 1);
        }
        return Py.incref(descrs.of(type, size, swapped));
      }
    }
    throw PythonError.type("data type '" + text + "' not understood");
  }

  /**
   * "d", "f8", "S5": the code and a size in bytes (or, for text, a length). Null where there is no
   * such type.
   */
  private static BuiltinType ofCode(char code, String rest) {
    boolean sized = !rest.isEmpty();
    if (sized && !rest.chars().allMatch(Character::isDigit) || rest.length() > 9) {
      return null;
    }
    if (code == 'a') {
      return BuiltinType.STRING;
    }
    if (!sized) {
      if (code == 'c') {
        return BuiltinType.STRING;
      }
      for (BuiltinType type : BuiltinType.all()) {
        if (type.code() == code) {
          return type;
        }
      }
      return code == 'p' ? BuiltinType.LONG : code == 'P' ? BuiltinType.ULONG : null;
    }
    for (BuiltinType type : BuiltinType.all()) {
      if (type.kind() == code && (type.isFlexible() || type.size() == Integer.parseInt(rest))) {
        return type;
      }
    }
    return null;
  }

  private long ofTime(char code, String rest, boolean swapped, String text) {
    String unit = rest.startsWith("8") ? rest.substring(1) : rest;
    BuiltinType type = code == 'M' ? BuiltinType.DATETIME : BuiltinType.TIMEDELTA;
    if (unit.isEmpty()) {
      return Py.incref(descrs.of(type, type.size(), swapped));
    }
    if (!unit.startsWith("[") || !unit.endsWith("]")) {
      throw PythonError.type("data type '" + text + "' not understood");
    }
    long packed = TimeUnits.parse(unit.substring(1, unit.length() - 1), text);
    long copy = descrs.copy(descrs.of(type, type.size(), swapped));
    Memory.putLong(descrs.cMetadata(copy) + TimeUnits.OFFSET, packed);
    return copy;
  }

  // ---- structures -------------------------------------------------------------------------------

  /** (base, shape), or a base with a size that it has not: ("S", 5). */
  private long ofTuple(long tuple) {
    if (Py.size(tuple) != 2) {
      throw PythonError.type("Tuple must have size 2, but has size " + Py.size(tuple));
    }
    long base = parse(Py.tupleItem(tuple, 0));
    long second = Py.tupleItem(tuple, 1);
    try {
      BuiltinType type = descrs.type(base);
      if (Py.isLong(second) && descrs.elsize(base) == 0 && type != null && type.isFlexible()) {
        long unit = type == BuiltinType.UNICODE ? 4 : 1;
        return Py.incref(
            descrs.of(type, Math.multiplyExact(Py.asLong(second), unit), descrs.isSwapped(base)));
      }
      return subarray(base, shape(second));
    } finally {
      Py.decref(base);
    }
  }

  private long[] shape(long object) {
    return shape(Py.isLong(object), Intps.of(object));
  }

  /** In 1.x the number 1, other than the tuple of it, is no dimension. */
  private long[] shape(boolean number, long[] shape) {
    return number && shape[0] == 1 && abi.tag() == 1 ? new long[0] : shape;
  }

  private long subarray(long base, long[] shape) {
    if (shape.length == 0) {
      return Py.incref(base);
    }
    long size = descrs.elsize(base);
    for (long length : shape) {
      if (length < 0) {
        throw PythonError.value("invalid shape in fixed-type tuple: dimension smaller then zero.");
      }
      try {
        size = Math.multiplyExact(size, length);
      } catch (ArithmeticException e) {
        size = Long.MAX_VALUE;
      }
      if (size > Integer.MAX_VALUE) {
        throw PythonError.value(
            "invalid shape in fixed-type tuple: dtype size in bytes must fit into a C int.");
      }
    }
    long copy = descrs.copy(descrs.builtin(BuiltinType.VOID));
    descrs.setElsize(copy, size);
    descrs.setFlags(copy, descrs.flags(base));
    descrs.setAlignment(copy, descrs.alignment(base));
    descrs.setSubarray(copy, StructDescrs.newSubarray(Py.incref(base), Py.newLongTuple(shape)));
    return copy;
  }

  private long ofCommaList(String text) {
    try (StructMaker fields = new StructMaker(descrs, align)) {
      int number = 0;
      int start = 0;
      int depth = 0;
      for (int i = 0; i <= text.length(); i++) {
        char c = i < text.length() ? text.charAt(i) : ',';
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && (depth == 0 || i == text.length())) {
          String part = text.substring(start, i).trim();
          start = i + 1;
          if (!part.isEmpty()) {
            fields.add("f" + number++, null, ofRepeated(part));
          }
        }
      }
      return fields.finish(-1);
    }
  }

  /** "3f8": so many of them, "(2,3)f8": an array of that shape; without a number, one. */
  private long ofRepeated(String text) {
    int prefix = 0;
    if (text.startsWith("(")) {
      prefix = text.indexOf(')') + 1;
    } else {
      while (prefix < text.length() && Character.isDigit(text.charAt(prefix))) {
        prefix++;
      }
    }
    if (prefix == 0 && !text.startsWith("(")) {
      return ofText(text);
    }
    String[] lengths = text.substring(0, prefix).replaceAll("[()\\s]", "").split(",");
    if (prefix == 0
        || prefix == text.length()
        || !Arrays.stream(lengths).allMatch(l -> l.matches("[0-9]{1,9}"))) {
      throw PythonError.type("data type '" + text + "' not understood");
    }
    long descr = ofText(text.substring(prefix));
    try {
      boolean number = !text.startsWith("(");
      return subarray(
          descr, shape(number, Arrays.stream(lengths).mapToLong(Long::parseLong).toArray()));
    } finally {
      Py.decref(descr);
    }
  }

  /** [(name, format), ((title, name), format, shape)]. */
  private long ofFields(long list) {
    try (StructMaker fields = new StructMaker(descrs, align)) {
      for (long i = 0; i < Py.size(list); i++) {
        long item = Py.listItem(list, i);
        if (!Py.isInstance(item, Py.TUPLE_TYPE) || Py.size(item) < 2 || Py.size(item) > 3) {
          throw PythonError.type(
              "Field elements must be 2- or 3-tuples, got '" + Py.repr(item) + "'");
        }
        long name = Py.tupleItem(item, 0);
        String title = null;
        if (Py.isInstance(name, Py.TUPLE_TYPE)
            && Py.size(name) == 2
            && Py.isString(Py.tupleItem(name, 0))) {
          title = Py.string(Py.tupleItem(name, 0));
          name = Py.tupleItem(name, 1);
        }
        if (!Py.isString(name)) {
          throw PythonError.type("field names must be strings");
        }
        String text = Py.string(name);
        fields.add(text.isEmpty() ? "f" + i : text, title, ofField(item));
      }
      return fields.finish(-1);
    }
  }

  /** The format of (name, format) or (name, format, shape). */
  private long ofField(long item) {
    long descr = parse(Py.tupleItem(item, 1));
    if (Py.size(item) < 3) {
      return descr;
    }
    try {
      return subarray(descr, shape(Py.tupleItem(item, 2)));
    } finally {
      Py.decref(descr);
    }
  }

  private static String title(long object) {
    return object == Py.NONE ? null : Py.string(object);
  }

  /** {"names": ..., "formats": ..., "offsets": ..., "itemsize": ...}. */
  private long ofDict(long dict) {
    long names = Py.dictGet(dict, "names");
    long formats = Py.dictGet(dict, "formats");
    if (names == 0 || formats == 0) {
      throw PythonError.value("entry not a 2- or 3- tuple");
    }
    long offsets = Py.dictGet(dict, "offsets");
    long itemsize = Py.dictGet(dict, "itemsize");
    long titles = Py.dictGet(dict, "titles");
    long[] sequences = new long[4];
    try {
      sequences[0] = Py.fastSequence(names, "names must be a sequence");
      sequences[1] = Py.fastSequence(formats, "formats must be a sequence");
      sequences[2] = offsets == 0 ? 0 : Py.fastSequence(offsets, "offsets must be a sequence");
      sequences[3] = titles == 0 ? 0 : Py.fastSequence(titles, "titles must be a sequence");
      long aligned = Py.dictGet(dict, "aligned");
      boolean inside = align || (aligned != 0 && aligned == Py.TRUE);
      try (StructMaker fields = new StructMaker(descrs, inside)) {
        for (long i = 0; i < Py.size(sequences[0]); i++) {
          String name = Py.string(Py.fastItem(sequences[0], i));
          String title = sequences[3] == 0 ? null : title(Py.fastItem(sequences[3], i));
          long descr = parse(Py.fastItem(sequences[1], i));
          if (offsets == 0) {
            fields.add(name, title, descr);
          } else {
            fields.addAt(name, title, descr, Py.asLong(Py.fastItem(sequences[2], i)));
          }
        }
        return fields.finish(itemsize == 0 ? -1 : Py.asLong(itemsize));
      }
    } finally {
      for (long sequence : sequences) {
        Py.xdecref(sequence);
      }
    }
  }
}
