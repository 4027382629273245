package dev.ambi.core.internal.loop;

import java.lang.foreign.MemorySegment;

/** Searches elements for one; NaN is found as NaN. */
public interface FindKernel {
  /**
   * {@return the index of the first element that equals one; -1 if there is none}
   *
   * @param m where the elements are
   * @param at the offset of the first in bytes
   * @param stride the distance between elements in bytes
   * @param n how many
   * @param one where the element is that is searched for
   * @param oneAt its offset in bytes
   */
  long first(MemorySegment m, long at, long stride, long n, MemorySegment one, long oneAt);
}
