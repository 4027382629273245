package dev.ambi.bridge.exchange;

import java.lang.foreign.MemorySegment;

/** A C library that takes tensors, and makes some. */
final class DlpackPeer {
  static final Native PEER = new Native("dlpack_peer.c");

  private DlpackPeer() {}

  /** The sum of a tensor, whose deleter is called. */
  static double sum(MemorySegment versioned) {
    return PEER.callDouble("take_versioned", versioned);
  }
}
