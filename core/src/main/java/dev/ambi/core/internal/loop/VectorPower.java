package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import dev.ambi.core.internal.Scratch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The template of loops that compute x to the power y of float64, within 2 ulp, as exp(y log(x)):
 * the logarithm as {@link VectorLog} has it, but as the sum of two numbers, since its error counts
 * y times; the rest as {@link VectorExp} has it. What is no formula, of negative numbers and of
 * results that are not normal, is left to another loop.
 *
 * <p>It has copies for the sake of {@link Flattened} only.
 */
final class VectorPower implements InnerLoop {

  /**
   * The constants of a copy.
   *
   * @param general computes any power
   */
  record Constants(InnerLoop general) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final InnerLoop GENERAL = CONSTANTS.general();
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final long ITEM = 8;
  private static final long WIDTH = 64;

  /** What is computed between two looks at whether the formula held. */
  private static final long GROUP = 2 * WIDTH;

  /** ln(2), and -log of {@link VectorTables#INVERSE}: multiples of 2^-42, and their rests. */
  private static final DoubleVector LN2_HEAD = VectorTables.all(0x1.62e42fefa3800p-1);

  private static final DoubleVector LN2_REST = VectorTables.all(0x1.ef35793c76730p-45);
  private static final double[] HEADS = {
    -0x1.269621134e000p-2, -0x1.f991c6cb3c000p-3, -0x1.a93ed3c8ae000p-3, -0x1.5bf406b544000p-3,
    -0x1.1178e8227e000p-3, -0x1.9335e5d594000p-4, -0x1.08598b59e4000p-4, -0x1.0415d89e78000p-5,
    0x0.0p+0, 0x1.f0a30c0118000p-5, 0x1.e27076e2b0000p-4, 0x1.5ff3070a7a000p-3,
    0x1.c8ff7c79aa000p-3, 0x1.1675cababa000p-2, 0x1.4618bc21c6000p-2, 0x1.739d7f6bbd000p-2
  };
  private static final double[] RESTS = {
    0x1.1ba1f10522625p-44, 0x1.90b84cd7cc834p-44, 0x1.86a4350562169p-45, 0x1.28023eb68981cp-46,
    -0x1.1e778ce2d07f2p-45, -0x1.30f5c3abd47dap-45, 0x1.7e9dd7009902cp-46, 0x1.ddfc7f461c516p-44,
    0x0.0p+0, -0x1.d579e83368e91p-45, -0x1.a2c2c2af0003cp-45, -0x1.8546f183bebf2p-44,
    -0x1.7814f689f8434p-45, 0x1.83c0e731f55c4p-44, -0x1.3e02f484c84ccp-46, 0x1.c7389314feb50p-52
  };
  private static final LongVector HEAD_LOW = VectorTables.low(HEADS);
  private static final LongVector HEAD_HIGH = VectorTables.high(HEADS);
  private static final LongVector REST_LOW = VectorTables.low(RESTS);
  private static final LongVector REST_HIGH = VectorTables.high(RESTS);

  /** Of (log(1+r) - r + r^2/2) / r^3 for r of at most 1/32. */
  private static final DoubleVector C3 = VectorTables.all(0x1.5555555555555p-2);

  private static final DoubleVector C4 = VectorTables.all(-0x1.fffffffffff98p-3);
  private static final DoubleVector C5 = VectorTables.all(0x1.9999999999939p-3);
  private static final DoubleVector C6 = VectorTables.all(-0x1.55555556a9a6cp-3);
  private static final DoubleVector C7 = VectorTables.all(0x1.24924925cc6e9p-3);
  private static final DoubleVector C8 = VectorTables.all(-0x1.ffffda799f956p-4);
  private static final DoubleVector C9 = VectorTables.all(0x1.c71c4f2385418p-4);
  private static final DoubleVector C10 = VectorTables.all(-0x1.9a5db5d89db2bp-4);
  private static final DoubleVector C11 = VectorTables.all(0x1.75121e505196ep-4);
  private static final DoubleVector MINUS_HALF = VectorTables.all(-0.5);
  private static final DoubleVector ZERO = VectorTables.all(0);

  /** What leaves no room for a fraction, if it is added to a number of at most 2^51. */
  private static final DoubleVector WHOLE = VectorTables.all(0x1.8p52);

  /** Below it two units in the last place are a quarter. */
  private static final DoubleVector SHARP = VectorTables.all(0x1p50);

  private static final DoubleVector NAN = VectorTables.all(Double.NaN);

  @Override
  public InnerLoop sequential() {
    return GENERAL.sequential();
  }

  @Override
  public boolean isFastFor(long[] strides) {
    return strides[2] == ITEM && isFast(strides[0]) && isFast(strides[1]);
  }

  private static boolean isFast(long stride) {
    return stride == ITEM || stride == 0;
  }

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    if (!isFastFor(strides) || n * ITEM < GROUP) {
      GENERAL.run(memory, at, strides, n);
      return;
    }
    try (Scratch scratch = Scratch.take(2 * GROUP)) {
      MemorySegment[] from = {memory[0], memory[1], memory[2]};
      long[] start = at.clone();
      for (int k = 0; k < 2; k++) {
        if (strides[k] == 0) {
          double same = memory[k].get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at[k]);
          VectorTables.all(same).intoMemorySegment(scratch.memory(), k * GROUP, NATIVE);
          VectorTables.all(same).intoMemorySegment(scratch.memory(), k * GROUP + WIDTH, NATIVE);
          from[k] = scratch.memory();
          start[k] = k * GROUP;
        }
      }
      groups(from, start, strides, n * ITEM);
    }
  }

  private static void groups(MemorySegment[] memory, long[] at, long[] strides, long bytes) {
    long done = 0;
    while (done + GROUP <= bytes) {
      done =
          held(
              memory[0],
              at[0],
              strides[0],
              memory[1],
              at[1],
              strides[1],
              memory[2],
              at[2],
              done,
              bytes);
      if (done + GROUP <= bytes) {
        general(memory, at, strides, done, GROUP);
        done += GROUP;
      }
    }
    if (done < bytes) {
      general(memory, at, strides, done, bytes - done);
    }
  }

  private static void general(
      MemorySegment[] memory, long[] at, long[] strides, long done, long bytes) {
    long[] here = at.clone();
    for (int k = 0; k < here.length; k++) {
      here[k] += strides[k] == 0 ? 0 : done;
    }
    GENERAL.run(memory, here, strides, bytes / ITEM);
  }

  /** Computes groups; returns where the first is for which the formula does not hold. */
  private static long held(
      MemorySegment a,
      long i,
      long s,
      MemorySegment b,
      long j,
      long t,
      MemorySegment r,
      long k,
      long from,
      long bytes) {
    long p = s == 0 ? 0 : 1;
    long q = t == 0 ? 0 : 1;
    long done = from;
    for (; done + GROUP <= bytes; done += GROUP) {
      DoubleVector f = of(load(a, i + p * done), load(b, j + q * done));
      DoubleVector g = of(load(a, i + p * done + WIDTH), load(b, j + q * done + WIDTH));
      VectorMask<Double> failed = f.test(VectorOperators.IS_NAN).or(g.test(VectorOperators.IS_NAN));
      if (failed.anyTrue()) {
        return done;
      }
      f.intoMemorySegment(r, k + done, NATIVE);
      g.intoMemorySegment(r, k + done + WIDTH, NATIVE);
    }
    return done;
  }

  @Flattened
  private static DoubleVector load(MemorySegment m, long at) {
    return DoubleVector.fromMemorySegment(VectorTables.DOUBLES, m, at, NATIVE);
  }

  /** The power, or NaN where the formula does not hold. */
  @Flattened
  private static DoubleVector of(DoubleVector x, DoubleVector y) {
    LongVector bits = x.reinterpretAsLongs();
    LongVector above = bits.sub(VectorLog.LEAST);
    LongVector exponent = above.lanewise(VectorOperators.ASHR, 52);
    LongVector sixteenth = above.lanewise(VectorOperators.LSHR, 48);
    DoubleVector z = bits.sub(exponent.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles();
    DoubleVector inverse =
        sixteenth.selectFrom(VectorLog.INVERSE_LOW, VectorLog.INVERSE_HIGH).reinterpretAsDoubles();
    DoubleVector k =
        (DoubleVector) exponent.convertShape(VectorOperators.L2D, VectorTables.DOUBLES, 0);

    // z * inverse = 1 + r + e exactly.
    DoubleVector product = z.mul(inverse);
    DoubleVector e = z.fma(inverse, product.neg());
    DoubleVector r = product.add(VectorLog.MINUS_ONE);

    // head + r - r^2/2, of which head is exact, and what the additions lose.
    DoubleVector head =
        k.fma(LN2_HEAD, sixteenth.selectFrom(HEAD_LOW, HEAD_HIGH).reinterpretAsDoubles());
    DoubleVector linear = head.add(r);
    DoubleVector lostLinear = r.sub(linear.sub(head));
    DoubleVector square = r.mul(r);
    DoubleVector high = square.fma(MINUS_HALF, linear);
    DoubleVector lostSquare = square.fma(MINUS_HALF, linear.sub(high));
    DoubleVector squareRest = r.fma(r, square.neg());

    DoubleVector tail =
        k.fma(LN2_REST, sixteenth.selectFrom(REST_LOW, REST_HIGH).reinterpretAsDoubles());
    DoubleVector low = lostLinear.add(lostSquare).add(tail);
    low = squareRest.fma(MINUS_HALF, low).add(e.fma(square.sub(r), e));
    DoubleVector q =
        C11.fma(r, C10)
            .fma(r, C9)
            .fma(r, C8)
            .fma(r, C7)
            .fma(r, C6)
            .fma(r, C5)
            .fma(r, C4)
            .fma(r, C3);
    low = square.mul(r).fma(q, low);

    // exp(y log), of a sum whose second part is what rounding has lost.
    DoubleVector log = high.add(low);
    DoubleVector logRest = low.sub(log.sub(high));
    DoubleVector main = y.mul(log);
    DoubleVector rest = y.fma(logRest, y.fma(log, main.neg()));
    DoubleVector shifted = main.fma(VectorExp.PER_STEP, VectorExp.SHIFTER);
    DoubleVector f = VectorExp.power(VectorExp.rest(main, shifted).add(rest), shifted);
    VectorMask<Double> holds = VectorLog.holds(x).and(VectorExp.holds(main));
    return NAN.blend(whole(x, y, f), holds);
  }

  /** The power, rounded where it is a whole number that the error does not reach the half of. */
  @Flattened
  private static DoubleVector whole(DoubleVector x, DoubleVector y, DoubleVector f) {
    DoubleVector wholeX = x.add(WHOLE).sub(WHOLE);
    DoubleVector wholeY = y.add(WHOLE).sub(WHOLE);
    VectorMask<Double> known =
        wholeX
            .compare(VectorOperators.EQ, x)
            .and(wholeY.compare(VectorOperators.EQ, y))
            .and(y.compare(VectorOperators.GE, ZERO))
            .and(f.compare(VectorOperators.LT, SHARP));
    return f.blend(f.add(WHOLE).sub(WHOLE), known);
  }
}
