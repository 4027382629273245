package dev.ambi.bridge;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.view.ArrayViews;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Arrays that C made, as Java arrays. Never a copy: Java takes the memory over where C has no other
 * reference to the array, and else holds a reference to it.
 */
final class ArrayResults {
  /** PyArrayObject_fields. */
  private static final long DATA = 16;

  private static final long ND = 24;
  private static final long DIMENSIONS = 32;
  private static final long STRIDES = 40;
  private static final long BASE = 48;
  private static final long DESCR = 56;
  private static final long FLAGS = 64;

  private static final int OWNDATA = 0x0004;
  private static final int WRITEABLE = 0x0400;

  private static final long FREE = LibAmbi.address("PyMem_RawFree");

  private ArrayResults() {}

  /** Of which of the host's ABIs the object is an array; null where it is none. */
  static NumpyAbi abiOf(long object, CallContext context) {
    for (CallContext c : context.host().contexts()) {
      if (Py.isInstance(object, c.abi().arrayType())) {
        return c.abi();
      }
    }
    return null;
  }

  /** The array; the caller keeps its reference. */
  static NDArray toJava(long array, NumpyAbi abi) {
    NDArray known = ArrayViews.arrayOf(array);
    if (known != null) {
      return known;
    }
    DType dtype = abi.descrs().dtypeOf(Memory.getLong(array + DESCR));
    int nd = Memory.getInt(array + ND);
    long[] shape = Memory.longs(Memory.getLong(array + DIMENSIONS), nd);
    long[] strides = Memory.longs(Memory.getLong(array + STRIDES), nd);
    long data = Memory.getLong(array + DATA);
    int flags = Memory.getInt(array + FLAGS);
    boolean writable = (flags & WRITEABLE) != 0;

    long low = 0;
    long high = dtype.itemSize();
    for (int i = 0; i < nd; i++) {
      if (shape[i] == 0) {
        low = high = 0;
        break;
      }
      long reach = strides[i] * (shape[i] - 1);
      low += Math.min(0, reach);
      high += Math.max(0, reach);
    }
    NDArray root = root(array);
    if (root != null) {
      long offset = data - root.memory().address();
      if (offset + low >= 0 && offset + high <= root.memory().byteSize()) {
        return NDArray.of(root.memory(), offset, dtype, shape, strides, writable);
      }
    }
    Runnable end;
    if ((flags & OWNDATA) != 0 && Py.refcount(array) == 1 && Memory.getLong(array + BASE) == 0) {
      Memory.putInt(array + FLAGS, flags & ~OWNDATA);
      long bytes = high - low;
      TakenMemory.add(bytes);
      end =
          () -> {
            Downcalls.call(FREE, data);
            TakenMemory.remove(bytes);
          };
    } else {
      long reference = Py.incref(array);
      end = () -> LibAmbi.release(reference);
    }
    MemorySegment memory =
        MemorySegment.ofAddress(data + low).reinterpret(high - low, Arena.ofAuto(), s -> end.run());
    return NDArray.of(memory, -low, dtype, shape, strides, writable);
  }

  /** The Java array at the end of the chain of bases, or null. */
  private static NDArray root(long array) {
    long object = Memory.getLong(array + BASE);
    // A chain of arrays only; anything else (a capsule, bytes) ends it. Chains are short: NumPy
    // collapses them.
    for (int i = 0; i < 16 && object != 0 && Py.type(object) == Py.type(array); i++) {
      NDArray known = ArrayViews.arrayOf(object);
      if (known != null) {
        return known;
      }
      object = Memory.getLong(object + BASE);
    }
    return null;
  }
}
