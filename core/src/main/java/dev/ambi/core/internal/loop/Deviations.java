package dev.ambi.core.internal.loop;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;

/** Adds up the squares of how far numbers are from their mean, which is given. */
public final class Deviations {

  private static final Deviations SINGLE = new Deviations(TypeId.FLOAT32);
  private static final Deviations DOUBLE = new Deviations(TypeId.FLOAT64);

  private final int lane;
  private final int item;
  private final DeviationKernel kernel;
  private final DeviationKernel everySecond;
  private final BlockKernel adder;

  private Deviations(TypeId id) {
    this.lane = Lanes.of(id);
    this.item = Lanes.size(lane);
    this.kernel = kernel(id, 1);
    this.everySecond = kernel(id, 2);
    this.adder = BlockReduction.kernel(id, new Op.Doubles2(Double::sum), "ADD", 1);
  }

  /**
   * {@return the loops that compute in a dtype}
   *
   * @param dtype float32 or float64
   */
  public static Deviations in(DType dtype) {
    return dtype.id() == TypeId.FLOAT32 ? SINGLE : DOUBLE;
  }

  private static DeviationKernel kernel(TypeId id, int step) {
    DeviationKernel scalar =
        Specializer.specialize(
            ScalarDeviations.class,
            DeviationKernel.class,
            new ScalarDeviations.Constants(Lanes.of(id), step));
    return Vectors.AVAILABLE ? VectorReductions.deviations(id, step, scalar) : scalar;
  }

  /**
   * {@return the sum over a run}
   *
   * @param in where the elements are
   * @param at the offset of the first in bytes
   * @param stride the distance between elements in bytes
   * @param n how many, at least one
   * @param load converts them to the dtype; null if they have it
   * @param mean the mean
   */
  public double squares(
      MemorySegment in, long at, long stride, long n, CastLoop load, double mean) {
    DeviationKernel direct =
        load != null ? null : stride == item ? kernel : stride == 2L * item ? everySecond : null;
    if (direct != null && n <= PairwiseRun.BLOCK) {
      return direct.squares(in, at, n, mean);
    }
    DeviationKernel k = direct == null ? kernel : direct;
    FloatBlock block = (m, from, count) -> k.squares(m, from, count, mean);
    CastLoop loader = direct == null ? PairwiseRun.loader(load, item) : null;
    return new PairwiseRun(in, at, stride, loader, item).doubles(n, block, Double::sum);
  }

  /**
   * Adds the sums over columns of rows.
   *
   * @param in where the rows are
   * @param at the offset of the first row in bytes
   * @param rowStride the distance between rows in bytes
   * @param rows how many rows
   * @param stride the distance between the elements of a row in bytes
   * @param n the length of a row
   * @param load converts elements to the dtype; null if they have it
   * @param mean where the means of the columns are, without gaps
   * @param meanAt the offset of the first in bytes
   * @param acc where the sums are, without gaps
   * @param accAt the offset of the first in bytes
   */
  public void rows(
      MemorySegment in,
      long at,
      long rowStride,
      long rows,
      long stride,
      long n,
      CastLoop load,
      MemorySegment mean,
      long meanAt,
      MemorySegment acc,
      long accAt) {
    new RowTree(in, at, rowStride, rows, stride, n, load, item, kernel, adder, lane)
        .into(mean, meanAt, acc, accAt);
  }

  /**
   * {@return an element}
   *
   * @param m where it is
   * @param at its offset in bytes
   */
  public double get(MemorySegment m, long at) {
    return Lanes.getDouble(lane, m, at);
  }

  /**
   * Stores an element.
   *
   * @param m where it is
   * @param at its offset in bytes
   * @param value what it becomes
   */
  public void put(MemorySegment m, long at, double value) {
    Lanes.putDouble(lane, m, at, value);
  }
}
