package dev.ambi.cli.bind;

/**
 * Where something stands.
 *
 * @param file the file, as messages name it
 * @param line the line, from 1
 */
record Place(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
