package dev.ambi.core.internal;

import dev.ambi.core.NDArray;
import dev.ambi.core.NpyFormatException;
import dev.ambi.core.internal.PythonLiteral.Malformed;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Reads and writes {@code .npy} files. */
public final class NpyFile {

  /** From this size on a file is mapped, not read. */
  private static final long MAP_FROM = 16L << 20;

  /** A channel takes buffers of less than 2 GiB. */
  private static final long CHUNK = 64L << 20;

  /** Far above what any dtype and shape need; a larger one is not worth the memory. */
  private static final int MAX_HEADER = 1 << 20;

  private NpyFile() {}

  /**
   * {@return the array in the file, writable; a change does not reach the file}
   *
   * @param file the file
   * @param arena where the memory comes from
   * @throws IOException if the file cannot be read, or is no such file
   */
  public static NDArray load(Path file, Arena arena) throws IOException {
    long size = Files.size(file);
    if (size >= MAP_FROM) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        // A private mapping needs a channel that may write, though it never does.
        return new Reader(file, channel).map(MapMode.PRIVATE, arena);
      } catch (NpyFormatException e) {
        throw e;
      } catch (FileSystemException _) {
        // Not ours to write, then: read it.
      }
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new Reader(file, channel).read(arena);
    }
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
    Set<StandardOpenOption> options =
        mode == MapMode.READ_ONLY
            ? Set.of(StandardOpenOption.READ)
            : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options)) {
      return new Reader(file, channel).map(mode, arena);
    }
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
        write(array, channel);
      }
      return;
    }
    // Writing in place could pull the file from under an array that is mapped from it.
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    String name =
        "." + target.getFileName() + "." + ThreadLocalRandom.current().nextLong() + ".tmp";
    if (!Files.isDirectory(target.getParent())) {
      throw new NoSuchFileException(file.toString(), null, "there is no such directory");
    }
    Path temporary = target.resolveSibling(name);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        write(array, channel);
      }
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void write(NDArray array, FileChannel channel) throws IOException {
    boolean fortran = array.isFContiguous() && !array.isCContiguous();
    NDArray gapless = fortran ? array.transpose() : array.asContiguous();
    ByteBuffer header =
        ByteBuffer.wrap(new NpyHeader(array.dtype(), fortran, array.shape()).toBytes());
    while (header.hasRemaining()) {
      channel.write(header);
    }
    long bytes = gapless.nbytes();
    for (long done = 0; done < bytes; done += CHUNK) {
      ByteBuffer chunk =
          gapless
              .memory()
              .asSlice(gapless.offset() + done, Math.min(CHUNK, bytes - done))
              .asByteBuffer();
      while (chunk.hasRemaining()) {
        channel.write(chunk);
      }
    }
  }

  /** One file that is being read. */
  private record Reader(Path file, FileChannel channel) {

    /** Where the elements start, and what they are. */
    private record Start(long position, NpyHeader header, long bytes) {}

    NDArray read(Arena arena) throws IOException {
      Start start = start();
      MemorySegment memory = arena.allocate(Math.max(start.bytes(), 1), 64);
      for (long done = 0; done < start.bytes(); done += CHUNK) {
        long n = Math.min(CHUNK, start.bytes() - done);
        fill(memory.asSlice(done, n).asByteBuffer(), start.position() + done, "its elements");
      }
      return array(memory, start, true);
    }

    NDArray map(MapMode mode, Arena arena) throws IOException {
      Start start = start();
      MemorySegment memory = channel.map(mode, start.position(), start.bytes(), arena);
      return array(memory, start, mode != MapMode.READ_ONLY);
    }

    private static NDArray array(MemorySegment memory, Start start, boolean writable) {
      NpyHeader h = start.header();
      long item = h.dtype().itemSize();
      long[] strides =
          h.fortran() ? Shapes.fortranStrides(h.shape(), item) : Shapes.strides(h.shape(), item);
      return NDArray.of(memory, 0, h.dtype(), h.shape(), strides, writable);
    }

    private Start start() throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new NpyFormatException(file, "no .npy file: it is not a regular file");
      }
      byte[] prefix = bytes(0, 8, "its magic string");
      if (!Arrays.equals(prefix, 0, 6, NpyHeader.MAGIC, 0, 6)) {
        throw new NpyFormatException(file, "no .npy file: " + whatElse(prefix));
      }
      int major = prefix[6];
      int minor = prefix[7];
      if (major < 1 || major > 3 || minor != 0) {
        throw new NpyFormatException(
            file, "unknown .npy version " + (major & 0xFF) + "." + (minor & 0xFF));
      }
      int lengthSize = major == 1 ? 2 : 4;
      ByteBuffer lengthBytes =
          ByteBuffer.wrap(bytes(8, lengthSize, "the length of its header"))
              .order(ByteOrder.LITTLE_ENDIAN);
      long length =
          major == 1 ? lengthBytes.getShort() & 0xFFFF : lengthBytes.getInt() & 0xFFFF_FFFFL;
      long position = 8L + lengthSize;
      if (position + length > channel.size()) {
        throw new NpyFormatException(
            file, "its header of " + length + " bytes goes beyond the file's " + channel.size());
      }
      if (length > MAX_HEADER) {
        throw new NpyFormatException(file, "its header is too large: " + length + " bytes");
      }
      byte[] text = bytes(position, (int) length, "its header");
      position += length;
      try {
        NpyHeader header = NpyHeader.parse(decode(text, major));
        return new Start(position, header, elementBytes(header, position));
      } catch (Malformed e) {
        throw new NpyFormatException(file, e.getMessage());
      }
    }

    private static String decode(byte[] text, int major) throws Malformed {
      Charset charset = major < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
      try {
        return charset.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      } catch (CharacterCodingException _) {
        throw new Malformed("the header is not UTF-8");
      }
    }

    private long elementBytes(NpyHeader header, long position) throws IOException {
      long item = header.dtype().itemSize();
      long size;
      try {
        size = Shapes.check(header.shape(), item);
      } catch (IllegalArgumentException e) {
        throw new NpyFormatException(file, "impossible shape: " + e.getMessage());
      }
      long there = channel.size() - position;
      if (size * item > there) {
        throw new NpyFormatException(
            file,
            "it is cut: shape "
                + Shapes.tuple(header.shape())
                + " of "
                + header.dtype()
                + " needs "
                + size * item
                + " bytes, there are "
                + there);
      }
      return size * item;
    }

    private static String whatElse(byte[] prefix) {
      return switch (prefix[0]) {
        case 'P' -> "it may be an .npz archive";
        case (byte) 0x80 -> "it may hold pickled objects, which are not supported";
        default -> "it does not start with \\x93NUMPY";
      };
    }

    private byte[] bytes(long position, int n, String what) throws IOException {
      byte[] bytes = new byte[n];
      fill(ByteBuffer.wrap(bytes), position, what);
      return bytes;
    }

    private void fill(ByteBuffer buffer, long position, String what) throws IOException {
      long at = position;
      while (buffer.hasRemaining()) {
        int n = channel.read(buffer, at);
        if (n < 0) {
          throw new NpyFormatException(file, "it is cut: it ends within " + what);
        }
        at += n;
      }
    }
  }
}
