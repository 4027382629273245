package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * The template of loops of two outputs: two operators on the same inputs, both computed before
 * either result is stored, since an output may be where an input is.
 */
final class PairLoop implements InnerLoop {

  /**
   * The constants of a copy.
   *
   * @param in the lane of the inputs
   * @param out1 the lane of the first output
   * @param out2 the lane of the second output
   * @param first what gives the first output
   * @param second what gives the second output
   */
  record Constants(int in, int out1, int out2, Op first, Op second) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final int IN = CONSTANTS.in();
  private static final int OUT1 = CONSTANTS.out1();
  private static final int OUT2 = CONSTANTS.out2();
  private static final Op FIRST = CONSTANTS.first();
  private static final Op SECOND = CONSTANTS.second();

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    if (memory.length == 3) {
      unary(memory[0], memory[1], memory[2], at, strides, n);
    } else {
      binary(memory[0], memory[1], memory[2], memory[3], at, strides, n);
    }
  }

  private static void unary(
      MemorySegment a, MemorySegment r1, MemorySegment r2, long[] at, long[] strides, long n) {
    for (long e = 0; e < n; e++) {
      double x = Lanes.getDouble(IN, a, at[0] + e * strides[0]);
      long k = at[1] + e * strides[1];
      long l = at[2] + e * strides[2];
      double u = ((Op.Doubles) FIRST).f().applyAsDouble(x);
      if (SECOND instanceof Op.DoubleToLong op) {
        Lanes.putLong(OUT2, r2, l, op.f().applyAsLong(x));
      } else {
        Lanes.putDouble(OUT2, r2, l, ((Op.Doubles) SECOND).f().applyAsDouble(x));
      }
      Lanes.putDouble(OUT1, r1, k, u);
    }
  }

  private static void binary(
      MemorySegment a,
      MemorySegment b,
      MemorySegment r1,
      MemorySegment r2,
      long[] at,
      long[] strides,
      long n) {
    for (long e = 0; e < n; e++) {
      long i = at[0] + e * strides[0];
      long j = at[1] + e * strides[1];
      long k = at[2] + e * strides[2];
      long l = at[3] + e * strides[3];
      if (FIRST instanceof Op.Longs2 first && SECOND instanceof Op.Longs2 second) {
        long x = Lanes.getLong(IN, a, i);
        long y = Lanes.getLong(IN, b, j);
        Lanes.putLong(OUT1, r1, k, first.f().applyAsLong(x, y));
        Lanes.putLong(OUT2, r2, l, second.f().applyAsLong(x, y));
      } else if (FIRST instanceof Op.Doubles2 first && SECOND instanceof Op.Doubles2 second) {
        double x = Lanes.getDouble(IN, a, i);
        double y = Lanes.getDouble(IN, b, j);
        Lanes.putDouble(OUT1, r1, k, first.f().applyAsDouble(x, y));
        Lanes.putDouble(OUT2, r2, l, second.f().applyAsDouble(x, y));
      } else {
        throw new IllegalStateException(FIRST + " and " + SECOND);
      }
    }
  }
}
