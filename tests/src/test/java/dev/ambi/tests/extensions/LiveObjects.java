package dev.ambi.tests.extensions;

import dev.ambi.bridge.ExtensionHost;

/** Counts what calls leave alive. */
public final class LiveObjects {
  private static final int TRIES = 10;
  private static final int PAUSE_MILLIS = 5;

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
    long last = Long.MAX_VALUE;
    for (long now = ExtensionHost.liveObjects(); now != last; now = ExtensionHost.liveObjects()) {
      last = now;
      System.gc();
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return now;
      }
    }
    return last;
  }
}
