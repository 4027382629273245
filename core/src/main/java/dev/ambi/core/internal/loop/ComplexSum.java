package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;

/** Adds complex numbers: their real and their imaginary parts, each every second float. */
final class ComplexSum implements ReduceLoop {

  private final int lane;
  private final int part;
  private final int item;
  private final BlockKernel everySecond;
  private final BlockKernel rows;

  /**
   * Makes a sum.
   *
   * @param id complex64 or complex128
   */
  ComplexSum(TypeId id) {
    Op add = new Op.Doubles2(Double::sum);
    this.lane = Lanes.of(id);
    this.part = Lanes.size(lane);
    this.item = 2 * part;
    this.everySecond = BlockReduction.kernel(id.realPart(), add, "ADD", 2);
    this.rows = BlockReduction.kernel(id.realPart(), add, "ADD", 1);
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
    add(in, at, stride, n, load, acc, accAt, true);
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
    add(in, at, stride, n, load, acc, accAt, false);
  }

  private void add(
      MemorySegment in,
      long at,
      long stride,
      long n,
      CastLoop load,
      MemorySegment acc,
      long accAt,
      boolean more) {
    boolean direct = load == null && stride == item;
    for (int p = 0; p < item; p += part) {
      int offset = p;
      FloatBlock kernel = (m, from, count) -> everySecond.doubles(m, from + offset, count);
      CastLoop loader = direct ? null : PairwiseRun.loader(load, item);
      double sum = new PairwiseRun(in, at, stride, loader, item).doubles(n, kernel, Double::sum);
      double before = more ? Lanes.getDouble(lane, acc, accAt + p) : -0.0;
      Lanes.putDouble(lane, acc, accAt + p, before + sum);
    }
  }

  @Override
  public void reduceRows(
      MemorySegment in,
      long at,
      long rowStride,
      long count,
      long stride,
      long n,
      CastLoop load,
      MemorySegment acc,
      long accAt) {
    RowKernel twice =
        (from, fromAt, step, number, length, side, sideAt, to, toAt) ->
            rows.rows(from, fromAt, step, number, 2 * length, null, 0, to, toAt);
    // A gap between elements is not one between floats: such rows are brought together first.
    CastLoop loader = load == null && stride != item ? PairwiseRun.loader(null, item) : load;
    new RowTree(in, at, rowStride, count, stride, n, loader, item, twice, twice, lane)
        .into(null, 0, acc, accAt);
  }
}
