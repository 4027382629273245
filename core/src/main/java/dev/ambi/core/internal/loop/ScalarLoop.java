package dev.ambi.core.internal.loop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ambi.core.Complex;
import dev.ambi.core.InnerLoop;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * The template of loops that take one element after another, at any strides. Of the branches on the
 * kind of operator one is left in each copy.
 */
final class ScalarLoop implements InnerLoop {

  /**
   * The constants of a copy.
   *
   * @param in the lane of the inputs, or of the first
   * @param second the lane of the second input
   * @param out the lane of the output
   * @param op what is done
   * @param steps the strides that are known
   */
  record Constants(int in, int second, int out, Op op, Steps steps) {

    /** The distance of the elements of each operand that lie without gaps. */
    long[] items() {
      boolean complexIn =
          op instanceof Op.Complexes
              || op instanceof Op.Complexes2
              || op instanceof Op.ComplexToDouble
              || op instanceof Op.ComplexTest
              || op instanceof Op.ComplexTest2;
      boolean complexOut = op instanceof Op.Complexes || op instanceof Op.Complexes2;
      return new long[] {
        complexIn ? 2L * Lanes.size(in) : Lanes.size(in),
        complexIn ? 2L * Lanes.size(second) : Lanes.size(second),
        complexOut ? 2L * Lanes.size(out) : Lanes.size(out)
      };
    }

    Constants with(Steps other) {
      return new Constants(in, second, out, op, other);
    }
  }

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final int IN = CONSTANTS.in();
  private static final int SECOND = CONSTANTS.second();
  private static final int OUT = CONSTANTS.out();
  private static final Op OP = CONSTANTS.op();
  private static final int PART_IN = Lanes.size(IN);
  private static final int PART_OUT = Lanes.size(OUT);
  private static final Steps STEPS = CONSTANTS.steps();
  private static final long ITEM_IN = CONSTANTS.items()[0];
  private static final long ITEM_SECOND = CONSTANTS.items()[1];
  private static final long ITEM_OUT = CONSTANTS.items()[2];

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    if (memory.length == 2) {
      unary(memory[0], at[0], strides[0], memory[1], at[1], strides[1], n);
    } else {
      MemorySegment b = memory[1];
      binary(memory[0], at[0], strides[0], b, at[1], strides[1], memory[2], at[2], strides[2], n);
    }
  }

  private static void unary(
      MemorySegment a, long i, long stride, MemorySegment r, long k, long strideOut, long n) {
    long s = STEPS.ofInput(stride, ITEM_IN);
    long u = STEPS.ofOutput(strideOut, ITEM_OUT);
    for (long e = 0; e < n; e++) {
      unary(a, i + e * s, r, k + e * u);
    }
  }

  private static void binary(
      MemorySegment a,
      long i,
      long stride,
      MemorySegment b,
      long j,
      long strideSecond,
      MemorySegment r,
      long k,
      long strideOut,
      long n) {
    long s = STEPS.ofInput(stride, ITEM_IN);
    long t = STEPS.ofInput(strideSecond, ITEM_SECOND);
    long u = STEPS.ofOutput(strideOut, ITEM_OUT);
    for (long e = 0; e < n; e++) {
      binary(a, i + e * s, b, j + e * t, r, k + e * u);
    }
  }

  private static void unary(MemorySegment a, long x, MemorySegment r, long z) {
    if (OP instanceof Op.Longs op) {
      Lanes.putLong(OUT, r, z, op.f().applyAsLong(Lanes.getLong(IN, a, x)));
    } else if (OP instanceof Op.LongTest op) {
      putBoolean(r, z, op.f().test(Lanes.getLong(IN, a, x)));
    } else if (OP instanceof Op.Doubles op) {
      Lanes.putDouble(OUT, r, z, op.f().applyAsDouble(Lanes.getDouble(IN, a, x)));
    } else if (OP instanceof Op.DoubleTest op) {
      putBoolean(r, z, op.f().test(Lanes.getDouble(IN, a, x)));
    } else {
      complexUnary(a, x, r, z);
    }
  }

  private static void complexUnary(MemorySegment a, long x, MemorySegment r, long z) {
    if (OP instanceof Op.Complexes op) {
      putComplex(r, z, op.f().apply(re(a, x), im(a, x)));
    } else if (OP instanceof Op.ComplexToDouble op) {
      Lanes.putDouble(OUT, r, z, op.f().apply(re(a, x), im(a, x)));
    } else if (OP instanceof Op.ComplexTest op) {
      putBoolean(r, z, op.f().test(re(a, x), im(a, x)));
    } else {
      throw new IllegalStateException(OP.toString());
    }
  }

  private static void binary(
      MemorySegment a, long x, MemorySegment b, long y, MemorySegment r, long z) {
    if (OP instanceof Op.Longs2 op) {
      Lanes.putLong(
          OUT, r, z, op.f().applyAsLong(Lanes.getLong(IN, a, x), Lanes.getLong(IN, b, y)));
    } else if (OP instanceof Op.LongTest2 op) {
      putBoolean(r, z, op.f().test(Lanes.getLong(IN, a, x), Lanes.getLong(IN, b, y)));
    } else if (OP instanceof Op.Doubles2 op) {
      Lanes.putDouble(
          OUT, r, z, op.f().applyAsDouble(Lanes.getDouble(IN, a, x), Lanes.getDouble(IN, b, y)));
    } else if (OP instanceof Op.DoubleTest2 op) {
      putBoolean(r, z, op.f().test(Lanes.getDouble(IN, a, x), Lanes.getDouble(IN, b, y)));
    } else if (OP instanceof Op.DoubleLong op) {
      Lanes.putDouble(
          OUT, r, z, op.f().apply(Lanes.getDouble(IN, a, x), Lanes.getLong(SECOND, b, y)));
    } else {
      complexBinary(a, x, b, y, r, z);
    }
  }

  private static void complexBinary(
      MemorySegment a, long x, MemorySegment b, long y, MemorySegment r, long z) {
    if (OP instanceof Op.Complexes2 op) {
      putComplex(r, z, op.f().apply(re(a, x), im(a, x), re(b, y), im(b, y)));
    } else if (OP instanceof Op.ComplexTest2 op) {
      putBoolean(r, z, op.f().test(re(a, x), im(a, x), re(b, y), im(b, y)));
    } else {
      throw new IllegalStateException(OP.toString());
    }
  }

  private static double re(MemorySegment m, long at) {
    return Lanes.getDouble(IN, m, at);
  }

  private static double im(MemorySegment m, long at) {
    return Lanes.getDouble(IN, m, at + PART_IN);
  }

  private static void putComplex(MemorySegment m, long at, Complex value) {
    Lanes.putDouble(OUT, m, at, value.re());
    Lanes.putDouble(OUT, m, at + PART_OUT, value.im());
  }

  private static void putBoolean(MemorySegment m, long at, boolean value) {
    m.set(JAVA_BYTE, at, value ? (byte) 1 : 0);
  }
}
