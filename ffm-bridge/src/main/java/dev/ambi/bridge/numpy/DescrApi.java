package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.OnError;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;

/** NumPy's C API: dtypes, and which converts to which. Results are new references. */
@CApi
public final class DescrApi {
  private static final long SET_VOID = LibAmbi.address("ambi_void_set");

  private DescrApi() {}

  private static NativeAbi abi(CallContext ctx) {
    return (NativeAbi) ctx.abi();
  }

  /** The "O&amp;" converter for dtype arguments; None is float64. */
  public static int PyArray_DescrConverter(CallContext ctx, long object, long address) {
    Memory.putLong(address, 0);
    Memory.putLong(address, new DescrParser(ctx, abi(ctx)).parse(object));
    return 1;
  }

  /** The "O&amp;" converter for dtype arguments; None is NULL. */
  public static int PyArray_DescrConverter2(CallContext ctx, long object, long address) {
    Memory.putLong(address, 0);
    if (object != Py.NONE) {
      Memory.putLong(address, new DescrParser(ctx, abi(ctx)).parse(object));
    }
    return 1;
  }

  /** As DescrConverter; the fields of structures lie as C places them. */
  public static int PyArray_DescrAlignConverter(CallContext ctx, long object, long address) {
    Memory.putLong(address, new DescrParser(ctx, abi(ctx), true).parse(object));
    return 1;
  }

  /** As DescrConverter2; the fields of structures lie as C places them. */
  public static int PyArray_DescrAlignConverter2(CallContext ctx, long object, long address) {
    Memory.putLong(address, 0);
    return object == Py.NONE ? 1 : PyArray_DescrAlignConverter(ctx, object, address);
  }

  /** The dtype of a scalar type object. */
  public static long PyArray_DescrFromTypeObject(CallContext ctx, long type) {
    return new DescrParser(ctx, abi(ctx)).parse(type);
  }

  /** The dtype that holds the object's values and, where given, those of {@code least}. */
  public static long PyArray_DescrFromObject(CallContext ctx, long object, long least) {
    NativeAbi abi = abi(ctx);
    long found = dtypeOfValues(ctx, abi, object);
    if (least == 0) {
      return found;
    }
    try {
      return promote(abi, found, least);
    } finally {
      Py.decref(found);
    }
  }

  private static long dtypeOfValues(CallContext ctx, NativeAbi abi, long object) {
    if (Arrays.isArray(object)) {
      return Descrs.translate(Arrays.abi(ctx, object), Arrays.descr(object), abi);
    }
    return Discovery.of(ctx, abi, object, 0).descr();
  }

  /** The type number that holds the object's values and those of {@code least}. */
  public static int PyArray_ObjectType(CallContext ctx, long object, int least) {
    NativeAbi abi = abi(ctx);
    BuiltinType minimum = BuiltinType.of(least);
    if (minimum != null
        && !Arrays.isArray(object)
        && Discovery.of(ctx, abi, object, 0).isWithoutValues()) {
      return least;
    }
    long descr =
        PyArray_DescrFromObject(ctx, object, minimum == null ? 0 : abi.descrs().builtin(minimum));
    try {
      return abi.descrs().typeNum(descr);
    } finally {
      Py.decref(descr);
    }
  }

  /** A copy in another byte order. */
  public static long PyArray_DescrNewByteorder(CallContext ctx, long descr, int order) {
    char code =
        switch ((char) order) {
          case 'B', 'b' -> '>';
          case 'L', 'l' -> '<';
          case 'N', 'n' -> '=';
          case 'I', 'i' -> '|';
          case 'S' -> 's';
          default -> (char) order;
        };
    return ByteOrders.apply(Descrs.abi(ctx, descr), descr, code);
  }

  // ---- casting
  // ------------------------------------------------------------------------------------

  /** Whether type numbers convert without loss. */
  @OnError(0)
  public static int PyArray_CanCastSafely(int from, int to) {
    BuiltinType a = BuiltinType.of(from);
    BuiltinType b = BuiltinType.of(to);
    if (a == null || b == null) {
      return Castings.userCanCast(from, to) ? 1 : 0;
    }
    // A flexible type by its number alone has no length: it holds nothing of another type.
    return Castings.canCast(a, b, Casting.SAFE) && (a == b || !b.isFlexible()) ? 1 : 0;
  }

  /** Whether dtypes convert without loss. */
  @OnError(0)
  public static int PyArray_CanCastTo(CallContext ctx, long from, long to) {
    return canCast(ctx, from, to, Casting.SAFE);
  }

  /** Whether dtypes convert at the level. */
  @OnError(0)
  public static int PyArray_CanCastTypeTo(CallContext ctx, long from, long to, int casting) {
    return canCast(ctx, from, to, Castings.of(casting));
  }

  /** Whether the array converts to the dtype at the level. */
  @OnError(0)
  public static int PyArray_CanCastArrayTo(CallContext ctx, long array, long to, int casting) {
    if (Descrs.tag(to) == Descrs.tag(Arrays.descr(array))) {
      StructDescrs descrs = Descrs.abi(ctx, to).descrs();
      return Castings.canCastArray(descrs, array, to, Castings.of(casting)) ? 1 : 0;
    }
    return canCast(ctx, Arrays.descr(array), to, Castings.of(casting));
  }

  private static int canCast(CallContext ctx, long from, long to, Casting casting) {
    NativeAbi abi = Descrs.abi(ctx, to);
    long own = Descrs.translate(Descrs.abi(ctx, from), from, abi);
    try {
      return Castings.canCast(abi.descrs(), own, to, casting) ? 1 : 0;
    } finally {
      Py.decref(own);
    }
  }

  /** Whether scalars of one type convert to the other without loss. */
  @OnError(0)
  public static int PyArray_CanCastScalar(long from, long to) {
    BuiltinType a = Scalars.ofScalarType(from);
    BuiltinType b = Scalars.ofScalarType(to);
    return a != null && b != null && Castings.canCast(a, b, Casting.SAFE) ? 1 : 0;
  }

  /** Whether a scalar of {@code from}'s type may become {@code to}. */
  @OnError(0)
  public static int PyArray_CanCoerceScalar(int from, int to, int kind) {
    return kind < 0 ? PyArray_CanCastSafely(from, to) : 1;
  }

  // ---- promotion
  // ----------------------------------------------------------------------------------

  /** The smallest dtype that holds the values of both. */
  public static long PyArray_PromoteTypes(CallContext ctx, long a, long b) {
    NativeAbi abi = abi(ctx);
    long x = Descrs.translate(Descrs.abi(ctx, a), a, abi);
    try {
      long y = Descrs.translate(Descrs.abi(ctx, b), b, abi);
      try {
        return promote(abi, x, y);
      } finally {
        Py.decref(y);
      }
    } finally {
      Py.decref(x);
    }
  }

  static long promote(NativeAbi abi, long a, long b) {
    StructDescrs descrs = abi.descrs();
    BuiltinType x = descrs.type(a);
    BuiltinType y = descrs.type(b);
    if (a == b && !descrs.isSwapped(a)) {
      return Py.incref(a);
    }
    if (x != null && y != null && x.id() != null && y.id() != null) {
      if (x.isNumber() && y.isNumber()) {
        return Py.incref(descrs.builtin(Promotions.promote(x, y)));
      }
      return Py.incref(descrs.descrFor(DType.promote(descrs.dtypeOf(a), descrs.dtypeOf(b))));
    }
    if (Castings.equivalent(a, b)) {
      return Py.incref(a);
    }
    if (x == null && Castings.userCanCast(descrs.typeNum(b), descrs.typeNum(a))) {
      return Py.incref(a);
    }
    if (y == null && Castings.userCanCast(descrs.typeNum(a), descrs.typeNum(b))) {
      return Py.incref(b);
    }
    if (x == null
        ? Castings.userCanCast(descrs.typeNum(a), descrs.typeNum(b))
        : y == null && Castings.userCanCast(descrs.typeNum(b), descrs.typeNum(a))) {
      return Py.incref(x == null ? b : a);
    }
    BuiltinType common = x == null || y == null ? null : Promotions.promote(x, y);
    if (common == null) {
      throw PythonError.of(
          "DTypePromotionError",
          ("The DTypes <class '%s'> and <class '%s'> do not have a common DType. For example they"
                  + " cannot be stored in a single array unless the dtype is `object`.")
              .formatted(className(x), className(y)));
    }
    return Py.incref(descrs.builtin(common));
  }

  /** The name of the descriptors' class in 2.x; 1.x has the same in its messages. */
  private static String className(BuiltinType type) {
    long descr = type == null ? 0 : Numpy2Abi.INSTANCE.descrs().builtin(type);
    return descr == 0 ? "numpy.dtype" : Py.typeName(Py.type(descr));
  }

  /** The smallest dtype that holds all: of arrays and dtypes. */
  public static long PyArray_ResultType(
      CallContext ctx, long arrayCount, long arrays, long descrCount, long descrList) {
    NativeAbi abi = abi(ctx);
    long common = 0;
    for (long i = 0; i < arrayCount + descrCount; i++) {
      long next =
          i < arrayCount
              ? Arrays.descr(Memory.getLong(arrays + 8 * i))
              : Memory.getLong(descrList + 8 * (i - arrayCount));
      if (common == 0) {
        common = Descrs.translate(Descrs.abi(ctx, next), next, abi);
      } else {
        long both = PyArray_PromoteTypes(ctx, common, next);
        Py.decref(common);
        common = both;
      }
    }
    if (common == 0) {
      throw PythonError.value("at least one array or dtype is required");
    }
    return common;
  }

  /** The smallest dtype that holds the value of an array of no dimensions; of others their own. */
  public static long PyArray_MinScalarType(CallContext ctx, long array) {
    NativeAbi abi = Arrays.abi(ctx, array);
    long descr = Arrays.descr(array);
    BuiltinType type = abi.descrs().type(descr);
    if (Arrays.ndim(array) > 0 || type == null || !type.isNumber() || type.id() == null) {
      return Py.incref(descr);
    }
    return Py.incref(abi.descrs().builtin(MinimalTypes.of(type, Arrays.toNDArray(abi, array))));
  }

  // ---- elements
  // -----------------------------------------------------------------------------------

  /** {@code descr} is stolen: a view of one field, {@code offset} bytes into each element. */
  public static long PyArray_GetField(CallContext ctx, long array, long descr, int offset) {
    NativeAbi abi = Arrays.abi(ctx, array);
    long own = abi.descrs().elsize(Arrays.descr(array));
    if (offset < 0 || offset + abi.descrs().elsize(descr) > own) {
      Py.decref(descr);
      throw PythonError.value(
          "Need 0 <= offset <= %d for requested type but received offset = %d"
              .formatted(own, offset));
    }
    return Views.of(array, descr, Arrays.shape(array), Arrays.strides(array), offset);
  }

  /** {@code descr} is stolen. */
  public static int PyArray_SetField(
      CallContext ctx, long array, long descr, int offset, long value) {
    long field = PyArray_GetField(ctx, array, descr, offset);
    try {
      return ConversionApi.PyArray_CopyObject(ctx, field, value);
    } finally {
      Py.decref(field);
    }
  }

  /** Writes one element of the dtype at {@code data}, from any value (2.x's slot 65). */
  public static int PyArray_Pack(CallContext ctx, long descr, long data, long value) {
    NativeAbi abi = Descrs.abi(ctx, descr);
    if (abi.descrs().type(descr) == BuiltinType.VOID) {
      Py.checkedInt(Downcalls.call(SET_VOID, descr, data, value));
      return 0;
    }
    long target = Arrays.create(abi, Py.incref(descr), new long[0], null, data, Arrays.WRITEABLE);
    try {
      return ConversionApi.PyArray_CopyObject(ctx, target, value);
    } finally {
      Py.decref(target);
    }
  }

  /** The elements' bytes swapped, in place or as a copy. */
  public static long PyArray_Byteswap(CallContext ctx, long array, int inPlace) {
    return ArrayMethods.byteswapped(Arrays.abi(ctx, array), array, inPlace != 0);
  }

  /** The bytes of all elements. */
  public static long PyArray_ToString(long array, int order) {
    return ArrayMethods.toBytes(array, order);
  }
}
