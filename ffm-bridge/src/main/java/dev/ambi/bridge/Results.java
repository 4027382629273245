package dev.ambi.bridge;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.host.PythonExceptions;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.numpy.Scalars;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.Complex;
import dev.ambi.core.NDArray;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Python objects as Java values. All methods need the lock. */
final class Results {
  /** Deeper containers, and those that contain themselves, stay Python objects. */
  private static final int DEEPEST = 64;

  private Results() {}

  /**
   * The Java form of the object; takes over the reference.
   *
   * @param where the native call that gave it
   * @throws dev.ambi.bridge.PythonException when it has none, as an array of a dtype that core has
   *     not
   */
  static Value take(long object, CallContext context, String where) {
    try {
      return toJava(object, context, 0);
    } catch (PythonError e) {
      throw PythonExceptions.of(e, where);
    } finally {
      Py.decref(object);
    }
  }

  private static Value toJava(long object, CallContext context, int depth) {
    long type = Py.type(object);
    if (object == Py.NONE) {
      return new Value.None();
    } else if (type == Py.BOOL_TYPE) {
      return new Value.Bool(object == Py.TRUE);
    } else if (type == Py.LONG_TYPE) {
      BigInteger value = Py.asBigInteger(object);
      return value.bitLength() < 64 ? new Value.SmallInt(value.longValue()) : new Value.Int(value);
    } else if (type == Py.FLOAT_TYPE) {
      return new Value.Float(Py.asDouble(object));
    } else if (type == Py.COMPLEX_TYPE) {
      return new Value.ComplexNumber(
          new Complex(
              dev.ambi.bridge.nativelib.Memory.getDouble(object + 16),
              dev.ambi.bridge.nativelib.Memory.getDouble(object + 24)));
    } else if (type == Py.UNICODE_TYPE) {
      return new Value.Text(Py.string(object));
    } else if (type == Py.BYTES_TYPE) {
      return new Value.Bytes(Py.bytes(object));
    }
    NumpyAbi abi = ArrayResults.abiOf(object, context);
    if (abi != null) {
      return new Value.Array(ArrayResults.toJava(object, abi));
    }
    NDArray scalar = Scalars.toJava(object);
    if (scalar != null) {
      return new Value.Scalar(scalar);
    }
    if (depth < DEEPEST) {
      if (type == Py.LIST_TYPE) {
        return new Value.ListOf(items(object, context, depth, true));
      } else if (type == Py.TUPLE_TYPE) {
        return new Value.Tuple(items(object, context, depth, false));
      } else if (type == Py.DICT_TYPE) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        Py.forEachEntry(
            object,
            (k, v) -> entries.put(toJava(k, context, depth + 1), toJava(v, context, depth + 1)));
        return new Value.Dict(entries);
      }
    }
    return new Value.Opaque(new PythonObject(Py.incref(object), context));
  }

  private static List<Value> items(long object, CallContext context, int depth, boolean list) {
    List<Value> items = new ArrayList<>();
    for (long i = 0; i < Py.size(object); i++) {
      long item = list ? Py.listItem(object, i) : Py.tupleItem(object, i);
      items.add(toJava(item, context, depth + 1));
    }
    return items;
  }
}
