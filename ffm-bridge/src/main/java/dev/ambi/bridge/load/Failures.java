package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Failures of the file system, turned into words. */
final class Failures {

  private Failures() {}

  /** Throws unless {@code file} is a regular file: opening a pipe or a device could block. */
  static void requireRegularFile(Path file) {
    if (Files.isRegularFile(file)) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new ExtensionLoadException(Reason.UNREADABLE, file, "is a directory, not a file");
    }
    if (Files.exists(file)) {
      throw new ExtensionLoadException(Reason.UNREADABLE, file, "is no regular file");
    }
    throw new ExtensionLoadException(Reason.NO_SUCH_FILE, file, "there is no such file");
  }

  /** The exception for a file that could not be read. */
  static ExtensionLoadException unreadable(Path file, IOException cause) {
    return cause instanceof NoSuchFileException
        ? new ExtensionLoadException(Reason.NO_SUCH_FILE, file, "there is no such file", cause)
        : new ExtensionLoadException(
            Reason.UNREADABLE, file, "cannot be read: " + words(cause), cause);
  }

  /** What happened, in words. */
  static String words(IOException cause) {
    if (!(cause instanceof FileSystemException e)) {
      return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
    String what =
        switch (e) {
          case AccessDeniedException denied -> "permission denied";
          case NoSuchFileException none -> "no such file or directory";
          case FileAlreadyExistsException there -> "there is a file of that name";
          default -> e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        };
    return e.getFile() == null ? what : what + ": " + e.getFile();
  }
}
