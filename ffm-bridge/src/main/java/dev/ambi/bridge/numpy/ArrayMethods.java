package dev.ambi.bridge.numpy;

import dev.ambi.bridge.layout.NumPy2.PyArray_ArrFuncs;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The methods and computed attributes of ndarray. All give new references. */
final class ArrayMethods {
  private static final long NEWSHAPE = LibAmbi.address("PyArray_Newshape");
  private static final long RAVEL = LibAmbi.address("PyArray_Ravel");
  private static final long FLATTEN = LibAmbi.address("PyArray_Flatten");
  private static final long SQUEEZE = LibAmbi.address("PyArray_Squeeze");
  private static final long SWAP_AXES = LibAmbi.address("PyArray_SwapAxes");
  private static final long TRANSPOSE = LibAmbi.address("PyArray_Transpose");
  private static final long RESIZE = LibAmbi.address("PyArray_Resize");
  private static final long ARR_FUNCS = LibAmbi.address("ambi_arr_funcs");
  private static final long FILL = LibAmbi.address("ambi_array_fill");
  private static final long SORT = LibAmbi.address("ambi_array_sort");
  private static final long ARGSORT = LibAmbi.address("ambi_array_argsort");
  private static final long BASE_WRITEABLE = LibAmbi.address("ambi_array_may_write");
  private static final long SET_LAYOUT = LibAmbi.address("ambi_array_set_layout");
  private static final long NEW_INTERFACE = LibAmbi.address("ambi_array_interface");

  /** In the order of numpy_array_object.c. */
  private enum Method {
    ASTYPE,
    COPY,
    FILL,
    FLATTEN,
    ITEM,
    RAVEL,
    RESHAPE,
    SQUEEZE,
    SWAPAXES,
    TOLIST,
    TOBYTES,
    TRANSPOSE,
    VIEW,
    BYTESWAP,
    NEWBYTEORDER,
    ARRAY,
    COPY_OP,
    DEEPCOPY,
    SORT,
    ARGSORT,
    RESIZE,
    SETFLAGS,
    GET_T,
    GET_ARRAY_INTERFACE,
    GET_ARRAY_STRUCT,
    SET_SHAPE,
    SET_STRIDES,
    SET_DTYPE,
    GET_REAL,
    GET_IMAG,
    GET_FLAT;

    static final Method[] ALL = values();
  }

  private ArrayMethods() {}

  static long call(CallContext ctx, long array, int number, Parameters p) {
    NativeAbi abi = Arrays.abi(ctx, array);
    return switch (Method.ALL[number]) {
      case ASTYPE -> astype(ctx, abi, array, p);
      case COPY -> Arrays.copy(array, Orders.parse(p.get("order", 0), Orders.C));
      case COPY_OP, DEEPCOPY -> Arrays.copy(array, Orders.K);
      case FILL -> fill(ctx, abi, array, p);
      case FLATTEN ->
          Py.checked(Downcalls.call(FLATTEN, array, Orders.parse(p.get("order", 0), Orders.C)));
      case RAVEL ->
          Py.checked(Downcalls.call(RAVEL, array, Orders.parse(p.get("order", 0), Orders.C)));
      case ITEM -> item(array, p);
      case RESHAPE -> reshape(array, p.shape(), Orders.parse(p.get("order", -1), Orders.C));
      case SQUEEZE -> squeeze(array, p);
      case SWAPAXES ->
          Py.checked(Downcalls.call(SWAP_AXES, array, Py.asLong(p.at(0)), Py.asLong(p.at(1))));
      case TOLIST -> toList(array);
      case TOBYTES -> toBytes(array, Orders.parse(p.get("order", 0), Orders.C));
      case TRANSPOSE -> transpose(array, p);
      case GET_T -> Py.checked(Downcalls.call(TRANSPOSE, array, 0));
      case VIEW -> view(ctx, abi, array, p);
      case BYTESWAP -> byteswapped(abi, array, p.flag("inplace", 0, false));
      case NEWBYTEORDER -> newByteOrder(abi, array, p);
      case ARRAY -> asArray(ctx, abi, array, p);
      case SORT -> {
        Py.checkedInt(Downcalls.call(SORT, array, axis(array, p)));
        yield Py.incref(Py.NONE);
      }
      case ARGSORT -> Py.checked(Downcalls.call(ARGSORT, array, axis(array, p)));
      case RESIZE -> resize(array, p);
      case SETFLAGS -> setFlags(array, p);
      case GET_ARRAY_INTERFACE -> arrayInterface(abi, array);
      case GET_ARRAY_STRUCT -> Py.checked(Downcalls.call(NEW_INTERFACE, array));
      case SET_SHAPE -> setShape(array, p);
      case SET_STRIDES -> setStrides(array, Intps.of(p.at(0)));
      case SET_DTYPE -> setDtype(ctx, abi, array, p.at(0));
      case GET_REAL -> part(abi, array, 0);
      case GET_IMAG -> part(abi, array, 1);
      case GET_FLAT ->
          throw PythonError.of("NotImplementedError", "ndarray.flat is not implemented yet");
    };
  }

  private static long astype(CallContext ctx, NativeAbi abi, long array, Parameters p) {
    long dtype = p.get("dtype", 0);
    if (dtype == 0) {
      throw PythonError.type("astype() missing required argument 'dtype' (pos 0)");
    }
    int order = Orders.parse(p.get("order", 1), Orders.K);
    long descr = new DescrParser(ctx, abi).parse(dtype);
    StructDescrs descrs = abi.descrs();
    String casting = p.get("casting", 2) == 0 ? "unsafe" : Py.string(p.get("casting", 2));
    if (!casting.equals("unsafe")
        && !Castings.canCast(descrs, Arrays.descr(array), descr, Castings.parse(casting))) {
      DescrText text = new DescrText(abi);
      String message =
          Castings.REFUSED.formatted(
              Castings.noun(array), text.repr(Arrays.descr(array)), text.repr(descr), casting);
      Py.decref(descr);
      throw PythonError.type(message);
    }
    if (!p.flag("copy", 4, true) && Castings.equivalent(Arrays.descr(array), descr)) {
      Py.decref(descr);
      return Py.incref(array);
    }
    return cast(array, FromAny.sized(abi, array, descr), order);
  }

  /** Takes over the reference to {@code descr}. */
  static long cast(long array, long descr, int order) {
    long copy =
        Py.checked(Downcalls.call(LibAmbi.address("PyArray_NewLikeArray"), array, order, descr, 1));
    try {
      Arrays.assign(copy, array);
      return copy;
    } catch (RuntimeException e) {
      Py.decref(copy);
      throw e;
    }
  }

  private static long fill(CallContext ctx, NativeAbi abi, long array, Parameters p) {
    long value =
        FromAny.convert(ctx, abi, p.at(0), Py.incref(Arrays.descr(array)), 0, 0, Arrays.FORCECAST);
    try {
      Arrays.assign(array, value);
    } finally {
      Py.decref(value);
    }
    return Py.incref(Py.NONE);
  }

  /** The element at {@code data} as Python's own object. */
  private static long getItem(long array, long data) {
    int number = Memory.getInt(Arrays.descr(array) + DescrLayout.TYPE_NUM);
    long functions = Downcalls.call(ARR_FUNCS, number);
    if (functions == 0) {
      throw PythonError.type(
          "elements of dtypes that extensions registered cannot be read here yet");
    }
    return Py.checked(
        Downcalls.call(Memory.getLong(functions + PyArray_ArrFuncs.GETITEM), data, array));
  }

  private static long item(long array, Parameters p) {
    long[] shape = Arrays.shape(array);
    long[] strides = Arrays.strides(array);
    long size = Arrays.size(array);
    long[] index;
    if (p.count() == 0) {
      if (size != 1) {
        throw PythonError.value("can only convert an array of size 1 to a Python scalar");
      }
      index = new long[shape.length];
    } else {
      long[] given = p.count() == 1 ? Intps.of(p.at(0)) : Intps.of(p.args());
      index = given.length == 1 && shape.length != 1 ? unravel(given[0], size, shape) : given;
      if (index.length != shape.length) {
        throw PythonError.value("incorrect number of indices for array");
      }
    }
    long at = Arrays.data(array);
    for (int i = 0; i < shape.length; i++) {
      if (index[i] < -shape[i] || index[i] >= shape[i]) {
        throw PythonError.of(
            "IndexError",
            "index %d is out of bounds for axis %d with size %d".formatted(index[i], i, shape[i]));
      }
      at += strides[i] * (index[i] < 0 ? index[i] + shape[i] : index[i]);
    }
    return getItem(array, at);
  }

  private static long[] unravel(long flat, long size, long[] shape) {
    if (flat < -size || flat >= size) {
      throw PythonError.of(
          "IndexError", "index %d is out of bounds for size %d".formatted(flat, size));
    }
    long rest = flat < 0 ? flat + size : flat;
    long[] index = new long[shape.length];
    for (int i = shape.length - 1; i >= 0; i--) {
      index[i] = rest % shape[i];
      rest /= shape[i];
    }
    return index;
  }

  static long toList(long array) {
    return nested(array, Arrays.data(array), Arrays.shape(array), Arrays.strides(array), 0);
  }

  private static long nested(long array, long data, long[] shape, long[] strides, int axis) {
    if (axis == shape.length) {
      return getItem(array, data);
    }
    long list = Py.newList();
    try {
      for (long i = 0; i < shape[axis]; i++) {
        Py.appendTaken(list, nested(array, data + i * strides[axis], shape, strides, axis + 1));
      }
      return list;
    } catch (RuntimeException e) {
      Py.decref(list);
      throw e;
    }
  }

  static long toBytes(long array, int order) {
    long copy = Arrays.copy(array, order == Orders.K ? Orders.C : order);
    try {
      long bytes = Arrays.size(copy) * itemsize(copy);
      return Py.newBytes(Memory.segment(Arrays.data(copy), bytes).toArray(ValueLayout.JAVA_BYTE));
    } finally {
      Py.decref(copy);
    }
  }

  private static long itemsize(long array) {
    return Downcalls.call(LibAmbi.address("ambi_array_itemsize"), array);
  }

  /** Calls a function that takes an array and a PyArray_Dims. */
  private static long withDims(long function, long array, long[] values, long third) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment dims = arena.allocate(16);
      MemorySegment list =
          arena.allocateFrom(ValueLayout.JAVA_LONG, values.length == 0 ? new long[1] : values);
      dims.set(ValueLayout.JAVA_LONG, 0, list.address());
      dims.set(ValueLayout.JAVA_INT, 8, values.length);
      return Py.checked(Downcalls.call(function, array, dims.address(), third, 0));
    }
  }

  static long reshape(long array, long[] shape, int order) {
    return withDims(NEWSHAPE, array, shape, order);
  }

  private static long transpose(long array, Parameters p) {
    if (p.count() == 0 || (p.count() == 1 && p.at(0) == Py.NONE)) {
      return Py.checked(Downcalls.call(TRANSPOSE, array, 0));
    }
    return withDims(TRANSPOSE, array, p.shape(), 0);
  }

  private static long resize(long array, Parameters p) {
    boolean check = p.flag("refcheck", -1, true);
    return withDims(RESIZE, array, p.shape(), check ? 1 : 0);
  }

  private static long squeeze(long array, Parameters p) {
    long axes = p.get("axis", 0);
    if (axes == 0 || axes == Py.NONE) {
      return Py.checked(Downcalls.call(SQUEEZE, array));
    }
    long[] shape = Arrays.shape(array);
    long[] strides = Arrays.strides(array);
    boolean[] drop = new boolean[shape.length];
    for (long axis : Intps.of(axes)) {
      int i = checkedAxis(axis, shape.length);
      if (shape[i] != 1) {
        throw PythonError.value(
            "cannot select an axis to squeeze out which has size not equal to one");
      }
      drop[i] = true;
    }
    int[] kept = java.util.stream.IntStream.range(0, shape.length).filter(i -> !drop[i]).toArray();
    return Views.of(
        array,
        java.util.Arrays.stream(kept).mapToLong(i -> shape[i]).toArray(),
        java.util.Arrays.stream(kept).mapToLong(i -> strides[i]).toArray(),
        0);
  }

  static int checkedAxis(long axis, int nd) {
    if (axis < -nd || axis >= nd) {
      throw PythonError.of(
          "AxisError", "axis %d is out of bounds for array of dimension %d".formatted(axis, nd));
    }
    return (int) (axis < 0 ? axis + nd : axis);
  }

  private static long axis(long array, Parameters p) {
    long axis = p.get("axis", 0);
    return checkedAxis(axis == 0 ? -1 : Py.asLong(axis), Arrays.ndim(array));
  }

  private static long view(CallContext ctx, NativeAbi abi, long array, Parameters p) {
    long what = p.get("dtype", 0);
    long type = p.get("type", 1);
    if (what != 0 && Py.isInstance(what, Py.TYPE_TYPE) && Py.isSubtype(what, abi.arrayType())) {
      type = what;
      what = 0;
    }
    long descr = what == 0 ? 0 : new DescrParser(ctx, abi).parse(what);
    return ArrayService.view(array, descr, type);
  }

  static long byteswapped(NativeAbi abi, long array, boolean inPlace) {
    long target = inPlace ? Py.incref(array) : Arrays.copy(array, Orders.K);
    long swapped = ByteOrders.apply(abi, Arrays.descr(target), 's');
    long as = ArrayService.view(target, swapped, 0);
    try {
      Arrays.assign(target, as);
      return target;
    } finally {
      Py.decref(as);
    }
  }

  private static long newByteOrder(NativeAbi abi, long array, Parameters p) {
    char order = p.count() == 0 ? 's' : ByteOrders.parse(p.at(0));
    return ArrayService.view(array, ByteOrders.apply(abi, Arrays.descr(array), order), 0);
  }

  private static long asArray(CallContext ctx, NativeAbi abi, long array, Parameters p) {
    long dtype = p.get("dtype", 0);
    if (dtype == 0 || dtype == Py.NONE) {
      return Py.incref(array);
    }
    long descr = new DescrParser(ctx, abi).parse(dtype);
    if (Castings.equivalent(Arrays.descr(array), descr)) {
      Py.decref(descr);
      return Py.incref(array);
    }
    return cast(array, descr, Orders.K);
  }

  private static long setFlags(long array, Parameters p) {
    int flags = Arrays.flags(array);
    long write = p.get("write", 0);
    if (write != 0 && write != Py.NONE) {
      if (!Py.isTrue(write)) {
        flags &= ~Arrays.WRITEABLE;
      } else if ((int) Downcalls.call(BASE_WRITEABLE, array) == 0) {
        throw PythonError.value("cannot set WRITEABLE flag to True of this array");
      } else {
        flags |= Arrays.WRITEABLE;
      }
    }
    long align = p.get("align", 1);
    if (align != 0 && align != Py.NONE && !Py.isTrue(align)) {
      flags &= ~Arrays.ALIGNED;
    }
    Arrays.setFlags(array, flags);
    return Py.incref(Py.NONE);
  }

  private static long arrayInterface(NativeAbi abi, long array) {
    long dict = Py.newDict();
    boolean contiguous = (Arrays.flags(array) & Arrays.C_CONTIGUOUS) != 0;
    String typestr = new DescrText(abi).typestr(Arrays.descr(array));
    put(
        dict,
        "data",
        Py.newTuple(
            Py.newLong(Arrays.data(array)),
            Py.incref(Py.bool((Arrays.flags(array) & Arrays.WRITEABLE) == 0))));
    put(dict, "strides", contiguous ? Py.incref(Py.NONE) : Py.newLongTuple(Arrays.strides(array)));
    long entry = Py.newTuple(Py.newString(""), Py.newString(typestr));
    long list = Py.newList();
    Py.appendTaken(list, entry);
    put(dict, "descr", list);
    put(dict, "typestr", Py.newString(typestr));
    put(dict, "shape", Py.newLongTuple(Arrays.shape(array)));
    put(dict, "version", Py.newLong(3));
    return dict;
  }

  private static void put(long dict, String key, long value) {
    Py.setTaken(dict, Py.newString(key), value);
  }

  private static void setLayout(long array, long[] shape, long[] strides) {
    try (Arena arena = Arena.ofConfined()) {
      long[] both = new long[Math.max(1, shape.length * 2)];
      System.arraycopy(shape, 0, both, 0, shape.length);
      System.arraycopy(strides, 0, both, shape.length, shape.length);
      long values = arena.allocateFrom(ValueLayout.JAVA_LONG, both).address();
      Py.checkedInt(Downcalls.call(SET_LAYOUT, array, shape.length, values));
    }
  }

  private static long setShape(long array, Parameters p) {
    long shaped = reshape(array, Intps.of(p.at(0)), Orders.C);
    try {
      if (Arrays.data(shaped) != Arrays.data(array)) {
        throw PythonError.of(
            "AttributeError",
            "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the"
                + " desired shape.");
      }
      setLayout(array, Arrays.shape(shaped), Arrays.strides(shaped));
    } finally {
      Py.decref(shaped);
    }
    return Py.incref(Py.NONE);
  }

  private static long setStrides(long array, long[] strides) {
    if (strides.length != Arrays.ndim(array)) {
      throw PythonError.value(
          "strides must be same length as shape (%d)".formatted(Arrays.ndim(array)));
    }
    if (!Bounds.contains(array, strides, itemsize(array))) {
      throw PythonError.value("strides is not compatible with available memory");
    }
    setLayout(array, Arrays.shape(array), strides);
    return Py.incref(Py.NONE);
  }

  private static long setDtype(CallContext ctx, NativeAbi abi, long array, long dtype) {
    long view = ArrayService.view(array, new DescrParser(ctx, abi).parse(dtype), 0);
    try {
      Py.checkedInt(
          Downcalls.call(LibAmbi.address("ambi_array_set_descr"), array, Arrays.descr(view)));
      setLayout(array, Arrays.shape(view), Arrays.strides(view));
    } finally {
      Py.decref(view);
    }
    return Py.incref(Py.NONE);
  }

  /** The real or imaginary part: a view where the array is complex. */
  private static long part(NativeAbi abi, long array, int which) {
    StructDescrs descrs = abi.descrs();
    BuiltinType type = descrs.type(Arrays.descr(array));
    if (type != null && type.kind() == 'c') {
      BuiltinType half = BuiltinType.of(type.number() - 3);
      long descr = Py.incref(descrs.of(half, half.size(), descrs.isSwapped(Arrays.descr(array))));
      return Views.of(
          array, descr, Arrays.shape(array), Arrays.strides(array), (long) which * half.size());
    }
    if (which == 0) {
      return Py.incref(array);
    }
    long zeros =
        Arrays.create(abi, Py.incref(Arrays.descr(array)), Arrays.shape(array), null, 0, 0);
    long zero = Py.newLong(0);
    try {
      Py.checkedInt(Downcalls.call(FILL, zeros, zero));
      Arrays.setFlags(zeros, Arrays.flags(zeros) & ~Arrays.WRITEABLE);
      return zeros;
    } finally {
      Py.decref(zero);
    }
  }
}
