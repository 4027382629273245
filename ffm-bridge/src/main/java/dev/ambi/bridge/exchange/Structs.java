package dev.ambi.bridge.exchange;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Structs as callers pass them. */
final class Structs {

  private Structs() {}

  /**
   * {@return the address of a struct}
   *
   * @param struct its memory, or its bare address as C hands it over
   * @param bytes the size of the struct
   * @param name for the message
   */
  static long address(MemorySegment struct, long bytes, String name) {
    Objects.requireNonNull(struct, name);
    if (!struct.isNative()) {
      throw new IllegalArgumentException(
          name + ": a segment on the Java heap, where native code cannot reach it");
    }
    if (struct.address() == 0) {
      throw new IllegalArgumentException(name + ": a NULL pointer");
    }
    if (struct.byteSize() != 0 && struct.byteSize() < bytes) {
      throw new IllegalArgumentException(
          "%s: the segment has %d of %d bytes".formatted(name, struct.byteSize(), bytes));
    }
    if (!struct.scope().isAlive()) {
      throw new IllegalStateException(name + ": its memory was freed: its Arena is closed");
    }
    if (struct.address() % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          name + ": the address 0x" + Long.toHexString(struct.address()) + " is not aligned to 8");
    }
    return struct.address();
  }
}
