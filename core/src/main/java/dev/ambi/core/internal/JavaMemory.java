package dev.ambi.core.internal;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** Memory that Java gives other names: primitive arrays and buffers. Nothing is copied. */
public final class JavaMemory {

  private JavaMemory() {}

  /**
   * {@return an array over the elements of a Java array or buffer}
   *
   * @param memory a primitive array other than boolean[], or a buffer, of which what remains is
   *     taken
   * @param shape the shape; none for one dimension
   */
  public static NDArray wrap(Object memory, long... shape) {
    NDArray flat =
        switch (memory) {
          case double[] a -> of(MemorySegment.ofArray(a), DType.FLOAT64);
          case float[] a -> of(MemorySegment.ofArray(a), DType.FLOAT32);
          case long[] a -> of(MemorySegment.ofArray(a), DType.INT64);
          case int[] a -> of(MemorySegment.ofArray(a), DType.INT32);
          case short[] a -> of(MemorySegment.ofArray(a), DType.INT16);
          case char[] a -> of(MemorySegment.ofArray(a), DType.UINT16);
          case byte[] a -> of(MemorySegment.ofArray(a), DType.INT8);
          case Buffer b -> of(MemorySegment.ofBuffer(b), dtype(b));
          default ->
              throw new IllegalArgumentException(
                  "no array over the memory of a "
                      + memory.getClass().getSimpleName()
                      + ": only of a primitive array other than boolean[], or a buffer");
        };
    return shape.length == 0 ? flat : flat.reshape(shape);
  }

  private static NDArray of(MemorySegment memory, DType dtype) {
    return NDArray.of(memory, dtype, memory.byteSize() / dtype.itemSize());
  }

  private static DType dtype(Buffer buffer) {
    return switch (buffer) {
      case DoubleBuffer b -> DType.FLOAT64.withByteOrder(b.order());
      case FloatBuffer b -> DType.FLOAT32.withByteOrder(b.order());
      case LongBuffer b -> DType.INT64.withByteOrder(b.order());
      case IntBuffer b -> DType.INT32.withByteOrder(b.order());
      case ShortBuffer b -> DType.INT16.withByteOrder(b.order());
      case CharBuffer b -> DType.UINT16.withByteOrder(b.order());
      case ByteBuffer _ -> DType.INT8;
    };
  }

  /**
   * {@return a buffer over the elements of an array}
   *
   * @param array a row-major array without gaps, of less than 2 GiB
   */
  public static ByteBuffer buffer(NDArray array) {
    if (!array.isCContiguous()) {
      throw new IllegalArgumentException(
          "ndarray is not C-contiguous: shape "
              + array.shape()
              + ", strides "
              + Shapes.tuple(array.strides()));
    }
    if (array.nbytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an array of " + array.nbytes() + " bytes is too large for a buffer");
    }
    MemorySegment memory = array.memory().asSlice(array.offset(), array.nbytes());
    ByteBuffer buffer = (array.isWritable() ? memory : memory.asReadOnly()).asByteBuffer();
    return buffer.order(array.dtype().isNative() ? ByteOrder.nativeOrder() : swapped());
  }

  private static ByteOrder swapped() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? ByteOrder.BIG_ENDIAN
        : ByteOrder.LITTLE_ENDIAN;
  }
}
