package dev.ambi.cli;

import java.util.StringJoiner;

/** A shape as Python writes it. */
final class PythonShape {
  private PythonShape() {}

  /** The tuple: {@code (8760, 9)}, {@code (3,)}, {@code ()}. */
  static String of(long... shape) {
    StringJoiner tuple = new StringJoiner(", ", "(", shape.length == 1 ? ",)" : ")");
    for (long length : shape) {
      tuple.add(Long.toString(length));
    }
    return tuple.toString();
  }
}
