package dev.ambi.core.internal.file;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.NpyFormatException;
import dev.ambi.core.Order;
import dev.ambi.core.internal.PythonLiteral.Malformed;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.memory.Allocations;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Reads, maps and writes {@code .npy} files. */
public final class NpyFile {

  /** From this size on a file is mapped, not read. */
  private static final long MAP_FROM = 16L << 20;

  private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);

  private static final Set<StandardOpenOption> READ_WRITE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

  private NpyFile() {}

  /** Does something with an open file and what its header says. */
  @FunctionalInterface
  private interface Body {
    NDArray run(FileChannel channel, NpyInput input, NpyHeader header)
        throws IOException, Malformed;
  }

  /** Reads the header of the file. */
  private static NDArray open(Path file, Set<StandardOpenOption> options, Body body)
      throws IOException {
    // Before it is opened: to open a pipe could wait for ever.
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      throw new NpyFormatException(file, "no .npy file: it is not a regular file");
    }
    try (FileChannel channel = FileChannel.open(file, options)) {
      NpyInput input = new NpyInput(channel, channel.size());
      NpyHeader header = input.header();
      return body.run(channel, input, header);
    } catch (Malformed e) {
      throw new NpyFormatException(file, e.getMessage());
    }
  }

  /**
   * {@return the array in the file, writable; a change does not reach the file}
   *
   * @param file the file
   * @param arena where the memory comes from; null to leave it to the collector
   * @throws IOException if the file cannot be read, or is no such file
   */
  public static NDArray load(Path file, Arena arena) throws IOException {
    if (Files.size(file) >= MAP_FROM) {
      try {
        // A private mapping needs a channel that may write, though it never does.
        return map(file, MapMode.PRIVATE, arena == null ? Arena.ofAuto() : arena);
      } catch (FileSystemException _) {
        // Not ours to write, then: read it.
      }
    }
    return open(file, READ, (_, input, header) -> read(input, header, arena));
  }

  /** Reads the elements into new memory. */
  static NDArray read(NpyInput input, NpyHeader header, Arena arena) throws IOException, Malformed {
    MemorySegment memory =
        arena == null
            ? Allocations.memory(header.dtype(), header.shape(), false)
            : arena.allocate(Math.max(input.elementBytes(), 1), 64);
    input.elements(memory);
    return input.array(memory, true);
  }

  /**
   * {@return an array over the mapped file}
   *
   * @param file the file
   * @param mode READ_ONLY for a read-only array, READ_WRITE for one whose changes reach the file,
   *     PRIVATE for one whose changes do not
   * @param arena when it closes, the mapping ends
   * @throws IOException if the file cannot be mapped, or is no such file
   */
  public static NDArray map(Path file, MapMode mode, Arena arena) throws IOException {
    boolean writable = mode != MapMode.READ_ONLY;
    return open(
        file,
        writable ? READ_WRITE : READ,
        (channel, input, _) ->
            input.array(
                channel.map(mode, input.position(), input.elementBytes(), arena), writable));
  }

  /**
   * {@return an array of zeros over a new file, whose changes reach the file}
   *
   * @param file the file; one that is there is replaced
   * @param dtype the type of the elements
   * @param order {@link Order#F} for column-major, anything else is row-major
   * @param arena when it closes, the mapping ends
   * @param shape the shape
   * @throws IOException if the file cannot be written
   */
  public static NDArray create(Path file, DType dtype, Order order, Arena arena, long... shape)
      throws IOException {
    long bytes = Shapes.check(shape, dtype.itemSize()) * dtype.itemSize();
    boolean fortran = order == Order.F && shape.length > 1;
    byte[] header = new NpyHeader(dtype, fortran, shape).toBytes();
    long[] strides =
        fortran
            ? Shapes.fortranStrides(shape, dtype.itemSize())
            : Shapes.strides(shape, dtype.itemSize());
    return Replacement.write(
        file,
        channel -> {
          if (bytes > Long.MAX_VALUE - header.length) {
            throw new IOException(
                file + ": no file can hold an array of shape " + Shapes.tuple(shape));
          }
          NpyOutput.writeFully(ByteBuffer.wrap(header), channel);
          if (bytes > 0) {
            channel.write(ByteBuffer.allocate(1), header.length + bytes - 1);
          }
          MemorySegment memory = channel.map(MapMode.READ_WRITE, header.length, bytes, arena);
          return NDArray.of(memory, 0, dtype, shape, strides, true);
        });
  }

  /**
   * Writes the array. The file appears, or is replaced, when it is complete.
   *
   * @param array the array
   * @param file the file
   * @throws IOException if the file cannot be written
   */
  public static void save(NDArray array, Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        NpyOutput.write(array, channel);
      }
      return;
    }
    Replacement.write(
        file,
        channel -> {
          NpyOutput.write(array, channel);
          return null;
        });
  }
}
