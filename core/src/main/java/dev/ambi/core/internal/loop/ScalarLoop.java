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
   */
  record Constants(int in, int second, int out, Op op) {}

  private static final Constants CONSTANTS =
      Specializer.constants(MethodHandles.lookup(), Constants.class);
  private static final int IN = CONSTANTS.in();
  private static final int SECOND = CONSTANTS.second();
  private static final int OUT = CONSTANTS.out();
  private static final Op OP = CONSTANTS.op();
  private static final int PART_IN = Lanes.size(IN);
  private static final int PART_OUT = Lanes.size(OUT);

  @Override
  public void run(MemorySegment[] memory, long[] at, long[] strides, long n) {
    MemorySegment a = memory[0];
    long i = at[0];
    long s = strides[0];
    if (memory.length == 2) {
      unary(a, i, s, memory[1], at[1], strides[1], n);
    } else {
      binary(a, i, s, memory[1], at[1], strides[1], memory[2], at[2], strides[2], n);
    }
  }

  private static void unary(
      MemorySegment a, long i, long s, MemorySegment r, long k, long u, long n) {
    for (; n > 0; n--, i += s, k += u) {
      if (OP instanceof Op.Longs op) {
        Lanes.putLong(OUT, r, k, op.f().applyAsLong(Lanes.getLong(IN, a, i)));
      } else if (OP instanceof Op.LongTest op) {
        putBoolean(r, k, op.f().test(Lanes.getLong(IN, a, i)));
      } else if (OP instanceof Op.Doubles op) {
        Lanes.putDouble(OUT, r, k, op.f().applyAsDouble(Lanes.getDouble(IN, a, i)));
      } else if (OP instanceof Op.DoubleTest op) {
        putBoolean(r, k, op.f().test(Lanes.getDouble(IN, a, i)));
      } else if (OP instanceof Op.Complexes op) {
        putComplex(r, k, op.f().apply(re(a, i), im(a, i)));
      } else if (OP instanceof Op.ComplexToDouble op) {
        Lanes.putDouble(OUT, r, k, op.f().apply(re(a, i), im(a, i)));
      } else if (OP instanceof Op.ComplexTest op) {
        putBoolean(r, k, op.f().test(re(a, i), im(a, i)));
      } else {
        throw new IllegalStateException(OP.toString());
      }
    }
  }

  private static void binary(
      MemorySegment a,
      long i,
      long s,
      MemorySegment b,
      long j,
      long t,
      MemorySegment r,
      long k,
      long u,
      long n) {
    for (; n > 0; n--, i += s, j += t, k += u) {
      if (OP instanceof Op.Longs2 op) {
        Lanes.putLong(
            OUT, r, k, op.f().applyAsLong(Lanes.getLong(IN, a, i), Lanes.getLong(IN, b, j)));
      } else if (OP instanceof Op.LongTest2 op) {
        putBoolean(r, k, op.f().test(Lanes.getLong(IN, a, i), Lanes.getLong(IN, b, j)));
      } else if (OP instanceof Op.Doubles2 op) {
        Lanes.putDouble(
            OUT, r, k, op.f().applyAsDouble(Lanes.getDouble(IN, a, i), Lanes.getDouble(IN, b, j)));
      } else if (OP instanceof Op.DoubleTest2 op) {
        putBoolean(r, k, op.f().test(Lanes.getDouble(IN, a, i), Lanes.getDouble(IN, b, j)));
      } else if (OP instanceof Op.DoubleLong op) {
        Lanes.putDouble(
            OUT, r, k, op.f().apply(Lanes.getDouble(IN, a, i), Lanes.getLong(SECOND, b, j)));
      } else if (OP instanceof Op.Complexes2 op) {
        putComplex(r, k, op.f().apply(re(a, i), im(a, i), re(b, j), im(b, j)));
      } else if (OP instanceof Op.ComplexTest2 op) {
        putBoolean(r, k, op.f().test(re(a, i), im(a, i), re(b, j), im(b, j)));
      } else {
        throw new IllegalStateException(OP.toString());
      }
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
