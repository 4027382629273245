package dev.ambi.bridge.nativelib;

/** A method handle's {@code invokeExact} declares Throwable; a downcall throws nothing checked. */
public final class Failures {
  private Failures() {}

  /** {@return what to throw; throws it itself where it is an Error} */
  public static RuntimeException unchecked(Throwable t) {
    if (t instanceof Error e) {
      throw e;
    }
    return t instanceof RuntimeException e ? e : new IllegalStateException(t);
  }
}
