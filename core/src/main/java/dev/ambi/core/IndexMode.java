package dev.ambi.core;

/** What becomes of a position that is not on its axis. */
public enum IndexMode {
  /** An {@link IndexOutOfBoundsException}; negative positions count from the end. */
  RAISE,
  /** It goes round: the position modulo the length of the axis. */
  WRAP,
  /** The nearest position that is on the axis; negative ones become the first. */
  CLIP
}
