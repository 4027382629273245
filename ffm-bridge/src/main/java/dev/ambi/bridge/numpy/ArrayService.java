package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.NDArray;

/** What {@code numpy.ndarray} objects leave to Java. */
@CApi
public final class ArrayService {
  private static final long TYPE_1X = LibAmbi.address("PyArray_Type_abi1");
  private static final long TAKE_OFFSETS = LibAmbi.address("ambi_array_take_offsets");
  private static final long PUT_OFFSETS = LibAmbi.address("ambi_array_put_offsets");
  private static final long SET_VOID = LibAmbi.address("ambi_void_set");
  private static final long SCALAR = LibAmbi.address("PyArray_Scalar");
  private static final long VIEW = LibAmbi.address("PyArray_View");

  private ArrayService() {}

  /** The dtype holds Python objects. */
  private static final int NPY_ITEM_REFCOUNT = 0x01;

  /** {@code str(array)} or {@code repr(array)}: new reference. */
  public static long AmbiJava_array_text(CallContext ctx, long array, int repr) {
    NativeAbi abi = Arrays.abi(ctx, array);
    BuiltinType type = abi.descrs().type(Arrays.descr(array));
    boolean objects = (abi.descrs().flags(Arrays.descr(array)) & NPY_ITEM_REFCOUNT) != 0;
    if (type == null || objects) {
      long list = ArrayMethods.toList(array);
      String items;
      try {
        items = Py.str(list);
      } finally {
        Py.decref(list);
      }
      String name = new DescrText(abi).name(Arrays.descr(array));
      return Py.newString(repr == 0 ? items : "array(" + items + ", dtype=" + name + ")");
    }
    NDArray value = Arrays.toNDArray(abi, array);
    if (repr == 0) {
      return Py.newString(value.toString());
    }
    // Printed as int64 it looks like the default integer, which it is not.
    boolean other = type == BuiltinType.LONGLONG;
    String text = value.repr();
    return Py.newString(
        other && !text.contains("dtype=")
            ? text.substring(0, text.length() - 1) + ", dtype=int64)"
            : text);
  }

  /** {@code array[key]}: new reference. */
  public static long AmbiJava_array_subscript(CallContext ctx, long array, long key) {
    if (Py.isString(key)) {
      return field(ctx, array, key);
    }
    if (FancyKey.isFancy(key)) {
      long offsets = FancyKey.AmbiJava_fancy_offsets(ctx, array, key);
      try {
        return Py.checked(Downcalls.call(TAKE_OFFSETS, array, offsets));
      } finally {
        Py.decref(offsets);
      }
    }
    Subscript part = Subscript.of(array, key);
    return part.isElement()
        ? Py.checked(Downcalls.call(SCALAR, part.data(), Arrays.descr(array), array))
        : part.view();
  }

  /** {@code array[key] = value}. */
  public static int AmbiJava_array_assign(CallContext ctx, long array, long key, long value) {
    if ((Arrays.flags(array) & Arrays.WRITEABLE) == 0) {
      throw PythonError.value("assignment destination is read-only");
    }
    if (!Py.isString(key) && FancyKey.isFancy(key)) {
      putFancy(ctx, array, key, value);
      return 0;
    }
    Subscript chosen = Py.isString(key) ? null : Subscript.of(array, key);
    if (chosen != null && chosen.isElement() && isVoid(ctx, array)) {
      Py.checkedInt(Downcalls.call(SET_VOID, Arrays.descr(array), chosen.data(), value));
      return 0;
    }
    long part = chosen == null ? field(ctx, array, key) : chosen.view();
    try {
      int nd = Arrays.ndim(part);
      long descr = Py.incref(Arrays.descr(part));
      long from =
          FromAny.convert(
              ctx,
              Arrays.abi(ctx, array),
              value,
              descr,
              0,
              nd == 0 ? FromAny.AT_MOST_ELEMENT : 0,
              Arrays.FORCECAST);
      try {
        Arrays.assign(part, from);
      } finally {
        Py.decref(from);
      }
    } finally {
      Py.decref(part);
    }
    return 0;
  }

  private static boolean isVoid(CallContext ctx, long array) {
    return Arrays.abi(ctx, array).descrs().type(Arrays.descr(array)) == BuiltinType.VOID;
  }

  private static void putFancy(CallContext ctx, long array, long key, long value) {
    long offsets = FancyKey.AmbiJava_fancy_offsets(ctx, array, key);
    try {
      long descr = Py.incref(Arrays.descr(array));
      long from =
          FromAny.convert(ctx, Arrays.abi(ctx, array), value, descr, 0, 0, Arrays.FORCECAST);
      try {
        int masked = FancyKey.isWholeMask(ctx, array, key) ? 1 : 0;
        Py.checkedInt(Downcalls.call(PUT_OFFSETS, array, offsets, from, masked));
      } finally {
        Py.decref(from);
      }
    } finally {
      Py.decref(offsets);
    }
  }

  /** A view of one field of a structured array: new reference. */
  private static long field(CallContext ctx, long array, long name) {
    StructDescrs descrs = Arrays.abi(ctx, array).descrs();
    long fields = descrs.names(Arrays.descr(array)) == 0 ? 0 : descrs.fields(Arrays.descr(array));
    long field = fields == 0 ? 0 : Py.dictGet(fields, Py.string(name));
    if (field == 0) {
      if (fields == 0) {
        throw PythonError.of(
            "IndexError",
            "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or"
                + " boolean arrays are valid indices");
      }
      throw PythonError.value("no field of name " + Py.string(name));
    }
    return Views.of(
        array,
        Py.incref(Py.tupleItem(field, 0)),
        Arrays.shape(array),
        Arrays.strides(array),
        Py.asLong(Py.tupleItem(field, 1)));
  }

  /**
   * A method or attribute, by its number in numpy_array_object.c: new reference. {@code args},
   * {@code kwargs} may be 0.
   */
  public static long AmbiJava_array_method(
      CallContext ctx, long array, int method, long args, long kwargs) {
    return ArrayMethods.call(ctx, array, method, new Parameters(args, kwargs));
  }

  /**
   * {@code numpy.ndarray(shape, dtype=float, buffer=None, offset=0, strides=None, order=None)}: new
   * reference.
   */
  public static long AmbiJava_array_new(CallContext ctx, long type, long args, long kwargs) {
    NativeAbi abi = Arrays.abi(ctx, Py.isSubtype(type, TYPE_1X) ? 1 : 2);
    Parameters p = new Parameters(args, kwargs);
    long shapeObject = p.get("shape", 0);
    if (shapeObject == 0) {
      throw PythonError.type("ndarray() missing required argument 'shape' (pos 1)");
    }
    long[] shape = Intps.of(shapeObject);
    long dtype = p.get("dtype", 1);
    long buffer = p.get("buffer", 2);
    if (buffer != 0 && buffer != Py.NONE) {
      throw PythonError.of("NotImplementedError", "ndarray() from a buffer is not implemented yet");
    }
    long order = p.get("order", 5);
    long descr = new DescrParser(ctx, abi).parse(dtype == 0 ? Py.NONE : dtype);
    int fortran = order != 0 && Orders.parse(order, Orders.C) == Orders.F ? 1 : 0;
    return Arrays.create(type, descr, shape, null, 0, fortran, 0);
  }

  /** {@code PyArray_View}: takes over the reference to {@code descr}. */
  static long view(long array, long descr, long type) {
    return Py.checked(Downcalls.call(VIEW, array, descr, type));
  }
}
