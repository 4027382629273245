package dev.ambi.bridge.numpy;

import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/**
 * Shapes and the like: an int, or a sequence of ints, as an array of {@code npy_intp}. Needs the
 * lock.
 */
final class Intps {
  private Intps() {}

  /** The values; an int by itself is a sequence of one. */
  static long[] of(long object) {
    if (Py.isLong(object) || !Py.isSequence(object)) {
      return new long[] {one(object)};
    }
    long sequence = Py.fastSequence(object, "expected a sequence of integers or a single integer");
    try {
      long[] values = new long[(int) Py.size(sequence)];
      for (int i = 0; i < values.length; i++) {
        values[i] = one(Py.fastItem(sequence, i));
      }
      return values;
    } finally {
      Py.decref(sequence);
    }
  }

  private static long one(long object) {
    if (Py.type(object) == Py.FLOAT_TYPE) {
      throw PythonError.type("'float' object cannot be interpreted as an integer");
    }
    return Py.asLong(object);
  }
}
