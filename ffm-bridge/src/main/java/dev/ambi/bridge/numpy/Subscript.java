package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Basic indexing, {@code array[1, ::2, ..., None]}: which part of the array a key means, as
 * lengths, strides and an offset. Indexing by arrays, which makes a copy, is not there yet.
 */
final class Subscript {
  private static final long UNPACK = LibAmbi.address("PySlice_Unpack");
  private static final long ADJUST = LibAmbi.address("PySlice_AdjustIndices");
  private static final long INDEX_CHECK = LibAmbi.address("PyIndex_Check");

  private final long array;
  private final long[] shape;
  private final long[] strides;
  private final List<Long> newShape = new ArrayList<>();
  private final List<Long> newStrides = new ArrayList<>();
  private long offset;
  private int axis;
  private boolean element = true;

  private Subscript(long array) {
    this.array = array;
    shape = Arrays.shape(array);
    strides = Arrays.strides(array);
  }

  static Subscript of(long array, long key) {
    Subscript result = new Subscript(array);
    boolean tuple = Py.isInstance(key, Py.TUPLE_TYPE);
    long[] items = new long[tuple ? (int) Py.size(key) : 1];
    for (int i = 0; i < items.length; i++) {
      items[i] = tuple ? Py.tupleItem(key, i) : key;
    }
    result.apply(items);
    return result;
  }

  private void apply(long[] items) {
    int used = 0;
    int ellipses = 0;
    for (long item : items) {
      used += item == Py.NONE || item == Py.ELLIPSIS ? 0 : 1;
      ellipses += item == Py.ELLIPSIS ? 1 : 0;
    }
    if (ellipses > 1) {
      throw PythonError.of("IndexError", "an index can only have a single ellipsis ('...')");
    }
    if (used > shape.length) {
      throw PythonError.of(
          "IndexError",
          "too many indices for array: array is %d-dimensional, but %d were indexed"
              .formatted(shape.length, used));
    }
    for (long item : items) {
      if (item == Py.ELLIPSIS) {
        element = false;
        keep(shape.length - axis - used);
      } else if (item == Py.NONE) {
        element = false;
        newShape.add(1L);
        newStrides.add(0L);
      } else if (Py.type(item) == Py.SLICE_TYPE) {
        slice(item);
        used--;
      } else {
        integer(item);
        used--;
      }
    }
    keep(shape.length - axis);
  }

  private void keep(int count) {
    for (int i = 0; i < count; i++) {
      element = false;
      newShape.add(shape[axis]);
      newStrides.add(strides[axis++]);
    }
  }

  private void integer(long item) {
    if ((int) Downcalls.call(INDEX_CHECK, item) == 0) {
      throw PythonError.of(
          "IndexError",
          "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or"
              + " boolean arrays are valid indices");
    }
    long index = Py.asLong(item);
    long length = shape[axis];
    if (index < -length || index >= length) {
      throw PythonError.of(
          "IndexError",
          "index %d is out of bounds for axis %d with size %d".formatted(index, axis, length));
    }
    offset += strides[axis++] * (index < 0 ? index + length : index);
  }

  private void slice(long item) {
    element = false;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cells = arena.allocate(24);
      long at = cells.address();
      Py.checkedInt(Downcalls.call(UNPACK, item, at, at + 8, at + 16));
      long step = Memory.getLong(at + 16);
      long length = Downcalls.call(ADJUST, shape[axis], at, at + 8, step);
      offset += strides[axis] * Memory.getLong(at);
      newShape.add(length);
      newStrides.add(strides[axis++] * step);
    }
  }

  /** Whether the key names one element, and not an array of no dimensions. */
  boolean isElement() {
    return element;
  }

  /** Address of the first element. */
  long data() {
    return Arrays.data(array) + offset;
  }

  /** A view of the part: new reference. */
  long view() {
    return Views.of(
        array,
        newShape.stream().mapToLong(Long::longValue).toArray(),
        newStrides.stream().mapToLong(Long::longValue).toArray(),
        offset);
  }
}
