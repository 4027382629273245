package dev.ambi.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The module to load: {@code BINARY[::MODULE]} in words.
 *
 * @param binary a {@code .so} or a {@code .whl}
 * @param module the dotted name, or null where the file has only one module
 */
record Target(Path binary, String module) {
  private static final String SEPARATOR = "::";

  /**
   * Splits at the last {@code ::}, if there is one.
   *
   * @throws IllegalArgumentException when one of the two is empty, or is no file name
   */
  static Target parse(String word) {
    int at = word.lastIndexOf(SEPARATOR);
    String binary = at < 0 ? word : word.substring(0, at);
    String module = at < 0 ? null : word.substring(at + SEPARATOR.length());
    if (binary.isEmpty()) {
      throw new IllegalArgumentException("the binary's file name is empty");
    }
    if (module != null && module.isEmpty()) {
      throw new IllegalArgumentException("there is no module's name after ::");
    }
    return new Target(path(binary), module);
  }

  /**
   * The path of that name.
   *
   * @throws IllegalArgumentException for what cannot be a file name
   */
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a file name: " + e.getMessage(), e);
    }
  }
}
