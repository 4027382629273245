package dev.ambi.cli.bind;

/**
 * Where something stands.
 *
 * @param file the file, as messages name it
 * @param line the line, from 1
 */
record Place(String file, int line) {
  /** Without directories, for what is written down. */
  String shortly() {
    return file.substring(file.lastIndexOf('/') + 1) + ":" + line;
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
