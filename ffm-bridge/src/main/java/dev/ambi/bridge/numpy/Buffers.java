package dev.ambi.bridge.numpy;

import dev.ambi.bridge.layout.CPython311.PyMemoryViewObject;
import dev.ambi.bridge.layout.CPython311.PyTypeObject;
import dev.ambi.bridge.layout.CPython311.Py_buffer;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/**
 * Arrays on the memory of objects that export a buffer (PEP 3118) or describe their memory in a
 * dict. Needs the lock.
 */
final class Buffers {
  private static final long FROM_OBJECT = LibAmbi.address("PyMemoryView_FromObject");

  private Buffers() {}

  /** Whether the object exports a buffer. */
  static boolean has(long object) {
    long procs = Memory.getLong(Py.type(object) + PyTypeObject.TP_AS_BUFFER);
    return procs != 0 && Memory.getLong(procs) != 0;
  }

  /** An array on the buffer's memory, which it keeps alive: new reference. */
  static long toArray(NativeAbi abi, long object) {
    long memoryView = Py.checked(Downcalls.call(FROM_OBJECT, object));
    try {
      long view = memoryView + PyMemoryViewObject.VIEW;
      int nd = Memory.getInt(view + Py_buffer.NDIM);
      long itemsize = Memory.getLong(view + Py_buffer.ITEMSIZE);
      String format = Memory.string(Memory.getLong(view + Py_buffer.FORMAT));
      long[] shape =
          Memory.getLong(view + Py_buffer.SHAPE) == 0
              ? new long[] {Memory.getLong(view + Py_buffer.LEN) / itemsize}
              : Memory.longs(Memory.getLong(view + Py_buffer.SHAPE), nd);
      long steps = Memory.getLong(view + Py_buffer.STRIDES);
      long descr = Py.incref(descrOf(abi, format == null ? "B" : format, itemsize));
      int flags = Memory.getInt(view + Py_buffer.READONLY) == 0 ? Arrays.WRITEABLE : 0;
      long array =
          Arrays.create(
              abi,
              descr,
              shape,
              steps == 0 ? null : Memory.longs(steps, nd),
              Memory.getLong(view + Py_buffer.BUF),
              flags | Arrays.ALIGNED);
      Arrays.setBase(array, Py.incref(memoryView));
      Arrays.updateFlags(array, Arrays.C_CONTIGUOUS | Arrays.F_CONTIGUOUS | Arrays.ALIGNED);
      return array;
    } finally {
      Py.decref(memoryView);
    }
  }

  /** struct's format of one element: borrowed. */
  private static long descrOf(NativeAbi abi, String format, long itemsize) {
    StructDescrs descrs = abi.descrs();
    String code = format;
    boolean swapped = code.startsWith(">") || code.startsWith("!");
    boolean standard = swapped || code.startsWith("<") || code.startsWith("=");
    if (standard || code.startsWith("@")) {
      code = code.substring(1);
    }
    if (code.endsWith("s") && (code.length() == 1 || Character.isDigit(code.charAt(0)))) {
      return descrs.of(BuiltinType.STRING, itemsize, false);
    }
    if (code.endsWith("w")) {
      return descrs.of(BuiltinType.UNICODE, itemsize, swapped);
    }
    if (code.endsWith("x")) {
      return descrs.of(BuiltinType.VOID, itemsize, false);
    }
    String kind =
        switch (code) {
          case "?" -> "b";
          case "c" -> "S";
          case "b", "h", "i", "l", "q", "n" -> "i";
          case "B", "H", "I", "L", "Q", "N", "P" -> "u";
          case "e", "f", "d", "g" -> "f";
          case "Zf", "Zd", "Zg", "F", "D", "G" -> "c";
          case "O" -> "O";
          default -> "";
        };
    for (BuiltinType type : BuiltinType.all()) {
      boolean exact = code.length() != 1 || standard || type.code() == code.charAt(0);
      if (!kind.isEmpty() && type.kind() == kind.charAt(0) && type.size() == itemsize && exact) {
        return descrs.of(type, itemsize, swapped);
      }
    }
    for (BuiltinType type : BuiltinType.all()) {
      if (!kind.isEmpty() && type.kind() == kind.charAt(0) && type.size() == itemsize) {
        return descrs.of(type, itemsize, swapped);
      }
    }
    if (kind.equals("S")) {
      return descrs.of(BuiltinType.STRING, itemsize, false);
    }
    throw PythonError.value("'" + format + "' is not a valid PEP 3118 buffer format string");
  }

  /** An array on the memory that an {@code __array_interface__} dict describes: new reference. */
  static long fromInterface(CallContext ctx, NativeAbi abi, long object, long dict) {
    if (!Py.isInstance(dict, Py.DICT_TYPE)) {
      throw PythonError.value("Invalid __array_interface__ value, must be a dict");
    }
    long typestr = Py.dictGet(dict, "typestr");
    long shapeObject = Py.dictGet(dict, "shape");
    long data = Py.dictGet(dict, "data");
    if (typestr == 0) {
      throw PythonError.value("Missing __array_interface__ typestr");
    }
    if (shapeObject == 0) {
      throw PythonError.value("Missing __array_interface__ shape");
    }
    if (data == 0 || !Py.isInstance(data, Py.TUPLE_TYPE)) {
      throw PythonError.of("NotImplementedError", "__array_interface__ without a data address");
    }
    long stridesObject = Py.dictGet(dict, "strides");
    boolean readOnly = Py.isTrue(Py.tupleItem(data, 1));
    long descr = new DescrParser(ctx, abi).parse(typestr);
    long array =
        Arrays.create(
            abi,
            descr,
            Intps.of(shapeObject),
            stridesObject == 0 || stridesObject == Py.NONE ? null : Intps.of(stridesObject),
            Py.asLong(Py.tupleItem(data, 0)),
            readOnly ? 0 : Arrays.WRITEABLE);
    Arrays.setBase(array, Py.incref(object));
    Arrays.updateFlags(array, Arrays.C_CONTIGUOUS | Arrays.F_CONTIGUOUS | Arrays.ALIGNED);
    return array;
  }
}
