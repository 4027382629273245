package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.NDArray;

/** What array scalars leave to Java. */
@CApi
public final class ScalarService {
  private static final long DESCR_OF = LibAmbi.address("ambi_descr_of_scalar");
  private static final long ARRAY_OF = LibAmbi.address("ambi_array_of_scalar");
  private static final long SCALAR = LibAmbi.address("PyArray_Scalar");
  private static final long ITEM = LibAmbi.address("ambi_scalar_item");

  private ScalarService() {}

  /**
   * {@code str(scalar)} or {@code repr(scalar)}, as the emulated NumPy writes it: new reference.
   */
  public static long AmbiJava_scalar_text(CallContext ctx, long scalar, int repr) {
    BuiltinType type = Scalars.typeOf(scalar);
    String text = text(scalar, type);
    if (repr == 0 || type == null) {
      return Py.newString(text);
    }
    boolean current = ctx.host().emulated(ctx.abi().tag()).major() >= 2;
    if (type == BuiltinType.STRING || type == BuiltinType.UNICODE) {
      String name = type == BuiltinType.STRING ? "np.bytes_(" : "np.str_(";
      String quoted = quoted(scalar);
      return Py.newString(current ? name + quoted + ")" : quoted);
    }
    if (!current) {
      return Py.newString(text);
    }
    if (type == BuiltinType.BOOL) {
      return Py.newString("np." + text + (text.equals("True") || text.equals("False") ? "_" : ""));
    }
    String name = Py.typeName(Py.type(scalar));
    // A complex number with two parts has parentheses of its own.
    String inner = text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
    if (type == BuiltinType.LONGDOUBLE || type == BuiltinType.CLONGDOUBLE) {
      inner = "'" + inner + "'";
    }
    return Py.newString("np." + name.substring(name.lastIndexOf('.') + 1) + "(" + inner + ")");
  }

  private static String quoted(long scalar) {
    long plain = Py.checked(Downcalls.call(ITEM, scalar));
    try {
      return Py.repr(plain);
    } finally {
      Py.decref(plain);
    }
  }

  private static String text(long scalar, BuiltinType type) {
    if (type != null && type.id() != null && !type.isFlexible()) {
      NDArray value = Scalars.view(scalar, type);
      return NDArray.formatScalar(value.dtype(), value.getObject());
    }
    long plain = Py.checked(Downcalls.call(ITEM, scalar));
    try {
      return Py.str(plain);
    } finally {
      Py.decref(plain);
    }
  }

  /** {@code numpy.float64(value)}: new reference. */
  public static long AmbiJava_scalar_new(CallContext ctx, long type, long args, long kwargs) {
    BuiltinType built = Scalars.ofScalarType(type);
    if (built == null) {
      throw PythonError.type("cannot create '" + Py.typeName(type) + "' instances");
    }
    NativeAbi abi = (NativeAbi) ctx.abi();
    StructDescrs descrs = abi.descrs();
    Parameters p = new Parameters(args, kwargs);
    long array;
    if (p.count() == 0) {
      array =
          Arrays.create(
              abi,
              Py.incref(descrs.of(built, Math.max(built.size(), 0), false)),
              new long[0],
              null,
              0,
              0);
      clear(abi, array);
    } else {
      array =
          FromAny.convert(
              ctx, abi, p.at(0), Py.incref(descrs.builtin(built)), 0, 0, Arrays.FORCECAST);
    }
    try {
      return Arrays.ndim(array) > 0
          ? Py.incref(array)
          : Py.checked(Downcalls.call(SCALAR, Arrays.data(array), Arrays.descr(array), array));
    } finally {
      Py.decref(array);
    }
  }

  private static void clear(NativeAbi abi, long array) {
    long size = Math.max(1, abi.descrs().elsize(Arrays.descr(array)));
    dev.ambi.bridge.nativelib.Memory.segment(Arrays.data(array), size).fill((byte) 0);
  }

  /** {@code scalar.dtype}: new reference. */
  public static long AmbiJava_scalar_descr(CallContext ctx, long scalar) {
    return Py.checked(Downcalls.call(DESCR_OF, scalar, ctx.abi().tag()));
  }

  /** {@code scalar.__array__()}: new reference. */
  public static long AmbiJava_scalar_to_array(CallContext ctx, long scalar) {
    return Py.checked(Downcalls.call(ARRAY_OF, scalar, ctx.abi().tag()));
  }
}
