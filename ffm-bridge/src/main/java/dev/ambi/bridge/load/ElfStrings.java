package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The table of an ELF file in which its names stand, each ended by a zero byte. */
final class ElfStrings {

  private final Path file;
  private final byte[] bytes;

  ElfStrings(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * How many bytes of names may be read from the table in one pass. Names may share their tails, so
   * that all of them together are longer than the table, but not by much; without a bound a hostile
   * file could make them as long as its size squared.
   */
  long budget() {
    return 16L * bytes.length + 4096;
  }

  String get(long offset) {
    int end = end(offset);
    return new String(bytes, (int) offset, end - (int) offset, StandardCharsets.UTF_8);
  }

  /** Whether just this name stands at an offset; no text is made. */
  boolean isAt(long offset, byte[] name) {
    if (offset < 0 || offset > bytes.length - name.length - 1L) {
      return false;
    }
    int begin = (int) offset;
    for (int i = 0; i < name.length; i++) {
      if (bytes[begin + i] != name[i]) {
        return false;
      }
    }
    return bytes[begin + name.length] == 0;
  }

  private int end(long offset) {
    if (offset < 0 || offset >= bytes.length) {
      throw malformed("a name lies outside the string table");
    }
    int end = (int) offset;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    if (end == bytes.length) {
      throw malformed("a name has no end");
    }
    return end;
  }

  private ExtensionLoadException malformed(String words) {
    return new ExtensionLoadException(Reason.MALFORMED, file, "is no valid ELF file: " + words);
  }
}
