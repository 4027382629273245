package dev.ambi.core.internal.dtype;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.Elements;
import dev.ambi.core.internal.Transfer;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Writes Java values into a sub-array: arrays, nested lists, or one value for all. */
final class SubArrayValues {

  private SubArrayValues() {}

  static void set(MemorySegment m, SubArrayDType dtype, Object v) {
    NDArray target = NDArray.of(m, 0, dtype, new long[0], new long[0], true);
    if (v instanceof NDArray a) {
      Transfer.assign(target, a);
      return;
    }
    DType base = target.dtype();
    List<Long> lengths = new ArrayList<>();
    for (Object o = v; lengths.size() < target.ndim() && isNested(o, base); ) {
      lengths.add((long) length(o));
      o = length(o) == 0 ? null : item(o, 0);
    }
    long[] shape = lengths.stream().mapToLong(Long::longValue).toArray();
    NDArray source = NDArray.zeros(base, shape);
    fill(source, v, 0, source.offset());
    Transfer.assign(target, source);
  }

  private static void fill(NDArray a, Object v, int axis, long at) {
    if (axis == a.ndim()) {
      Elements.setObject(a.memory(), at, a.dtype(), v);
      return;
    }
    if (!isNested(v, a.dtype()) || length(v) != a.shape(axis)) {
      throw new IllegalArgumentException(
          "setting an array element with a sequence. The requested array has an inhomogeneous"
              + " shape after "
              + axis
              + " dimensions.");
    }
    for (int i = 0; i < length(v); i++) {
      fill(a, item(v, i), axis + 1, at + i * a.strides(axis));
    }
  }

  /** Bytes are one value where the elements are bytes. */
  private static boolean isNested(Object v, DType base) {
    if (v instanceof byte[]) {
      return base.id() != TypeId.BYTES && base.id() != TypeId.VOID;
    }
    return v instanceof List || (v != null && v.getClass().isArray());
  }

  private static int length(Object v) {
    return v instanceof List<?> list ? list.size() : Array.getLength(v);
  }

  private static Object item(Object v, int i) {
    return v instanceof List<?> list ? list.get(i) : Array.get(v, i);
  }
}
