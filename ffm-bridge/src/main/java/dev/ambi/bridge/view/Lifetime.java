package dev.ambi.bridge.view;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Says of a segment that it lives as long as another one's memory: while it is passed to C, that
 * memory cannot be freed. {@code reinterpret} asks an Arena for that.
 */
record Lifetime(MemorySegment.Scope scope) implements Arena {
  /** {@return native memory at an address, with this lifetime} */
  MemorySegment segment(long address, long size) {
    return MemorySegment.ofAddress(address).reinterpret(size, this, null);
  }

  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    throw new UnsupportedOperationException("says a lifetime only");
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("says a lifetime only");
  }
}
