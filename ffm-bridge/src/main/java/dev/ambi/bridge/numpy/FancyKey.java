package dev.ambi.bridge.numpy;

import dev.ambi.bridge.layout.CPython311.PySliceObject;
import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.DType;
import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexing by arrays and lists: which elements a key names, as their distances from the first one.
 * The rules are core's. Needs the lock.
 */
@CApi
public final class FancyKey implements AutoCloseable {
  private static final long INDEX_CHECK = LibAmbi.address("PyIndex_Check");
  private static final String NO_INDEX =
      "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean"
          + " arrays are valid indices";

  private final CallContext ctx;
  private final NativeAbi abi;
  private final List<Long> held = new ArrayList<>();

  private FancyKey(CallContext ctx, NativeAbi abi) {
    this.ctx = ctx;
    this.abi = abi;
  }

  /** Whether an entry of the key is an array, a list or a truth value. */
  static boolean isFancy(long key) {
    if (!Py.isInstance(key, Py.TUPLE_TYPE)) {
      return isArray(key);
    }
    for (long i = 0; i < Py.size(key); i++) {
      if (isArray(Py.tupleItem(key, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isArray(long item) {
    return Py.isInstance(item, Py.LIST_TYPE)
        || Py.type(item) == Py.BOOL_TYPE
        || Scalars.typeOf(item) == BuiltinType.BOOL
        || (Arrays.isArray(item) && (Arrays.ndim(item) > 0 || isMask(item)));
  }

  private static boolean isMask(long array) {
    return Memory.getInt(Arrays.descr(array) + DescrLayout.TYPE_NUM) == BuiltinType.BOOL.number();
  }

  /**
   * The distances in bytes of the elements that {@code array[key]} names: a new array of npy_intp
   * in the shape of what that gives.
   */
  public static long AmbiJava_fancy_offsets(CallContext ctx, long array, long key) {
    NativeAbi abi = Arrays.abi(ctx, array);
    try (FancyKey reader = new FancyKey(ctx, abi)) {
      NDArray picked = distances(array, reader.entries(key));
      long[] shape = picked.shape().toArray();
      long descr = Py.incref(abi.descrs().builtin(BuiltinType.LONG));
      long result = Arrays.create(abi, descr, shape, null, 0, 0);
      Arrays.toNDArray(abi, result).assign(picked);
      return result;
    }
  }

  /**
   * How far the elements that a key names are from the first, in bytes: along each axis by itself,
   * where a line of numbers stands for the whole array.
   */
  private static NDArray distances(long array, Index[] key) {
    long[] shape = Arrays.shape(array);
    long[] strides = Arrays.strides(array);
    NDArray all = shape.length == 0 ? NDArray.zeros(DType.INT64).get(key) : null;
    for (int axis = 0; axis < shape.length; axis++) {
      long[] line = new long[shape.length];
      java.util.Arrays.fill(line, 1);
      line[axis] = shape[axis];
      NDArray steps = NDArray.arange(shape[axis]).multiply(strides[axis]).reshape(line);
      NDArray picked = steps.broadcastTo(shape).get(key);
      all = all == null ? picked : all.add(picked);
    }
    return all;
  }

  private Index[] entries(long key) {
    if (!Py.isInstance(key, Py.TUPLE_TYPE)) {
      return new Index[] {entry(key)};
    }
    Index[] entries = new Index[(int) Py.size(key)];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = entry(Py.tupleItem(key, i));
    }
    return entries;
  }

  private Index entry(long item) {
    if (item == Py.NONE) {
      return Index.NEW_AXIS;
    } else if (item == Py.ELLIPSIS) {
      return Index.ELLIPSIS;
    } else if (Py.type(item) == Py.SLICE_TYPE) {
      Long step = bound(item, PySliceObject.STEP);
      return Index.slice(
          bound(item, PySliceObject.START),
          bound(item, PySliceObject.STOP),
          step == null ? 1 : step);
    } else if (isArray(item)) {
      return array(item);
    }
    if ((int) Downcalls.call(INDEX_CHECK, item) == 0) {
      throw PythonError.of("IndexError", NO_INDEX);
    }
    return Index.at(Py.asLong(item));
  }

  private static Long bound(long slice, long field) {
    long value = Memory.getLong(slice + field);
    return value == Py.NONE ? null : (Long) Py.asLong(value);
  }

  private Index array(long item) {
    long array = FromAny.convert(ctx, abi, item, 0, 0, 0, 0);
    held.add(array);
    NDArray values = Arrays.toNDArray(abi, array);
    if (values.size() == 0 && values.dtype().id() == TypeId.FLOAT64 && !Arrays.isArray(item)) {
      values = values.astype(DType.INT64); // an empty list
    }
    if (values.dtype().id() != TypeId.BOOL
        && !values.dtype().id().isInteger()
        && !Arrays.isArray(item)) {
      throw PythonError.of("IndexError", NO_INDEX);
    }
    return Index.of(values);
  }

  /** Whether the key is one mask of the whole array. */
  static boolean isWholeMask(CallContext ctx, long array, long key) {
    boolean alone = Py.isInstance(key, Py.TUPLE_TYPE) && Py.size(key) == 1;
    long item = alone ? Py.tupleItem(key, 0) : key;
    if (!Py.isInstance(item, Py.LIST_TYPE) && !Arrays.isArray(item)) {
      return false;
    }
    long mask = FromAny.convert(ctx, Arrays.abi(ctx, array), item, 0, 0, 0, 0);
    try {
      return isMask(mask) && Arrays.ndim(mask) > 0 && Arrays.ndim(mask) == Arrays.ndim(array);
    } finally {
      Py.decref(mask);
    }
  }

  @Override
  public void close() {
    held.forEach(Py::decref);
  }
}
