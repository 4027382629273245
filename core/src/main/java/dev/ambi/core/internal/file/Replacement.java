package dev.ambi.core.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears, or takes the place of another, when it is complete. Writing in place could
 * pull the old file from under an array that is mapped from it.
 */
final class Replacement {

  /** Writes to a file. */
  @FunctionalInterface
  interface Body<T> {
    T write(FileChannel channel) throws IOException;
  }

  private Replacement() {}

  static <T> T write(Path file, Body<T> body) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    if (!Files.isDirectory(target.getParent())) {
      throw new NoSuchFileException(file.toString(), null, "there is no such directory");
    }
    Path temporary =
        target.resolveSibling(
            "." + target.getFileName() + "." + ThreadLocalRandom.current().nextLong() + ".tmp");
    try {
      T result;
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE_NEW)) {
        result = body.write(channel);
      }
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      return result;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
