package dev.ambi.core.internal.index;

import java.lang.foreign.MemorySegment;

/**
 * Moves items between scattered places, given by byte offsets, and evenly spaced ones. An item is
 * what lies together: an element, a row, a strided run.
 */
interface ItemMover {

  /**
   * Collects items.
   *
   * @param from where the items are
   * @param base what is added to every offset
   * @param offsets where each item is
   * @param n how many
   * @param to where they go
   * @param at the place of the first
   * @param step the distance between places
   */
  void gather(
      MemorySegment from, long base, long[] offsets, int n, MemorySegment to, long at, long step);

  /**
   * Distributes items, in the order of the offsets.
   *
   * @param from where the items are
   * @param at the place of the first
   * @param step the distance between places
   * @param to where they go
   * @param base what is added to every offset
   * @param offsets where each item goes
   * @param n how many
   */
  void scatter(
      MemorySegment from, long at, long step, MemorySegment to, long base, long[] offsets, int n);
}
