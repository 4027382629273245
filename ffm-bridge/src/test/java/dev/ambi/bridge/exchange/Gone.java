package dev.ambi.bridge.exchange;

import java.util.function.BooleanSupplier;

/** Waiting for what happens in another thread, or when the collector has run. */
final class Gone {

  private Gone() {}

  static boolean soon(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      System.gc();
      Thread.sleep(10);
    }
    return condition.getAsBoolean();
  }
}
