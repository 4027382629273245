package dev.ambi.bridge.object;

/**
 * The last Java exception that became a Python error on this thread's call. One is enough: the
 * error indicator holds one error, and an extension that clears it goes on as if nothing had
 * happened.
 */
public final class Causes {
  private static final ThreadLocal<Throwable> LAST = new ThreadLocal<>();

  private Causes() {}

  /** Keeps what is about to become a Python error. */
  public static void remember(Throwable thrown) {
    LAST.set(thrown);
  }

  /**
   * Takes what was remembered, when it is what a Python error with this message came from.
   *
   * @return null where the error is not Java's
   */
  public static Throwable take(String message) {
    Throwable last = LAST.get();
    LAST.remove();
    if (last == null || message == null) {
      return null;
    }
    String text = last.getMessage() == null ? last.getClass().getName() : last.getMessage();
    return message.contains(text) ? last : null;
  }
}
