package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.Scratch;
import java.lang.foreign.MemorySegment;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * A run of elements that is combined block by block, and the blocks as a balanced tree, so that the
 * rounding error of a sum grows with the logarithm of its length (pairwise summation). The tree
 * depends on the positions of the elements alone: parts of it may be computed by several threads.
 */
final class PairwiseRun {

  /** The elements of a block. */
  static final int BLOCK = 1024;

  /** The elements of a part that one thread works on: a power of two of blocks. */
  private static final long PART = 128L * BLOCK;

  private final MemorySegment in;
  private final long at;
  private final long stride;
  private final CastLoop load;
  private final int item;

  /**
   * Prepares a run.
   *
   * @param in where the elements are
   * @param at the offset of the first in bytes
   * @param stride the distance between them in bytes
   * @param load brings them together in a scratch block; null if the kernel takes them where they
   *     are
   * @param item the size of an element behind {@code load}
   */
  PairwiseRun(MemorySegment in, long at, long stride, CastLoop load, int item) {
    this.in = in;
    this.at = at;
    this.stride = stride;
    this.load = load;
    this.item = item;
  }

  /** {@return what brings elements together that no kernel takes as they are} */
  static CastLoop loader(CastLoop cast, int item) {
    return cast == null ? Casts.move(item) : cast;
  }

  /** {@return the combination of floats; the kernel takes them without gaps if they are loaded} */
  double doubles(long n, FloatBlock kernel, DoubleBinaryOperator op) {
    int parts = Math.toIntExact((n + PART - 1) / PART);
    if (parts == 1) {
      return doubles(0, n, kernel, op);
    }
    double[] part = new double[parts];
    Parallel.ranges(
        n,
        Parallel.mayShare(in) ? PART : n,
        (from, to) -> {
          for (long p = from; p < to; p += PART) {
            part[(int) (p / PART)] = doubles(p, Math.min(p + PART, to), kernel, op);
          }
        });
    return tree(part, 0, parts, op);
  }

  private double doubles(long from, long to, FloatBlock kernel, DoubleBinaryOperator op) {
    int blocks = (int) ((to - from + BLOCK - 1) / BLOCK);
    double[] block = new double[blocks];
    try (Scratch scratch = load == null ? null : Scratch.take((long) BLOCK * item)) {
      for (int b = 0; b < blocks; b++) {
        long start = from + (long) b * BLOCK;
        long count = Math.min(BLOCK, to - start);
        block[b] =
            load == null
                ? kernel.doubles(in, at + start * stride, count)
                : kernel.doubles(loaded(scratch, start, count), 0, count);
      }
    }
    return tree(block, 0, blocks, op);
  }

  private static double tree(double[] a, int from, int to, DoubleBinaryOperator op) {
    if (to - from == 1) {
      return a[from];
    }
    int half = from + Integer.highestOneBit(to - from - 1);
    return op.applyAsDouble(tree(a, from, half, op), tree(a, half, to, op));
  }

  /** {@return the combination of integers} */
  long longs(long n, IntegerBlock kernel, LongBinaryOperator op) {
    int parts = Math.toIntExact((n + PART - 1) / PART);
    long[] part = new long[parts];
    Parallel.ranges(
        n,
        Parallel.mayShare(in) ? PART : n,
        (from, to) -> {
          for (long p = from; p < to; p += PART) {
            part[(int) (p / PART)] = longs(p, Math.min(p + PART, to), kernel, op);
          }
        });
    long r = part[0];
    for (int i = 1; i < parts; i++) {
      r = op.applyAsLong(r, part[i]);
    }
    return r;
  }

  private long longs(long from, long to, IntegerBlock kernel, LongBinaryOperator op) {
    if (load == null) {
      return kernel.longs(in, at + from * stride, to - from);
    }
    long r = 0;
    try (Scratch scratch = Scratch.take((long) BLOCK * item)) {
      for (long start = from; start < to; start += BLOCK) {
        long count = Math.min(BLOCK, to - start);
        long v = kernel.longs(loaded(scratch, start, count), 0, count);
        r = start == from ? v : op.applyAsLong(r, v);
      }
    }
    return r;
  }

  private MemorySegment loaded(Scratch scratch, long start, long count) {
    load.run(in, at + start * stride, stride, scratch.memory(), 0, item, count);
    return scratch.memory();
  }
}
