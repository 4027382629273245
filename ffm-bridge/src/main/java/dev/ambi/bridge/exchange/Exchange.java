package dev.ambi.bridge.exchange;

/** Counts of what is under way between Java and other native code. Thread-safe. */
public final class Exchange {

  private Exchange() {}

  /**
   * {@return how many exported structs the other side has not released: each tensor, {@code
   * ArrowArray} and {@code ArrowSchema}, children included}
   */
  public static long liveExports() {
    return Loans.live();
  }

  /** {@return how many imported structs have not been given back to their producers} */
  public static long liveImports() {
    return Borrowed.live();
  }

  /** {@return exports and imports that are alive, together} */
  public static long live() {
    return liveExports() + liveImports();
  }
}
