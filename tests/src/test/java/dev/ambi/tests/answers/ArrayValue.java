package dev.ambi.tests.answers;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A recorded NumPy array: a view over a buffer, as it lay in memory.
 *
 * @param dtype NumPy's type string, such as {@code <f8}
 * @param shape the length of each axis
 * @param strides the distance of neighbours on each axis, in bytes; negative and 0 occur
 * @param offset where in the buffer the first item begins, in bytes
 * @param buffer the bytes that the array is a view of, and those around it. Shared by all values
 *     that have the same: not to be written to.
 */
public record ArrayValue(String dtype, long[] shape, long[] strides, long offset, byte[] buffer)
    implements PyValue {

  private static final long ALIGNMENT = 64;

  /**
   * A writable array with the same layout over a copy of the buffer.
   *
   * @param arena where the copy lives
   * @return the array; its {@link NDArray#memory()} is the whole buffer
   */
  public NDArray toNDArray(Arena arena) {
    MemorySegment memory = arena.allocate(buffer.length, ALIGNMENT);
    MemorySegment.copy(MemorySegment.ofArray(buffer), 0, memory, 0, buffer.length);
    return NDArray.of(memory, offset, DType.parse(dtype), shape, strides, true);
  }

  /** The bytes of the items, in C order. */
  public byte[] items() {
    return Items.inOrder(
        MemorySegment.ofArray(buffer), offset, DType.parse(dtype).itemSize(), shape, strides);
  }

  @Override
  public String toString() {
    return "array(%s, shape=%s, strides=%s, offset=%d, items=%s)"
        .formatted(
            dtype,
            Arrays.toString(shape),
            Arrays.toString(strides),
            offset,
            Items.toString(dtype, items()));
  }
}
