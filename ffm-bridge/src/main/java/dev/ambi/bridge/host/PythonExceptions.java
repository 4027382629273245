package dev.ambi.bridge.host;

import dev.ambi.bridge.PythonException;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.object.Causes;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/** Python exceptions as the user of Java sees them. All methods need the lock. */
public final class PythonExceptions {
  private static final long FETCH = LibAmbi.address("ambi_fetch_exception");

  private PythonExceptions() {}

  /**
   * The Java form of a Python exception; takes over the reference.
   *
   * @param where the native call that raised it
   */
  public static PythonException take(long exception, String where) {
    try {
      String type = Py.typeName(Py.type(exception));
      String text;
      try {
        text = Py.str(exception);
      } catch (PythonError e) {
        PythonError.clear();
        text = "<exception str() failed>";
      }
      return new PythonException(
          type.substring(type.lastIndexOf('.') + 1), text, where, Causes.take(text));
    } finally {
      Py.decref(exception);
    }
  }

  /** What Java code that used the C API throws, as the user may see it. */
  public static RuntimeException of(Throwable thrown, String where) {
    if (thrown == PythonError.ALREADY_SET) {
      return take(Downcalls.call(FETCH), where);
    }
    if (thrown instanceof PythonError error) {
      PythonError.setIndicator(error, where);
      return take(Downcalls.call(FETCH), where);
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    return (RuntimeException) thrown;
  }
}
