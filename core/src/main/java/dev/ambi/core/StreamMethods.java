package dev.ambi.core;

import dev.ambi.core.internal.JavaMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The elements of an array as streams and buffers. Part of {@link NDArray}.
 *
 * <p>Streams know their size and split well. They read when they are consumed, from the array or a
 * copy of it: whether they see what is written meanwhile is not specified.
 */
public sealed interface StreamMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  /**
   * {@return the elements in row-major order}
   *
   * @throws IllegalArgumentException if they are complex
   */
  default DoubleStream doubles() {
    self().checkNoLoss("a stream of doubles", self().dtype.kind() != 'c');
    MemorySegment elements = self().elements(DType.FLOAT64);
    return LongStream.range(0, self().size)
        .mapToDouble(i -> elements.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i));
  }

  /**
   * {@return the elements in row-major order; uint64 as its bits}
   *
   * @throws IllegalArgumentException if they are not bool or integers: convert with {@link
   *     CopyMethods#astype}
   */
  default LongStream longs() {
    self().checkNoLoss("a stream of longs", "biu".indexOf(self().dtype.kind()) >= 0);
    MemorySegment elements = self().elements(DType.INT64);
    return LongStream.range(0, self().size)
        .map(i -> elements.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i));
  }

  /**
   * {@return views of the array at each position of the first axis}
   *
   * @throws IllegalArgumentException if the array has no axis
   */
  default Stream<NDArray> stream() {
    if (self().ndim() == 0) {
      throw new IllegalArgumentException("iteration over a 0-d array");
    }
    NDArray array = self();
    return LongStream.range(0, array.shape[0]).mapToObj(i -> array.get(Index.at(i)));
  }

  /**
   * {@return a buffer over the elements, in the byte order of the dtype; read-only if the array is}
   *
   * <p>Nothing is copied. It is direct where the array's memory is native. Of an array in an arena
   * it can be used until the arena closes.
   *
   * @throws IllegalArgumentException if the elements do not lie row-major without gaps, or are too
   *     many for a buffer
   * @throws UnsupportedOperationException if the array wraps a Java array other than byte[]
   */
  default ByteBuffer asByteBuffer() {
    self().checkAlive();
    return JavaMemory.buffer(self());
  }
}
