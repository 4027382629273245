package dev.ambi.core.internal.file;

import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.RawShape;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes an array as the bytes of a {@code .npy} file. */
final class NpyOutput {
  /** How much is written, and copied where elements do not lie as they are written, at once. */
  private static final long CHUNK = 16L << 20;

  private NpyOutput() {}

  private static boolean isFortran(NDArray array) {
    return array.isFContiguous() && !array.isCContiguous();
  }

  static NpyHeader header(NDArray array) {
    return new NpyHeader(array.dtype(), isFortran(array), RawShape.of(array));
  }

  static void write(NDArray array, WritableByteChannel channel) throws IOException {
    writeFully(ByteBuffer.wrap(header(array).toBytes()), channel);
    elements(isFortran(array) ? array.transpose() : array, channel);
  }

  private static void elements(NDArray array, WritableByteChannel channel) throws IOException {
    if (array.isCContiguous()) {
      memory(array.memory().asSlice(array.offset(), array.nbytes()), channel);
      return;
    }
    if (array.nbytes() <= CHUNK) {
      elements(array.copy(), channel);
      return;
    }
    long rows = array.shape(0);
    long step = Math.clamp(CHUNK / (array.nbytes() / rows), 1, rows);
    if (step == 1) {
      for (long i = 0; i < rows; i++) {
        elements(array.get(Index.at(i)), channel);
      }
      return;
    }
    for (long i = 0; i < rows; i += step) {
      elements(array.get(Index.slice(i, Math.min(i + step, rows))), channel);
    }
  }

  private static void memory(MemorySegment memory, WritableByteChannel channel) throws IOException {
    // Not every heap segment shows itself as a buffer.
    MemorySegment from =
        memory.isNative()
            ? memory
            : MemorySegment.ofArray(new byte[(int) Math.min(CHUNK, memory.byteSize())]);
    for (long done = 0; done < memory.byteSize(); done += CHUNK) {
      long n = Math.min(CHUNK, memory.byteSize() - done);
      long at = memory.isNative() ? done : 0;
      if (!memory.isNative()) {
        MemorySegment.copy(memory, done, from, 0, n);
      }
      writeFully(from.asSlice(at, n).asByteBuffer(), channel);
    }
  }

  static void writeFully(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
