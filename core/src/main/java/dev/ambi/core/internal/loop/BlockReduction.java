package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.Scratch;
import java.lang.foreign.MemorySegment;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Reduces a run block by block and combines the blocks as a balanced tree, so that the rounding
 * error of a sum grows with the logarithm of its length (pairwise summation). The tree depends on
 * the positions of the elements alone: parts of it may be computed by several threads.
 */
final class BlockReduction implements ReduceLoop {

  /** The elements of a block. */
  private static final int BLOCK = 1024;

  /** The elements of a part that one thread works on: a power of two of blocks. */
  private static final long PART = 128L * BLOCK;

  private final int lane;
  private final int item;
  private final BlockKernel kernel;
  private final DoubleBinaryOperator doubles;
  private final LongBinaryOperator longs;

  private BlockReduction(
      int lane, BlockKernel kernel, DoubleBinaryOperator doubles, LongBinaryOperator longs) {
    this.lane = lane;
    this.item = Lanes.size(lane);
    this.kernel = kernel;
    this.doubles = doubles;
    this.longs = longs;
  }

  /**
   * {@return a reduction}
   *
   * @param id the type of the elements and of the accumulator
   * @param op an associative operator on two floats or two integers
   * @param vector the operator's name among those of vectors; null if there is none
   */
  static ReduceLoop of(TypeId id, Op op, String vector) {
    DoubleBinaryOperator doubles = op instanceof Op.Doubles2 d ? d.f() : null;
    LongBinaryOperator longs = op instanceof Op.Longs2 l ? l.f() : null;
    int lane = Lanes.of(id);
    BlockKernel kernel =
        Specializer.specialize(
            ScalarBlock.class, BlockKernel.class, new ScalarBlock.Constants(lane, doubles, longs));
    if (vector != null && Vectors.AVAILABLE && lane != Lanes.FLOAT16) {
      kernel = VectorKernels.block(id, vector, op, kernel);
    }
    return new BlockReduction(lane, kernel, doubles, longs);
  }

  @Override
  public void reduce(
      MemorySegment in,
      long at,
      long stride,
      long n,
      CastLoop load,
      MemorySegment acc,
      long accAt) {
    boolean direct = load == null && stride == item;
    if (doubles != null) {
      double r =
          direct && n <= BLOCK
              ? kernel.doubles(in, at, n)
              : new Run(in, at, stride, load, direct).doubles(n);
      Lanes.putDouble(
          lane, acc, accAt, doubles.applyAsDouble(Lanes.getDouble(lane, acc, accAt), r));
    } else {
      long r =
          direct && n <= BLOCK
              ? kernel.longs(in, at, n)
              : new Run(in, at, stride, load, direct).longs(n);
      Lanes.putLong(lane, acc, accAt, longs.applyAsLong(Lanes.getLong(lane, acc, accAt), r));
    }
  }

  @Override
  public boolean reduceRows(
      MemorySegment in, long at, long rowStride, long rows, long n, MemorySegment acc, long accAt) {
    return kernel.rows(in, at, rowStride, rows, n, acc, accAt);
  }

  /** A long run. */
  private final class Run {
    private final MemorySegment in;
    private final long at;
    private final long stride;
    private final CastLoop load;
    private final boolean direct;

    Run(MemorySegment in, long at, long stride, CastLoop load, boolean direct) {
      this.in = in;
      this.at = at;
      this.stride = stride;
      this.load = load == null ? Casts.move(item) : load;
      this.direct = direct;
    }

    double doubles(long n) {
      int parts = Math.toIntExact((n + PART - 1) / PART);
      double[] part = new double[parts];
      Parallel.ranges(
          n,
          Parallel.mayShare(in) ? PART : n,
          (from, to) -> {
            for (long p = from; p < to; p += PART) {
              part[(int) (p / PART)] = doubles(p, Math.min(p + PART, to));
            }
          });
      return tree(part, 0, parts);
    }

    private double doubles(long from, long to) {
      double[] block = new double[(int) ((to - from + BLOCK - 1) / BLOCK)];
      try (Scratch scratch = direct ? null : Scratch.take((long) BLOCK * item)) {
        for (int b = 0; b < block.length; b++) {
          long start = from + (long) b * BLOCK;
          long count = Math.min(BLOCK, to - start);
          block[b] =
              direct
                  ? kernel.doubles(in, at + start * item, count)
                  : kernel.doubles(loaded(scratch, start, count), 0, count);
        }
      }
      return tree(block, 0, block.length);
    }

    private double tree(double[] a, int from, int to) {
      if (to - from == 1) {
        return a[from];
      }
      int half = from + Integer.highestOneBit(to - from - 1);
      return doubles.applyAsDouble(tree(a, from, half), tree(a, half, to));
    }

    long longs(long n) {
      int parts = Math.toIntExact((n + PART - 1) / PART);
      long[] part = new long[parts];
      Parallel.ranges(
          n,
          Parallel.mayShare(in) ? PART : n,
          (from, to) -> {
            for (long p = from; p < to; p += PART) {
              part[(int) (p / PART)] = longs(p, Math.min(p + PART, to));
            }
          });
      long r = part[0];
      for (int i = 1; i < parts; i++) {
        r = longs.applyAsLong(r, part[i]);
      }
      return r;
    }

    private long longs(long from, long to) {
      if (direct) {
        return kernel.longs(in, at + from * item, to - from);
      }
      long r = 0;
      try (Scratch scratch = Scratch.take((long) BLOCK * item)) {
        for (long start = from; start < to; start += BLOCK) {
          long count = Math.min(BLOCK, to - start);
          long v = kernel.longs(loaded(scratch, start, count), 0, count);
          r = start == from ? v : longs.applyAsLong(r, v);
        }
      }
      return r;
    }

    private MemorySegment loaded(Scratch scratch, long start, long count) {
      load.run(in, at + start * stride, stride, scratch.memory(), 0, item, count);
      return scratch.memory();
    }
  }
}
