package dev.ambi.core.internal.index;

import dev.ambi.core.internal.loop.Specializer;
import java.lang.invoke.MethodHandles;

/** Chooses movers. */
final class Movers {

  private static final ItemMover[] WORDS = new ItemMover[5];

  static {
    for (int i = 0; i < WORDS.length; i++) {
      WORDS[i] =
          Specializer.specialize(
              MethodHandles.lookup(), WordMover.class, ItemMover.class, new ItemSize(1 << i));
    }
  }

  private Movers() {}

  /**
   * {@return the mover of gapless items}
   *
   * @param bytes the size of an item
   */
  static ItemMover of(long bytes) {
    return Items.moves(bytes) ? WORDS[Long.numberOfTrailingZeros(bytes)] : new BlockMover(bytes);
  }
}
