package dev.ambi.core.internal.index;

import java.lang.foreign.MemorySegment;

/**
 * Moves gapless items of any size.
 *
 * @param bytes the size of an item
 */
record BlockMover(long bytes) implements ItemMover {

  @Override
  public void gather(
      MemorySegment from, long base, long[] offsets, int n, MemorySegment to, long at, long step) {
    for (int i = 0; i < n; i++) {
      MemorySegment.copy(from, base + offsets[i], to, at + i * step, bytes);
    }
  }

  @Override
  public void scatter(
      MemorySegment from, long at, long step, MemorySegment to, long base, long[] offsets, int n) {
    for (int i = 0; i < n; i++) {
      MemorySegment.copy(from, at + i * step, to, base + offsets[i], bytes);
    }
  }
}
