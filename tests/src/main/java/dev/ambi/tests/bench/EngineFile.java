package dev.ambi.tests.bench;

import dev.ambi.core.NDArray;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A {@code .npy} file of a gigabyte, with holes where its zeros are. */
final class EngineFile {
  /** By this name a case takes its path. */
  static final String INPUT = "path";

  /** The element that is read. */
  static final long AT = 123_456_789;

  private static final long ELEMENTS = 1L << 27;
  private static Path path;

  private EngineFile() {}

  /** The file, made when it is first asked for, deleted at the end. */
  static synchronized Path path() throws IOException {
    if (path == null) {
      Path file = Files.createTempFile("ambi-engine", ".npy");
      file.toFile().deleteOnExit();
      byte[] header = new byte[128];
      Arrays.fill(header, (byte) ' ');
      String text =
          "\u0093NUMPY\u0001\0v\0{'descr': '<f8', 'fortran_order': False, 'shape': ("
              + ELEMENTS
              + ",), }";
      byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(start, 0, header, 0, start.length);
      header[header.length - 1] = '\n';
      try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
        f.write(header);
        f.setLength(header.length + 8 * ELEMENTS);
      }
      path = file;
    }
    return path;
  }

  /** Opens it and reads an element. */
  static double read() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return NDArray.map(path(), MapMode.READ_ONLY, arena).getDouble(AT);
    }
  }

  /** How a peer is told where it is. */
  static String request() throws IOException {
    return INPUT + "=file:::::" + path() + ":1";
  }
}
