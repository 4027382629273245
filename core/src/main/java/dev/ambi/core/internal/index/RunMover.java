package dev.ambi.core.internal.index;

import dev.ambi.core.CastLoop;
import java.lang.foreign.MemorySegment;

/**
 * Moves items that are runs of elements with gaps between them.
 *
 * @param loop copies a run
 * @param scattered the distance between the elements of an item at an offset
 * @param even the distance between the elements of an item at an evenly spaced place
 * @param length how many elements an item has
 */
record RunMover(CastLoop loop, long scattered, long even, long length) implements ItemMover {

  @Override
  public void gather(
      MemorySegment from, long base, long[] offsets, int n, MemorySegment to, long at, long step) {
    for (int i = 0; i < n; i++) {
      loop.run(from, base + offsets[i], scattered, to, at + i * step, even, length);
    }
  }

  @Override
  public void scatter(
      MemorySegment from, long at, long step, MemorySegment to, long base, long[] offsets, int n) {
    for (int i = 0; i < n; i++) {
      loop.run(from, at + i * step, even, to, base + offsets[i], scattered, length);
    }
  }
}
