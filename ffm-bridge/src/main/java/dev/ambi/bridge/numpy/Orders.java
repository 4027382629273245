package dev.ambi.bridge.numpy;

import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/** NPY_ORDER. */
final class Orders {
  /** NPY_ANYORDER. */
  static final int ANY = -1;

  /** NPY_CORDER. */
  static final int C = 0;

  /** NPY_FORTRANORDER. */
  static final int F = 1;

  /** NPY_KEEPORDER. */
  static final int K = 2;

  private Orders() {}

  /** From 'C', 'F', 'A' or 'K'; 0 and None are {@code otherwise}. */
  static int parse(long object, int otherwise) {
    if (object == 0 || object == Py.NONE) {
      return otherwise;
    }
    String text =
        Py.isString(object)
            ? Py.string(object)
            : Py.isInstance(object, Py.BYTES_TYPE)
                ? new String(Py.bytes(object), java.nio.charset.StandardCharsets.ISO_8859_1)
                : null;
    if (text == null) {
      throw PythonError.type("order must be str, not " + Py.typeName(Py.type(object)));
    }
    return switch (text) {
      case "C", "c" -> C;
      case "F", "f" -> F;
      case "A", "a" -> ANY;
      case "K", "k" -> K;
      default ->
          throw PythonError.value(
              "order must be one of 'C', 'F', 'A', or 'K' (got '" + text + "')");
    };
  }
}
