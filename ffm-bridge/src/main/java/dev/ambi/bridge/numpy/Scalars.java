package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.layout.NumPy2.PyArray_DatetimeMetaData;
import dev.ambi.bridge.layout.NumPy2.PyVoidScalarObject;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.VoidDType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Array scalars ({@code np.float64(1.5)}): objects whose value stands right after the object's
 * head. Needs the lock.
 */
public final class Scalars {
  private static final long GENERIC = LibAmbi.address("PyGenericArrType_Type");
  private static final long NEW_FIXED = LibAmbi.address("ambi_scalar_new_fixed");
  private static final long NEW_TEXT = LibAmbi.address("ambi_scalar_new_text");
  private static final long TYPE_NUM = LibAmbi.address("ambi_scalar_type_num_of");
  private static final long SCALAR_TYPE = LibAmbi.address("ambi_scalar_type");
  private static final long USER_DESCR = LibAmbi.address("ambi_user_descr_of");
  private static final long SCALAR = LibAmbi.address("PyArray_Scalar");
  private static final int VALUE = 16;

  /** obmeta of PyDatetimeScalarObject, behind the value. */
  private static final int TIME_UNIT = VALUE + Long.BYTES;

  /**
   * Types that were asked for, with the built-in type of each. Static types only: they are never
   * freed.
   */
  private static final Map<Long, BuiltinType> KNOWN = new ConcurrentHashMap<>();

  static {
    for (BuiltinType type : BuiltinType.all()) {
      KNOWN.put(Downcalls.call(SCALAR_TYPE, type.number()), type);
    }
  }

  private Scalars() {}

  /** Whether the object is an array scalar. */
  public static boolean isScalar(long object) {
    return KNOWN.containsKey(Py.type(object)) || Py.isInstance(object, GENERIC);
  }

  /** The built-in type of an array scalar, also of a subclass; null for any other object. */
  public static BuiltinType typeOf(long object) {
    return ofScalarType(Py.type(object));
  }

  /**
   * The built-in type that a scalar type, or its base, is the type of; null for any other type
   * object.
   */
  static BuiltinType ofScalarType(long type) {
    BuiltinType known = KNOWN.get(type);
    return known != null ? known : BuiltinType.of((int) Downcalls.call(TYPE_NUM, type));
  }

  /**
   * The descriptor that an extension registered for a scalar type: borrowed; 0 where there is none.
   *
   * @throws PythonError TypeError where the dtype is of the other ABI
   */
  static long userDescr(long type, int tag) {
    long descr = Downcalls.call(USER_DESCR, type, tag);
    if (descr == 0 && Py.errorOccurred()) {
      throw PythonError.ALREADY_SET;
    }
    return descr;
  }

  /** The type object of the scalars of a built-in type: borrowed. */
  static long scalarType(BuiltinType type) {
    return Downcalls.call(SCALAR_TYPE, type.number());
  }

  /**
   * The value of an array scalar as an array of no dimensions that has its own memory.
   *
   * @return null where the object is no array scalar, or one of a dtype that {@code core} has not
   */
  public static NDArray toJava(long object) {
    BuiltinType type = typeOf(object);
    if (type == null || type == BuiltinType.OBJECT) {
      return null;
    }
    return switch (type) {
      case VOID -> {
        long descr = Memory.getLong(object + PyVoidScalarObject.DESCR);
        DType dtype = NativeAbi.of(Descrs.tag(descr)).descrs().dtypeOf(descr);
        yield view(Memory.getLong(object + PyVoidScalarObject.OBVAL), dtype);
      }
      case DATETIME, TIMEDELTA -> {
        long unit = object + TIME_UNIT;
        int base = Memory.getInt(unit + PyArray_DatetimeMetaData.BASE);
        yield view(
            object + VALUE,
            DescrDTypes.time(type, base, Memory.getInt(unit + PyArray_DatetimeMetaData.NUM)));
      }
      case LONGDOUBLE -> view(object + VALUE, LongDoubleDType.REAL);
      case CLONGDOUBLE -> view(object + VALUE, LongDoubleDType.COMPLEX);
      case STRING -> NDArray.scalar(DType.bytes(Py.size(object)), Py.bytes(object));
      case UNICODE -> {
        String text = Py.string(object);
        yield NDArray.scalar(DType.str(text.codePointCount(0, text.length())), text);
      }
      default -> view(object + VALUE, DType.of(type.id()));
    };
  }

  private static NDArray view(long data, DType dtype) {
    return Arrays.view(data, dtype, new long[0], new long[0], false).copy();
  }

  /**
   * The value as an array on the scalar's own memory, for the time of the call; only for types of
   * fixed size.
   */
  static NDArray view(long object, BuiltinType type) {
    return Arrays.view(object + VALUE, DType.of(type.id()), new long[0], new long[0], false);
  }

  /** Address of the value of a scalar of fixed size. */
  static long value(long object) {
    return object + VALUE;
  }

  /**
   * A new array scalar of fixed size with the value at {@code data}, native order: new reference.
   */
  static long fromData(BuiltinType type, long data) {
    return Py.checked(Downcalls.call(NEW_FIXED, type.number(), data, 0));
  }

  /**
   * A new array scalar with the value of an array of no dimensions: new reference.
   *
   * @param abi of the binaries that a structure is shown to
   */
  public static long fromJava(NDArray value, NumpyAbi abi) {
    if (DescrDTypes.isComposed(value.dtype())
        || value.dtype() instanceof VoidDType
        || value.dtype() instanceof LongDoubleDType) {
      long descr = abi.descrs().descrFor(value.dtype());
      return Py.checked(Downcalls.call(SCALAR, value.copy().address(), descr, 0));
    }
    BuiltinType type = BuiltinType.of(value.dtype());
    switch (type) {
      case STRING -> {
        return newText(type, Py.newBytes(value.getBytes()));
      }
      case UNICODE -> {
        return newText(type, Py.newString(value.getString()));
      }
      default -> {
        NDArray nat = value.astype(value.dtype().toNative());
        return fromData(type, nat.address());
      }
    }
  }

  private static long newText(BuiltinType type, long text) {
    try {
      return Py.checked(Downcalls.call(NEW_TEXT, scalarType(type), text));
    } finally {
      Py.decref(text);
    }
  }
}
