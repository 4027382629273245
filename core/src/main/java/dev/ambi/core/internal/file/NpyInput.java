package dev.ambi.core.internal.file;

import dev.ambi.core.NDArray;
import dev.ambi.core.internal.PythonLiteral.Malformed;
import dev.ambi.core.internal.Shapes;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one {@code .npy} file, read from its start: first the header, then the elements. */
final class NpyInput {
  /** A channel takes buffers of less than 2 GiB. */
  private static final long CHUNK = 64L << 20;

  /** Far above what any dtype and shape need; a larger one is not worth the memory. */
  private static final int MAX_HEADER = 1 << 20;

  private final ReadableByteChannel channel;
  private final long length;
  // Most headers are read at once.
  private final ByteBuffer buffer = ByteBuffer.allocate(256).limit(0);
  private long position;
  private NpyHeader header;
  private long elementBytes;

  /**
   * Reads nothing yet.
   *
   * @param channel where the bytes come from
   * @param length how many there are
   */
  NpyInput(ReadableByteChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  /** Reads the header. */
  NpyHeader header() throws IOException, Malformed {
    byte[] prefix = bytes(8, "its magic string");
    if (!Arrays.equals(prefix, 0, 6, NpyHeader.MAGIC, 0, 6)) {
      throw new Malformed("no .npy file: " + whatElse(prefix));
    }
    int major = prefix[6];
    int minor = prefix[7];
    if (major < 1 || major > 3 || minor != 0) {
      throw new Malformed("unknown .npy version " + (major & 0xFF) + "." + (minor & 0xFF));
    }
    ByteBuffer lengthBytes =
        ByteBuffer.wrap(bytes(major == 1 ? 2 : 4, "the length of its header"))
            .order(ByteOrder.LITTLE_ENDIAN);
    long n = major == 1 ? lengthBytes.getShort() & 0xFFFF : lengthBytes.getInt() & 0xFFFF_FFFFL;
    if (n > length - position) {
      throw new Malformed("its header of " + n + " bytes goes beyond the file's " + length);
    }
    if (n > MAX_HEADER) {
      throw new Malformed("its header is too large: " + n + " bytes");
    }
    header = NpyHeader.parse(decode(bytes((int) n, "its header"), major));
    elementBytes = checkSize();
    return header;
  }

  private long checkSize() throws Malformed {
    long item = header.dtype().itemSize();
    long size;
    try {
      size = Shapes.check(header.shape(), item);
    } catch (IllegalArgumentException e) {
      throw new Malformed("impossible shape: " + e.getMessage());
    }
    long there = length - position;
    if (size * item > there) {
      throw new Malformed(
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

  /** Where the elements start, once the header was read. */
  long position() {
    return position;
  }

  /** How many bytes the elements have, once the header was read. */
  long elementBytes() {
    return elementBytes;
  }

  /** Reads the elements. */
  void elements(MemorySegment to) throws IOException, Malformed {
    for (long done = 0; done < elementBytes; done += CHUNK) {
      long n = Math.min(CHUNK, elementBytes - done);
      fill(to.asSlice(done, n).asByteBuffer(), "its elements");
    }
  }

  /** An array over memory that holds the elements. */
  NDArray array(MemorySegment memory, boolean writable) {
    long item = header.dtype().itemSize();
    long[] shape = header.shape();
    long[] strides =
        header.fortran() ? Shapes.fortranStrides(shape, item) : Shapes.strides(shape, item);
    return NDArray.of(memory, 0, header.dtype(), shape, strides, writable);
  }

  private static String decode(byte[] text, int major) throws Malformed {
    Charset charset = major < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException _) {
      throw new Malformed("the header is not UTF-8");
    }
  }

  private static String whatElse(byte[] prefix) {
    return switch (prefix[0]) {
      case 'P' -> "it may be an .npz archive";
      case (byte) 0x80 -> "it may hold pickled objects, which are not supported";
      default -> "it does not start with \\x93NUMPY";
    };
  }

  private byte[] bytes(int n, String what) throws IOException, Malformed {
    byte[] bytes = new byte[n];
    ByteBuffer to = ByteBuffer.wrap(bytes);
    if (!buffer.hasRemaining() && n < buffer.capacity()) {
      buffer.clear();
      channel.read(buffer);
      buffer.flip();
    }
    fill(to, what);
    return bytes;
  }

  private void fill(ByteBuffer to, String what) throws IOException, Malformed {
    int wanted = to.remaining();
    int there = Math.min(buffer.remaining(), wanted);
    to.put(buffer.slice(buffer.position(), there));
    buffer.position(buffer.position() + there);
    while (to.hasRemaining()) {
      if (channel.read(to) < 0) {
        throw new Malformed("it is cut: it ends within " + what);
      }
    }
    position += wanted;
  }
}
