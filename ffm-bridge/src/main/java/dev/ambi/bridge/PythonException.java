package dev.ambi.bridge;

/**
 * An extension raised a Python exception. The cause is the Java exception that it came from, where
 * a function of the C API that is written in Java failed.
 */
public final class PythonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final String text;
  private final String where;

  /**
   * Made by the bridge.
   *
   * @param type the exception's class name, without its module
   * @param text {@code str(exception)}
   * @param where the native call that raised it, {@code "bottleneck.reduce.nanmean"}
   * @param cause the Java exception behind it, or null
   */
  public PythonException(String type, String text, String where, Throwable cause) {
    super((text.isEmpty() ? type : type + ": " + text) + " (raised by " + where + ")", cause);
    this.type = type;
    this.text = text;
    this.where = where;
  }

  /** The class of the Python exception, {@code "ValueError"}. */
  public String type() {
    return type;
  }

  /** {@code str()} of the Python exception. */
  public String text() {
    return text;
  }

  /** The native call that raised it, {@code "bottleneck.reduce.nanmean"}. */
  public String where() {
    return where;
  }
}
