package dev.ambi.core.internal.index;

import java.lang.foreign.MemorySegment;

/** Moves items for which a mask is true, along one axis. */
interface MaskLoop {

  /**
   * Packs the items for which the mask is true.
   *
   * @param mask the memory of the mask
   * @param maskAt where it begins
   * @param maskStep the distance between its elements
   * @param from the memory of the items
   * @param at where the first is
   * @param step the distance between them
   * @param to where the packed items go
   * @param toAt the place of the first
   * @param toEnd where the room for packed items ends
   * @param n the length of the mask
   * @return where the last packed item ends
   */
  long pack(
      MemorySegment mask,
      long maskAt,
      long maskStep,
      MemorySegment from,
      long at,
      long step,
      MemorySegment to,
      long toAt,
      long toEnd,
      long n);

  /**
   * Writes items one after the other to where the mask is true.
   *
   * @param mask the memory of the mask
   * @param maskAt where it begins
   * @param maskStep the distance between its elements
   * @param from the memory of the items
   * @param fromAt where the first is
   * @param fromStep the distance between them, 0 to write one again and again
   * @param to where they go
   * @param at the place that belongs to the first element of the mask
   * @param step the distance between places
   * @param n the length of the mask
   * @return where in {@code from} the next item is
   */
  long unpack(
      MemorySegment mask,
      long maskAt,
      long maskStep,
      MemorySegment from,
      long fromAt,
      long fromStep,
      MemorySegment to,
      long at,
      long step,
      long n);
}
