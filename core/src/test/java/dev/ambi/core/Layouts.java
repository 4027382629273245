package dev.ambi.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** The same elements laid out differently in memory. */
final class Layouts {

  private Layouts() {}

  /** Arrays equal to the given one but for their byte order, by the name of the layout. */
  static Map<String, NDArray> of(NDArray a) {
    Map<String, NDArray> all = new TreeMap<>();
    all.put("contiguous", a.copy());
    if (a.ndim() > 1) {
      all.put("column-major", a.copy(Order.F));
    }
    all.put("every second", strided(a, 2, 0));
    all.put("every third, backwards, misaligned", strided(a, -3, 1));
    DType swapped = a.dtype().withByteOrder(ByteOrder.BIG_ENDIAN);
    if (!swapped.equals(a.dtype())) {
      all.put("byte-swapped", a.astype(swapped));
    }
    return all;
  }

  /** The last axis has steps of {@code step} elements. */
  private static NDArray strided(NDArray a, int step, int shift) {
    long item = a.itemSize();
    long[] shape = a.shape().toArray();
    long[] strides = new long[shape.length];
    long reach = item * Math.abs(step);
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = i == shape.length - 1 ? item * step : reach;
      reach *= Math.max(shape[i], 1);
    }
    long offset = shift;
    if (step < 0 && a.size() > 0) {
      offset += (shape.length == 0 ? 0 : shape[shape.length - 1] - 1) * item * -step;
    }
    MemorySegment memory = Arena.ofAuto().allocate(Math.max(reach, item) + 16, 8);
    NDArray b = NDArray.of(memory, offset, a.dtype(), shape, strides, true);
    b.assign(a);
    return b;
  }
}
