package dev.ambi.bridge;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.numpy.Arrays;
import dev.ambi.bridge.numpy.Span;
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
    DType dtype = abi.descrs().dtypeOf(Arrays.descr(array));
    long[] shape = Arrays.shape(array);
    long[] strides = Arrays.strides(array);
    long data = Arrays.data(array);
    int flags = Arrays.flags(array);
    boolean writable = (flags & Arrays.WRITEABLE) != 0;
    Span span = Span.of(dtype.itemSize(), shape, strides);
    NDArray root = root(array);
    if (root != null) {
      long offset = data - root.memory().address();
      if (offset + span.low() >= 0 && offset + span.high() <= root.memory().byteSize()) {
        return NDArray.of(root.memory(), offset, dtype, shape, strides, writable);
      }
    }
    Runnable end;
    if ((flags & Arrays.OWNDATA) != 0 && Py.refcount(array) == 1 && Arrays.base(array) == 0) {
      Arrays.setFlags(array, flags & ~Arrays.OWNDATA);
      long bytes = span.bytes();
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
        MemorySegment.ofAddress(data + span.low())
            .reinterpret(span.bytes(), Arena.ofAuto(), s -> end.run());
    return NDArray.of(memory, -span.low(), dtype, shape, strides, writable);
  }

  /** The Java array at the end of the chain of bases, or null. */
  private static NDArray root(long array) {
    long object = Arrays.base(array);
    // A chain of arrays only; anything else (a capsule, bytes) ends it. Chains are short: NumPy
    // collapses them.
    for (int i = 0; i < 16 && object != 0 && Py.type(object) == Py.type(array); i++) {
      NDArray known = ArrayViews.arrayOf(object);
      if (known != null) {
        return known;
      }
      object = Arrays.base(object);
    }
    return null;
  }
}
