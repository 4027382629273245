package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.Scratch;
import java.lang.foreign.MemorySegment;

/**
 * Rows that are combined into one row of accumulators, a stretch of columns after the other. Where
 * rounding matters, blocks of rows are added up apart and combined as a balanced tree, as the
 * elements of a run are.
 *
 * @param in where the rows are
 * @param at the offset of the first in bytes
 * @param rowStride the distance between rows in bytes
 * @param rows how many
 * @param stride the distance between the elements of a row in bytes
 * @param n the length of a row
 * @param load converts elements to the dtype of the kernel; null if they have it
 * @param item the size of an element behind {@code load}
 * @param kernel combines rows without gaps
 * @param adder adds rows where rounding matters; else null
 * @param lane the floats that it adds
 */
record RowTree(
    MemorySegment in,
    long at,
    long rowStride,
    long rows,
    long stride,
    long n,
    CastLoop load,
    int item,
    RowKernel kernel,
    RowKernel adder,
    int lane) {

  /** The bytes of a stretch of accumulators. */
  private static final int BYTES = 8192;

  /** Rows that are added up one after the other. */
  private static final long LEAF = 128;

  /** Rows that are brought together at a time. */
  private static final int GROUP = 4;

  /**
   * Combines the rows into the accumulators.
   *
   * @param side where a row is that every row is taken with, without gaps; null if there is none
   * @param sideAt its offset in bytes
   * @param acc where the accumulators are, without gaps
   * @param accAt the offset of the first in bytes
   */
  void into(MemorySegment side, long sideAt, MemorySegment acc, long accAt) {
    boolean spread = load == null && stride == 2L * item;
    long columns = BYTES / item / (spread ? 2 : 1);
    if (load == null && stride == item && (adder == null || rows <= LEAF) && !Parallel.isOn()) {
      kernel.rows(in, at, rowStride, rows, n, side, sideAt, acc, accAt);
    } else {
      boolean shared = Parallel.mayShare(in, acc);
      long grain = shared ? Math.max(columns, Parallel.GRAIN / rows / columns * columns) : n;
      Parallel.ranges(
          n,
          grain,
          (from, to) -> {
            for (long c = from; c < to; c += columns) {
              long count = Math.min(columns, to - c);
              try (Stretch s = new Stretch(c, count)) {
                s.run(side, sideAt + c * item, acc, accAt + c * item, spread);
              }
            }
          });
    }
  }

  /** A stretch of columns, with the memory that it needs. */
  private final class Stretch implements AutoCloseable {
    private final long first;
    private final long count;
    private final Scratch scratch;
    private final MemorySegment memory;
    private MemorySegment side;
    private long sideAt;

    Stretch(long first, long count) {
      this.first = at + first * stride;
      this.count = count;
      int levels = adder == null ? 0 : Math.max(64 - Long.numberOfLeadingZeros(rows / LEAF), 0) + 1;
      this.scratch = Scratch.take((long) BYTES * (2 + GROUP + levels));
      this.memory = scratch.memory();
    }

    void run(MemorySegment side, long sideAt, MemorySegment acc, long accAt, boolean spread) {
      if (!spread) {
        this.side = side;
        this.sideAt = sideAt;
        tree(first, rows, count, acc, accAt, 0);
        return;
      }
      // All elements are combined, those between the wanted ones too.
      CastLoop move = Casts.move(item);
      if (side != null) {
        move.run(side, sideAt, item, memory, BYTES, 2L * item, count);
        this.side = memory;
        this.sideAt = BYTES;
      }
      move.run(acc, accAt, item, memory, 0, 2L * item, count);
      tree(first, rows, 2 * count - 1, memory, 0, 0);
      move.run(memory, 0, 2L * item, acc, accAt, item, count);
    }

    private void tree(long from, long height, long width, MemorySegment to, long toAt, int level) {
      if (adder == null || height <= LEAF) {
        leaf(from, height, width, to, toAt);
        return;
      }
      long half = Math.max(Long.highestOneBit(height - 1), LEAF);
      tree(from, half, width, to, toAt, level + 1);
      long mine = (long) BYTES * (2 + GROUP + level);
      for (long p = 0; p < width * item; p += Lanes.size(lane)) {
        Lanes.putDouble(lane, memory, mine + p, -0.0);
      }
      tree(from + half * rowStride, height - half, width, memory, mine, level + 1);
      adder.rows(memory, mine, 0, 1, width, null, 0, to, toAt);
    }

    private void leaf(long from, long height, long width, MemorySegment to, long toAt) {
      if (load == null && (stride == item || stride == 2L * item)) {
        kernel.rows(in, from, rowStride, height, width, side, sideAt, to, toAt);
        return;
      }
      CastLoop cast = PairwiseRun.loader(load, item);
      long packed = 2L * BYTES;
      for (long r = 0; r < height; r += GROUP) {
        long group = Math.min(GROUP, height - r);
        for (long g = 0; g < group; g++) {
          long row = from + (r + g) * rowStride;
          cast.run(in, row, stride, memory, packed + g * BYTES, item, width);
        }
        kernel.rows(memory, packed, BYTES, group, width, side, sideAt, to, toAt);
      }
    }

    @Override
    public void close() {
      scratch.close();
    }
  }
}
