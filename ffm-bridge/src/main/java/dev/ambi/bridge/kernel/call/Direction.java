package dev.ambi.bridge.kernel.call;

/** Which way the elements of an array go. */
enum Direction {
  IN(true, false),
  OUT(false, true),
  INOUT(true, true);

  private final boolean read;
  private final boolean written;

  Direction(boolean read, boolean written) {
    this.read = read;
    this.written = written;
  }

  boolean isRead() {
    return read;
  }

  boolean isWritten() {
    return written;
  }
}
