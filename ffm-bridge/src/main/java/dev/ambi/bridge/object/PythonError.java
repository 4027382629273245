package dev.ambi.bridge.object;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;

/**
 * A Python error on its way through Java code that C called: thrown by a {@code @CApi} method,
 * turned into the error indicator at the upcall's edge. Users see {@link
 * dev.ambi.bridge.PythonException} instead.
 */
public final class PythonError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The indicator is set already: a C function that Java called has failed. */
  public static final PythonError ALREADY_SET = new PythonError(null, "error indicator is set");

  private static final long RESTORE = LibAmbi.address("PyErr_Restore");
  private static final long SET_OBJECT = LibAmbi.address("PyErr_SetObject");

  private final String type;

  private PythonError(String type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  /**
   * An error to raise.
   *
   * @param type a built-in exception's name, {@code "ValueError"}
   */
  public static PythonError of(String type, String message) {
    return new PythonError(type, message);
  }

  /** A TypeError. */
  public static PythonError type(String message) {
    return of("TypeError", message);
  }

  /** A ValueError. */
  public static PythonError value(String message) {
    return of("ValueError", message);
  }

  /**
   * Sets the error indicator from anything that Java threw. Java's own exceptions become the
   * nearest Python ones, and are kept to become the cause of what the Java caller of the extension
   * sees.
   *
   * @param where the C function that failed
   */
  public static void setIndicator(Throwable thrown, String where) {
    if (thrown == ALREADY_SET) {
      return;
    }
    if (thrown instanceof PythonError error) {
      set(error.type, error.getMessage());
      return;
    }
    String type =
        switch (thrown) {
          case OutOfMemoryError _ -> "MemoryError";
          case StackOverflowError _ -> "RecursionError";
          case IndexOutOfBoundsException _ -> "IndexError";
          case IllegalArgumentException _ -> "ValueError";
          case ArithmeticException _ -> "ArithmeticError";
          case UnsupportedOperationException _ -> "NotImplementedError";
          default -> "SystemError";
        };
    String message =
        thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
    set(type, type.equals("SystemError") ? where + ": " + thrown : message);
    Causes.remember(thrown);
  }

  private static void set(String type, String message) {
    long exceptionType = Memory.getLong(LibAmbi.address("PyExc_" + type));
    long text = Py.newString(message == null ? "" : message);
    Downcalls.call(SET_OBJECT, exceptionType, text);
    Py.decref(text);
  }

  /** The exception that the indicator holds, in words: its type and message. Clears it. */
  public static String words() {
    long exception = Downcalls.call(LibAmbi.address("ambi_fetch_exception"));
    try {
      String type = Py.typeName(Py.type(exception));
      return type.substring(type.lastIndexOf('.') + 1) + ": " + Py.str(exception);
    } finally {
      Py.decref(exception);
    }
  }

  /** Clears the indicator. */
  public static void clear() {
    Downcalls.call(RESTORE, 0, 0, 0);
  }
}
