package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/** NumPy's C API: arrays from other objects. Results are new references. */
@CApi
public final class ConversionApi {

  /** NPY_ARRAY_DEFAULT. */
  private static final int DEFAULT = Arrays.C_CONTIGUOUS | Arrays.ALIGNED | Arrays.WRITEABLE;

  private ConversionApi() {}

  private static NativeAbi abi(CallContext ctx) {
    return (NativeAbi) ctx.abi();
  }

  /** {@code descr} is stolen; {@code context} is not used. */
  public static long PyArray_FromAny(
      CallContext ctx,
      long object,
      long descr,
      int minDepth,
      int maxDepth,
      int flags,
      long context) {
    return FromAny.convert(ctx, abi(ctx), object, descr, minDepth, maxDepth, flags);
  }

  /** What C asks for: the array is of the descriptor's ABI. {@code descr} is stolen. */
  public static long AmbiJava_from_any(
      CallContext ctx, long object, long descr, int minDepth, int maxDepth, int flags) {
    NativeAbi abi = descr == 0 ? abi(ctx) : Descrs.abi(ctx, descr);
    return FromAny.convert(ctx, abi, object, descr, minDepth, maxDepth, flags);
  }

  /**
   * {@code descr} is stolen. As FromAny, with two more requirements: native byte order, strides of
   * whole elements.
   */
  public static long PyArray_CheckFromAny(
      CallContext ctx,
      long object,
      long descr,
      int minDepth,
      int maxDepth,
      int flags,
      long context) {
    NativeAbi abi = abi(ctx);
    long wanted = descr;
    if ((flags & Arrays.NOTSWAPPED) != 0) {
      if (wanted == 0 && Arrays.isArray(object)) {
        long own = Descrs.translate(Arrays.abi(ctx, object), Arrays.descr(object), abi);
        wanted = nativeOrder(abi, own);
      } else if (wanted != 0) {
        wanted = nativeOrder(abi, wanted);
      }
    }
    long array = FromAny.convert(ctx, abi, object, wanted, minDepth, maxDepth, flags);
    if ((flags & Arrays.ELEMENTSTRIDES) != 0
        && (int) Downcalls.call(LibAmbi.address("PyArray_ElementStrides"), array) == 0) {
      try {
        return Arrays.copy(array, Orders.ANY);
      } finally {
        Py.decref(array);
      }
    }
    return array;
  }

  /** Takes over a reference and gives one. */
  private static long nativeOrder(NativeAbi abi, long descr) {
    if (!abi.descrs().isSwapped(descr)) {
      return descr;
    }
    try {
      return ByteOrders.apply(abi, descr, '=');
    } finally {
      Py.decref(descr);
    }
  }

  /** {@code descr} is stolen. */
  public static long PyArray_FromArray(CallContext ctx, long array, long descr, int flags) {
    NativeAbi abi = abi(ctx);
    long own = Arrays.forAbi(ctx, abi, array);
    try {
      return FromAny.fromArray(abi, own, descr, flags);
    } finally {
      Py.decref(own);
    }
  }

  /** {@code object} is stolen. */
  public static long PyArray_EnsureArray(CallContext ctx, long object) {
    if (object == 0) {
      throw PythonError.ALREADY_SET;
    }
    try {
      return FromAny.convert(ctx, abi(ctx), object, 0, 0, 0, Arrays.ENSUREARRAY);
    } finally {
      Py.decref(object);
    }
  }

  /** {@code object} is stolen; a subclass of ndarray stays one. */
  public static long PyArray_EnsureAnyArray(CallContext ctx, long object) {
    if (object == 0) {
      throw PythonError.ALREADY_SET;
    }
    if (Py.isInstance(object, ctx.abi().arrayType())) {
      return object;
    }
    return PyArray_EnsureArray(ctx, object);
  }

  /** The "O&amp;" converter for array arguments: writes a new reference. */
  public static int PyArray_Converter(CallContext ctx, long object, long address) {
    long array =
        Arrays.isArray(object)
            ? Arrays.forAbi(ctx, abi(ctx), object)
            : FromAny.convert(
                ctx, abi(ctx), object, 0, 0, 0, DEFAULT & ~Arrays.WRITEABLE & ~Arrays.ALIGNED);
    Memory.putLong(address, array);
    return 1;
  }

  /** Copies what {@code object} says into the array. */
  public static int PyArray_CopyObject(CallContext ctx, long array, long object) {
    NativeAbi abi = Arrays.abi(ctx, array);
    long from =
        FromAny.convert(ctx, abi, object, Py.incref(Arrays.descr(array)), 0, 0, Arrays.FORCECAST);
    try {
      Arrays.assign(array, from);
    } finally {
      Py.decref(from);
    }
    return 0;
  }

  /** From an object with {@code __array_interface__}; NotImplemented where it has none. */
  public static long PyArray_FromInterface(CallContext ctx, long object) {
    long dict;
    try {
      dict = Py.getAttr(object, "__array_interface__");
    } catch (PythonError e) {
      PythonError.clear();
      return Py.incref(Py.NOT_IMPLEMENTED);
    }
    try {
      return Buffers.fromInterface(ctx, abi(ctx), object, dict);
    } finally {
      Py.decref(dict);
    }
  }

  /** From an object with {@code __array__}; NotImplemented where it has none. */
  public static long PyArray_FromArrayAttr(CallContext ctx, long object, long descr, long context) {
    long array = FromAny.fromArrayMethod(ctx, abi(ctx), object);
    return array == 0 ? Py.incref(Py.NOT_IMPLEMENTED) : array;
  }

  /** {@code descr} is stolen: an array on the memory of a buffer. */
  public static long PyArray_FromBuffer(
      CallContext ctx, long object, long descr, long count, long offset) {
    NativeAbi abi = abi(ctx);
    long wanted = descr == 0 ? Py.incref(abi.descrs().builtin(BuiltinType.DOUBLE)) : descr;
    long bytes = Buffers.toArray(abi, object);
    try {
      long itemsize = abi.descrs().elsize(wanted);
      long total = Arrays.size(bytes) * abi.descrs().elsize(Arrays.descr(bytes));
      if (itemsize == 0) {
        throw PythonError.value("itemsize cannot be zero in type");
      }
      if (offset < 0 || offset > total) {
        throw PythonError.value(
            "offset must be non-negative and no greater than buffer length (%d)".formatted(total));
      }
      long n = count;
      if (n < 0) {
        if ((total - offset) % itemsize != 0) {
          throw PythonError.value("buffer size must be a multiple of element size");
        }
        n = (total - offset) / itemsize;
      } else if (offset + n * itemsize > total) {
        throw PythonError.value("buffer is smaller than requested size");
      }
      return Views.of(bytes, Py.incref(wanted), new long[] {n}, new long[] {itemsize}, offset);
    } finally {
      Py.decref(bytes);
      Py.decref(wanted);
    }
  }

  /** {@code descr} is stolen: the elements of an iterable. */
  public static long PyArray_FromIter(CallContext ctx, long object, long descr, long count) {
    long items = Py.fastSequence(object, "iterator expected");
    try {
      if (count >= 0 && Py.size(items) < count) {
        Py.xdecref(descr);
        throw PythonError.value(
            "iterator too short: Expected %d but iterator had only %d items."
                .formatted(count, Py.size(items)));
      }
      return FromAny.convert(ctx, abi(ctx), items, descr, 1, 1, Arrays.FORCECAST);
    } finally {
      Py.decref(items);
    }
  }

  /** {@code descr} is stolen: numbers as text, separated, or raw bytes. */
  public static long PyArray_FromString(
      CallContext ctx, long data, long length, long descr, long count, long separator) {
    NativeAbi abi = abi(ctx);
    long wanted = descr == 0 ? Py.incref(abi.descrs().builtin(BuiltinType.DOUBLE)) : descr;
    String separatorText = separator == 0 ? "" : Memory.string(separator);
    if (separatorText.isEmpty()) {
      return fromBytes(abi, data, length, wanted, count);
    }
    // A length of -1: up to the NUL.
    long size = length < 0 ? Memory.string(data).length() : length;
    byte[] bytes = Memory.segment(data, size).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    String pattern =
        separatorText.isBlank()
            ? "\\s+"
            : "\\s*" + java.util.regex.Pattern.quote(separatorText.trim()) + "\\s*";
    long list = Py.newList();
    try {
      for (String part : text.trim().split(pattern)) {
        if (part.isEmpty()) {
          continue;
        }
        if (!isNumber(part)) {
          if (abi.tag() == 2) {
            Py.decref(wanted);
            throw PythonError.value(
                "string or file could not be read to its end due to unmatched data");
          }
          break; // 1.x gives what it could read
        }
        if (count < 0 || Py.size(list) < count) {
          Py.appendTaken(list, Py.newString(part));
        }
      }
      return FromAny.convert(ctx, abi, list, wanted, 0, 0, Arrays.FORCECAST);
    } finally {
      Py.decref(list);
    }
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return text.matches("[+-]?(?i:nan|inf(inity)?)");
    }
  }

  private static long fromBytes(NativeAbi abi, long data, long length, long descr, long count) {
    long itemsize = abi.descrs().elsize(descr);
    if (itemsize == 0 || (count < 0 && length % itemsize != 0)) {
      Py.decref(descr);
      throw PythonError.value(
          itemsize == 0
              ? "zero-valued itemsize"
              : "string size must be a multiple of element size");
    }
    long n = count < 0 ? length / itemsize : count;
    if (n * itemsize > length) {
      Py.decref(descr);
      throw PythonError.value("string is smaller than requested size");
    }
    long array = Arrays.create(abi, descr, new long[] {n}, null, 0, 0);
    Memory.segment(Arrays.data(array), n * itemsize).copyFrom(Memory.segment(data, n * itemsize));
    return array;
  }
}
