package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The bytes of a file, read piece by piece into the heap. The file is not mapped: one that another
 * process cuts short would end the JVM's access with a signal.
 */
interface FileContent {

  /** How many bytes there are. */
  long size();

  /**
   * Copies a piece, in little-endian order.
   *
   * @throws ExtensionLoadException with {@link Reason#TRUNCATED} if the file does not reach so far;
   *     the message calls the piece {@code what}
   */
  ByteBuffer read(long offset, long length, String what);

  /** Throws as {@link #read} does, and reads nothing. */
  void check(long offset, long length, String what);

  /** The content of an open file; {@code file} is its name in messages. */
  static FileContent of(Path file, FileChannel channel) throws IOException {
    return new Checked(file, channel.size(), new OfChannel(file, channel));
  }

  /** The content of a file that is in memory already. */
  static FileContent of(Path file, byte[] bytes) {
    return new Checked(file, bytes.length, new OfArray(bytes));
  }

  /** Reads a piece that is known to be inside. */
  interface Pieces {
    ByteBuffer read(long offset, int length);
  }

  /** The pieces of an open file. */
  record OfChannel(Path file, FileChannel channel) implements Pieces {
    @Override
    public ByteBuffer read(long offset, int length) {
      ByteBuffer piece = ByteBuffer.allocate(length);
      try {
        while (piece.hasRemaining()) {
          if (channel.read(piece, offset + piece.position()) < 0) {
            throw new ExtensionLoadException(
                Reason.TRUNCATED, file, "became shorter while it was read");
          }
        }
      } catch (IOException e) {
        throw Failures.unreadable(file, e);
      }
      return piece.flip();
    }
  }

  /** The pieces of an array. */
  record OfArray(byte[] bytes) implements Pieces {
    @Override
    public ByteBuffer read(long offset, int length) {
      return ByteBuffer.wrap(bytes, (int) offset, length).slice();
    }
  }

  /** Compares each piece with the size before it is read. */
  record Checked(Path file, long size, Pieces pieces) implements FileContent {
    /** More than the tables of the largest libraries; less than an honest heap. */
    private static final int LIMIT = 256 << 20;

    @Override
    public void check(long offset, long length, String what) {
      if (offset < 0 || length < 0 || offset > size - length) {
        long end = offset < 0 || length < 0 ? -1 : offset + length;
        String place = end < 0 ? "2^63 or more" : Long.toString(end);
        throw new ExtensionLoadException(
            Reason.TRUNCATED,
            file,
            "is cut: " + what + " would end at byte " + place + ", the file has " + size);
      }
    }

    @Override
    public ByteBuffer read(long offset, long length, String what) {
      check(offset, length, what);
      if (length > LIMIT) {
        throw new ExtensionLoadException(
            Reason.TOO_LARGE, file, what + " has " + length + " bytes, more than is sensible");
      }
      return pieces.read(offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
