package dev.ambi.core.internal.ufunc;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.InnerLoop;
import dev.ambi.core.internal.Numbers;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Loops of spans of time whose operands are not all counts. */
final class TimeLoops {

  private static final long NAT = Long.MIN_VALUE;

  private TimeLoops() {}

  /** {@return a loop of a count and a double that gives a count, cut; NaT if it is not finite} */
  static InnerLoop scaled(DoubleBinaryOperator f) {
    return (memory, at, strides, n) -> {
      for (long i = 0; i < n; i++) {
        long a = memory[0].get(JAVA_LONG_UNALIGNED, at[0] + i * strides[0]);
        double b = memory[1].get(JAVA_DOUBLE_UNALIGNED, at[1] + i * strides[1]);
        memory[2].set(JAVA_LONG_UNALIGNED, at[2] + i * strides[2], cut(a, f, (double) a, b));
      }
    };
  }

  /** {@return a loop of a double and a count that gives a count, cut; NaT if it is not finite} */
  static InnerLoop scaledBy(DoubleBinaryOperator f) {
    return (memory, at, strides, n) -> {
      for (long i = 0; i < n; i++) {
        double a = memory[0].get(JAVA_DOUBLE_UNALIGNED, at[0] + i * strides[0]);
        long b = memory[1].get(JAVA_LONG_UNALIGNED, at[1] + i * strides[1]);
        memory[2].set(JAVA_LONG_UNALIGNED, at[2] + i * strides[2], cut(b, f, a, (double) b));
      }
    };
  }

  /** Numbers that do not fit a long become the least one, which is NaT. */
  private static long cut(long count, DoubleBinaryOperator f, double a, double b) {
    return count == NAT ? NAT : Numbers.toSigned64(f.applyAsDouble(a, b));
  }

  /** {@return the loop of how many times one count is another} */
  static InnerLoop ratio() {
    return (memory, at, strides, n) -> {
      for (long i = 0; i < n; i++) {
        long a = memory[0].get(JAVA_LONG_UNALIGNED, at[0] + i * strides[0]);
        long b = memory[1].get(JAVA_LONG_UNALIGNED, at[1] + i * strides[1]);
        double ratio = a == NAT || b == NAT ? Double.NaN : (double) a / (double) b;
        memory[2].set(JAVA_DOUBLE_UNALIGNED, at[2] + i * strides[2], ratio);
      }
    };
  }

  /** {@return the loop of two functions of counts} */
  static InnerLoop two(LongBinaryOperator f, LongBinaryOperator g) {
    return (memory, at, strides, n) -> {
      for (long i = 0; i < n; i++) {
        long a = memory[0].get(JAVA_LONG_UNALIGNED, at[0] + i * strides[0]);
        long b = memory[1].get(JAVA_LONG_UNALIGNED, at[1] + i * strides[1]);
        memory[2].set(JAVA_LONG_UNALIGNED, at[2] + i * strides[2], f.applyAsLong(a, b));
        memory[3].set(JAVA_LONG_UNALIGNED, at[3] + i * strides[3], g.applyAsLong(a, b));
      }
    };
  }
}
