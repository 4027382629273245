package dev.ambi.core.internal.index;

import dev.ambi.core.internal.loop.Specializer;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The template of movers of items of 1, 2, 4, 8 or 16 bytes; {@link Movers} makes the copies. */
final class WordMover implements ItemMover {

  private static final int SIZE =
      Specializer.constants(MethodHandles.lookup(), ItemSize.class).bytes();

  WordMover() {}

  @Override
  public void gather(
      MemorySegment from, long base, long[] offsets, int n, MemorySegment to, long at, long step) {
    if (step == SIZE) {
      for (int i = 0; i < n; i++) {
        Items.move(SIZE, from, base + offsets[i], to, at + (long) i * SIZE);
      }
    } else {
      long k = at;
      for (int i = 0; i < n; i++, k += step) {
        Items.move(SIZE, from, base + offsets[i], to, k);
      }
    }
  }

  @Override
  public void scatter(
      MemorySegment from, long at, long step, MemorySegment to, long base, long[] offsets, int n) {
    if (step == SIZE) {
      for (int i = 0; i < n; i++) {
        Items.move(SIZE, from, at + (long) i * SIZE, to, base + offsets[i]);
      }
    } else {
      long k = at;
      for (int i = 0; i < n; i++, k += step) {
        Items.move(SIZE, from, k, to, base + offsets[i]);
      }
    }
  }
}
