package dev.ambi.core.internal.datetime;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.datetime.StepMath.Factor;
import java.lang.foreign.MemorySegment;
import java.util.function.LongUnaryOperator;

/**
 * Converts counts of one step to counts of another, rounded down; NaT stays NaT.
 *
 * @param from the dtype of the source
 * @param to the dtype of the result
 * @param count converts one count that is not NaT
 */
record CountCast(DType from, DType to, LongUnaryOperator count) implements CastLoop {

  /**
   * {@return the conversion between two dtypes of the same kind}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result
   * @throws IllegalArgumentException if the source has a unit and the result has none
   * @throws ArithmeticException if the units are too far apart
   */
  static CountCast of(DType from, DType to) {
    return new CountCast(
        from, to, converter(Step.of(from), Step.of(to), from.id() == TypeId.TIMEDELTA64));
  }

  /**
   * {@return what converts one count that is not NaT}
   *
   * @param a the step of the source
   * @param b the step of the result
   * @param span whether the counts are of a timedelta64
   */
  static LongUnaryOperator converter(Step a, Step b, boolean span) {
    if (!span && (a.unit().isCalendar() || b.unit().isCalendar())) {
      // Only that there is a factor matters here.
      StepMath.factor(a.withMultiple(1), b.withMultiple(1));
      return n -> Moment.of(n, a).count(b);
    }
    Factor f = StepMath.factor(a, b);
    long num = f.num();
    long den = f.den();
    return den == 1 ? n -> n * num : n -> Moment.floorDiv(n * num, n < 0, den);
  }

  @Override
  public void run(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n) {
    for (long i = 0; i < n; i++) {
      long v = Counts.get(src, srcAt + i * srcStride, from);
      Counts.set(dst, dstAt + i * dstStride, to, v == Moment.NAT ? v : count.applyAsLong(v));
    }
  }
}
