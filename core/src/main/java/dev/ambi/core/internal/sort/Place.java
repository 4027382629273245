package dev.ambi.core.internal.sort;

import java.lang.foreign.MemorySegment;

/**
 * A line of elements in memory.
 *
 * @param memory the memory
 * @param at where the first is, in bytes
 * @param stride the distance between neighbours in bytes
 */
record Place(MemorySegment memory, long at, long stride) {

  /** {@return where the {@code i}th element is, in bytes} */
  long at(long i) {
    return at + i * stride;
  }

  /** {@return the same line from its {@code i}th element on} */
  Place from(long i) {
    return new Place(memory, at(i), stride);
  }
}
