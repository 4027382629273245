package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Reduces numbers that are not complex. */
final class BlockReduction implements ReduceLoop {

  private final int lane;
  private final int item;
  private final BlockKernel kernel;
  private final BlockKernel everySecond;
  private final boolean rounds;
  private final DoubleBinaryOperator doubles;
  private final LongBinaryOperator longs;

  private BlockReduction(TypeId id, Op op, String vector) {
    this.lane = Lanes.of(id);
    this.item = Lanes.size(lane);
    this.doubles = op instanceof Op.Doubles2 d ? d.f() : null;
    this.longs = op instanceof Op.Longs2 l ? l.f() : null;
    this.kernel = kernel(id, op, vector, 1);
    this.everySecond = kernel(id, op, vector, 2);
    this.rounds = "ADD".equals(vector) && doubles != null;
  }

  /**
   * {@return a reduction}
   *
   * @param id the type of the elements and of the accumulator
   * @param op an associative operator on two floats or two integers
   * @param vector the operator's name among those of vectors; null if there is none
   */
  static ReduceLoop of(TypeId id, Op op, String vector) {
    return new BlockReduction(id, op, vector);
  }

  /** {@return a kernel for elements that are {@code step} elements apart} */
  static BlockKernel kernel(TypeId id, Op op, String vector, int step) {
    DoubleBinaryOperator doubles = op instanceof Op.Doubles2 d ? d.f() : null;
    LongBinaryOperator longs = op instanceof Op.Longs2 l ? l.f() : null;
    int lane = Lanes.of(id);
    BlockKernel scalar =
        Specializer.specialize(
            ScalarBlock.class,
            BlockKernel.class,
            new ScalarBlock.Constants(lane, step, doubles, longs));
    return vector != null && Vectors.AVAILABLE && lane != Lanes.FLOAT16
        ? VectorReductions.block(id, vector, op, step, scalar)
        : scalar;
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
    if (doubles != null) {
      double r = doubles(in, at, stride, n, load);
      Lanes.putDouble(
          lane, acc, accAt, doubles.applyAsDouble(Lanes.getDouble(lane, acc, accAt), r));
    } else {
      long r = longs(in, at, stride, n, load);
      Lanes.putLong(lane, acc, accAt, longs.applyAsLong(Lanes.getLong(lane, acc, accAt), r));
    }
  }

  @Override
  public void start(
      MemorySegment in,
      long at,
      long stride,
      long n,
      CastLoop load,
      MemorySegment acc,
      long accAt) {
    if (doubles != null) {
      Lanes.putDouble(lane, acc, accAt, doubles(in, at, stride, n, load));
    } else {
      Lanes.putLong(lane, acc, accAt, longs(in, at, stride, n, load));
    }
  }

  private double doubles(MemorySegment in, long at, long stride, long n, CastLoop load) {
    BlockKernel k = load != null ? null : direct(stride);
    if (k != null && n <= PairwiseRun.BLOCK) {
      return k.doubles(in, at, n);
    }
    return run(in, at, stride, load, k).doubles(n, k == null ? kernel : k, doubles);
  }

  private long longs(MemorySegment in, long at, long stride, long n, CastLoop load) {
    BlockKernel k = load != null ? null : direct(stride);
    if (k != null && n <= PairwiseRun.BLOCK) {
      return k.longs(in, at, n);
    }
    return run(in, at, stride, load, k).longs(n, k == null ? kernel : k, longs);
  }

  /** The kernel that takes elements where they are, or null. */
  private BlockKernel direct(long stride) {
    return stride == item ? kernel : stride == 2L * item ? everySecond : null;
  }

  private PairwiseRun run(
      MemorySegment in, long at, long stride, CastLoop load, BlockKernel direct) {
    CastLoop loader = direct == null ? PairwiseRun.loader(load, item) : null;
    return new PairwiseRun(in, at, stride, loader, item);
  }

  @Override
  public void reduceRows(
      MemorySegment in,
      long at,
      long rowStride,
      long rows,
      long stride,
      long n,
      CastLoop load,
      MemorySegment acc,
      long accAt) {
    new RowTree(
            in, at, rowStride, rows, stride, n, load, item, kernel, rounds ? kernel : null, lane)
        .into(null, 0, acc, accAt);
  }
}
