package dev.ambi.bridge.nativelib;

/** What libambi itself asks of Java. */
@CApi
public final class Services {
  private Services() {}

  /** Runs the closure that {@link Upcalls#underLock} put under {@code token}. */
  public static void AmbiJava_run(long token) {
    Upcalls.runClosure(token);
  }
}
