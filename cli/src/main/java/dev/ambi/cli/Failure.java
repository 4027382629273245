package dev.ambi.cli;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.PythonException;
import dev.ambi.core.NpyFormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * What went wrong, in Python's words.
 *
 * @param type the name of Python's exception class
 * @param message its text, which may be empty
 */
record Failure(String type, String message) {

  /** What Python would have raised. */
  static Failure of(Throwable thrown) {
    return switch (thrown) {
      case PythonException e -> new Failure(e.type(), e.text());
      case ExtensionLoadException e -> new Failure("ImportError", e.getMessage());
      case NpyFormatException e -> new Failure("ValueError", e.getMessage());
      case NoSuchFileException e ->
          new Failure("FileNotFoundError", "[Errno 2] No such file or directory: " + quotedFile(e));
      case AccessDeniedException e ->
          new Failure("PermissionError", "[Errno 13] Permission denied: " + quotedFile(e));
      case IOException e -> new Failure("OSError", text(e));
      // The bridge's and the array's words for an argument that they cannot take.
      case IllegalArgumentException e -> new Failure("TypeError", text(e));
      case IndexOutOfBoundsException e -> new Failure("IndexError", text(e));
      case ArithmeticException e -> new Failure("OverflowError", text(e));
      case UnsupportedOperationException e -> new Failure("ValueError", text(e));
      case OutOfMemoryError e -> new Failure("MemoryError", text(e));
      case StackOverflowError _ -> new Failure("RecursionError", "the stack is used up");
      default ->
          new Failure("SystemError", thrown.getClass().getSimpleName() + ": " + text(thrown));
    };
  }

  private static String quotedFile(FileSystemException e) {
    return PythonText.quote(String.valueOf(e.getFile()));
  }

  private static String text(Throwable thrown) {
    return thrown.getMessage() == null ? "" : thrown.getMessage();
  }

  /** As the last line of a Python traceback: {@code TypeName: message}. */
  @Override
  public String toString() {
    return message.isEmpty() ? type : type + ": " + message;
  }
}
