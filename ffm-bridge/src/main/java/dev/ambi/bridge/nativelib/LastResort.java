package dev.ambi.bridge.nativelib;

/** Says on standard error that an error could not even be turned into a Python error. */
final class LastResort {
  private LastResort() {}

  static void report(int fn, Throwable t) {
    try {
      System.err.println("ambi: " + Dispatch.name(fn) + " failed, and so did telling it: " + t);
    } catch (Throwable ignored) {
      // Nothing more can be done; the C caller still gets its error value.
    }
  }
}
