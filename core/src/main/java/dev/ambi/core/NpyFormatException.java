package dev.ambi.core;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not the {@code .npy} file that it claims to be, or holds what cannot be read. */
public class NpyFormatException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param file the file
   * @param reason what is wrong with it
   */
  public NpyFormatException(Path file, String reason) {
    super(file + ": " + reason);
  }
}
