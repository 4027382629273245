package dev.ambi.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** Ways for the same elements to lie in memory. */
enum Layout {
  /** In order, without gaps. */
  CONTIGUOUS,
  /** With the first axis the fastest. */
  FORTRAN,
  /** With a gap after each element. */
  SPREAD,
  /** From the end to the beginning. */
  REVERSED,
  /** In the other byte order. */
  SWAPPED,
  /** At an odd address, the elements an odd number of bytes apart. */
  MISALIGNED;

  /** {@return the elements of an array in this layout} */
  NDArray of(NDArray a) {
    DType dtype =
        this == SWAPPED ? a.dtype().withByteOrder(ByteOrder.BIG_ENDIAN) : a.dtype().toNative();
    long item = a.itemSize();
    long step =
        switch (this) {
          case SPREAD -> 2 * item;
          case MISALIGNED -> item + 1;
          default -> item;
        };
    long[] shape = a.shape().toArray();
    long[] strides = new long[shape.length];
    long at = step;
    for (int i = 0; i < strides.length; i++) {
      int axis = this == FORTRAN ? i : strides.length - 1 - i;
      strides[axis] = at;
      at *= Math.max(shape[axis], 1);
    }
    MemorySegment memory = Arena.ofAuto().allocate(at + 16, 64);
    long offset = this == MISALIGNED ? 1 : 0;
    if (this == REVERSED) {
      for (int i = 0; i < strides.length; i++) {
        offset += strides[i] * Math.max(shape[i] - 1, 0);
        strides[i] = -strides[i];
      }
    }
    NDArray b = NDArray.of(memory, offset, dtype, shape, strides, true);
    b.assign(a);
    return b;
  }
}
