package dev.ambi.cli.bind;

/**
 * Where something stands.
 *
 * @param file the file, as messages name it
 * @param line the line, from 1; 0 for the whole file
 */
public record Place(String file, int line) {
  /** Without directories, for what is written down. */
  String shortly() {
    return file.substring(file.lastIndexOf('/') + 1) + number();
  }

  private String number() {
    return line == 0 ? "" : ":" + line;
  }

  @Override
  public String toString() {
    return file + number();
  }
}
