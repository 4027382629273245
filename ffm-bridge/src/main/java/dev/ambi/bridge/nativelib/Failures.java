package dev.ambi.bridge.nativelib;

/** A method handle's {@code invokeExact} declares Throwable; a downcall throws nothing checked. */
final class Failures {
  private Failures() {}

  static RuntimeException unchecked(Throwable t) {
    if (t instanceof Error e) {
      throw e;
    }
    return t instanceof RuntimeException e ? e : new IllegalStateException(t);
  }
}
