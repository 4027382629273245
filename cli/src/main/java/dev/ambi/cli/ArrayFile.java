package dev.ambi.cli;

import java.nio.file.Path;

/**
 * An argument that stands for the array in a {@code .npy} file; it is read when the call is made.
 *
 * @param path the file
 */
record ArrayFile(Path path) {
  private static final char MARK = '@';

  /**
   * What a text means in which {@code @FILE} is an array: the array, or the text. {@code @@} at the
   * beginning is one {@code @} of a text.
   *
   * @throws IllegalArgumentException for an {@code @} without a file name
   */
  static Object orText(String text) {
    if (text.isEmpty() || text.charAt(0) != MARK) {
      return text;
    }
    String rest = text.substring(1);
    if (!rest.isEmpty() && rest.charAt(0) == MARK) {
      return rest;
    }
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("there is no file name after @");
    }
    return new ArrayFile(Target.path(rest));
  }
}
