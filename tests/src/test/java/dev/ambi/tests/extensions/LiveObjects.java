package dev.ambi.tests.extensions;

import dev.ambi.bridge.ExtensionHost;

/** Counts what calls leave alive. */
public final class LiveObjects {
  private static final int TRIES = 10;
  private static final int PAUSE_MILLIS = 5;
  private static final int UNCHANGED = 4;

  private LiveObjects() {}

  /**
   * How many native objects more there are after the action than before.
   *
   * <p>An array that an extension made over its own memory keeps the owner of that memory alive
   * until the garbage collector finds the Java array; so where the numbers differ, they are
   * compared again after a collection before and after the action.
   */
  static long leftBy(Runnable action) {
    long before = ExtensionHost.liveObjects();
    action.run();
    long left = ExtensionHost.liveObjects() - before;
    for (int i = 0; left != 0 && i < TRIES; i++) {
      before = collected();
      action.run();
      left = collected() - before;
    }
    return left;
  }

  /**
   * {@return the number of live objects, when collections do not change it any more}: what earlier
   * tests of the same process dropped is gone then
   */
  public static long collected() {
    long last = ExtensionHost.liveObjects();
    // Another thread drops what a collection found: on a busy machine not at once.
    for (int same = 0; same < UNCHANGED; ) {
      System.gc();
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return last;
      }
      long now = ExtensionHost.liveObjects();
      same = now == last ? same + 1 : 0;
      last = now;
    }
    return last;
  }
}
