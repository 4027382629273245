package dev.ambi.tests.answers;

import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * The raw items of arrays. Written without {@code NDArray}'s own iteration on purpose: the tests
 * compare bits, and what copies through a {@code double} may change those of a NaN.
 */
final class Items {

  private static final int SHOWN = 64;

  private Items() {}

  /** The bytes of an array's items, in C order. */
  static byte[] of(NDArray array) {
    return inOrder(
        array.memory(), array.offset(), array.itemSize(), array.shape().toArray(), array.strides());
  }

  static byte[] inOrder(
      MemorySegment memory, long offset, long itemSize, long[] shape, long[] strides) {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    byte[] bytes = new byte[Math.toIntExact(count * itemSize)];
    MemorySegment target = MemorySegment.ofArray(bytes);
    long[] index = new long[shape.length];
    long from = offset;
    for (long to = 0; to < bytes.length; to += itemSize) {
      MemorySegment.copy(memory, from, target, to, itemSize);
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        from -= shape[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return bytes;
  }

  /** The items as numbers where they are, and otherwise in hexadecimal; the first of many. */
  static String toString(String dtype, byte[] items) {
    ByteBuffer buffer = ByteBuffer.wrap(items).order(ByteOrder.LITTLE_ENDIAN);
    StringJoiner text = new StringJoiner(", ", "[", "]");
    int shown = 0;
    while (buffer.hasRemaining()) {
      if (++shown > SHOWN) {
        text.add("...");
        break;
      }
      switch (dtype) {
        case "<f8" -> text.add(String.valueOf(buffer.getDouble()));
        case "<f4" -> text.add(String.valueOf(buffer.getFloat()));
        case "<i8" -> text.add(String.valueOf(buffer.getLong()));
        case "<i4" -> text.add(String.valueOf(buffer.getInt()));
        default -> {
          return HexFormat.of().formatHex(items);
        }
      }
    }
    return text.toString();
  }
}
