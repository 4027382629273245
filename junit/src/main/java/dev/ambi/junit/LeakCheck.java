package dev.ambi.junit;

import dev.ambi.bridge.ExtensionHost;
import org.opentest4j.AssertionFailedError;

/**
 * Compares the number of live Python objects with what it was when this was made. Modules, and what
 * they made when they were loaded, live on in CPython too: they do not count.
 */
final class LeakCheck {
  private static final int TRIES = 20;
  private static final int PAUSE_MILLIS = 5;

  private final long before = ExtensionHost.liveObjects();

  /**
   * Fails where calls have left objects. An array that Java holds over an extension's memory lives
   * until the garbage collector has found it, so that it is given the time.
   *
   * @param host which is still open
   */
  void check(ExtensionHost host) {
    for (int i = 0; i < TRIES && left(host) > 0; i++) {
      System.gc();
      pause();
    }
    long left = left(host);
    if (left > 0) {
      throw new AssertionFailedError(
          ("on NumPy %s: %d live Python object%s more than before the test, those of loaded modules"
                  + " not counted: the extension did not drop references that it owns, or it keeps"
                  + " what it was given, or the test holds a result in a field")
              .formatted(host.numpyVersion(), left, left == 1 ? "" : "s"));
    }
  }

  private long left(ExtensionHost host) {
    return ExtensionHost.liveObjects() - before - host.loadedObjects();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
