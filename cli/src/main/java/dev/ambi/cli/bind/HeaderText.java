package dev.ambi.cli.bind;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads headers. */
final class HeaderText {
  private static final long LARGEST = 32L << 20;

  private HeaderText() {}

  /**
   * The text of a file.
   *
   * @throws IOException when it cannot be read
   * @throws BindException when it is no text in UTF-8, or too large
   */
  static String of(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new BindException(file + " is a directory; a header is expected");
    }
    if (Files.size(file) > LARGEST) {
      throw new BindException(file + " is larger than " + (LARGEST >> 20) + " MB");
    }
    byte[] bytes = Files.readAllBytes(file);
    for (byte b : bytes) {
      if (b == 0) {
        throw new BindException(file + " is no text: it has bytes of value 0");
      }
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException _) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new BindException(new Place(file.toString(), line), "this is not UTF-8");
    }
  }
}
