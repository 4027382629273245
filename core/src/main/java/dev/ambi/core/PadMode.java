package dev.ambi.core;

/** What stands in the margin that {@link Manipulation#pad} adds to an axis. */
public enum PadMode {
  /** The element at the edge. */
  EDGE,
  /** The axis mirrored at its last element, which is not repeated. */
  REFLECT,
  /** The axis mirrored behind its last element, which is repeated. */
  SYMMETRIC,
  /** The axis again from its other end. */
  WRAP
}
