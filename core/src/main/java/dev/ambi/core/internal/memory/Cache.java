package dev.ambi.core.internal.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks without a lease, by size class. When there are too many, those go first whose class was
 * asked for least recently.
 *
 * <p>Not safe for threads by itself.
 */
final class Cache {
  private static final class Shelf {
    final ArrayDeque<Block> blocks = new ArrayDeque<>();
    long lastAsked;
  }

  private final Shelf[] shelves = new Shelf[SizeClass.COUNT];
  private final long limit;
  private long bytes;
  private long clock;

  Cache(long limit) {
    this.limit = limit;
  }

  private Shelf shelf(long size) {
    int i = SizeClass.of(size);
    Shelf shelf = shelves[i];
    if (shelf == null) {
      shelf = shelves[i] = new Shelf();
    }
    return shelf;
  }

  /** {@return the block of that size that came last, or null} */
  Block poll(long size) {
    Shelf shelf = shelf(size);
    shelf.lastAsked = ++clock;
    Block block = shelf.blocks.pollLast();
    if (block != null) {
      bytes -= block.bytes();
    }
    return block;
  }

  boolean has(long size) {
    return !shelf(size).blocks.isEmpty();
  }

  /** {@return the blocks that have to go, which may be the one that came} */
  List<Block> add(Block block) {
    shelf(block.bytes()).blocks.addLast(block);
    bytes += block.bytes();
    return bytes <= limit ? List.of() : shrink(limit);
  }

  /** {@return the blocks that have to go so that no more than that many bytes stay} */
  List<Block> shrink(long to) {
    List<Block> gone = new ArrayList<>();
    while (bytes > to) {
      Shelf oldest = null;
      for (Shelf shelf : shelves) {
        if (shelf != null
            && !shelf.blocks.isEmpty()
            && (oldest == null || shelf.lastAsked < oldest.lastAsked)) {
          oldest = shelf;
        }
      }
      while (bytes > to && !oldest.blocks.isEmpty()) {
        Block block = oldest.blocks.pollFirst();
        bytes -= block.bytes();
        gone.add(block);
      }
    }
    return gone;
  }

  /** {@return how much memory lies here} */
  long bytes() {
    return bytes;
  }
}
