package dev.ambi.bridge.kernel.call;

/** Arithmetic that stays at the ends of longs instead of wrapping around. */
final class Saturating {
  private Saturating() {}

  static long add(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? end(a < 0) : sum;
  }

  static long subtract(long a, long b) {
    long difference = a - b;
    return ((a ^ b) & (a ^ difference)) < 0 ? end(a < 0) : difference;
  }

  static long multiply(long a, long b) {
    long low = a * b;
    return Math.multiplyHigh(a, b) == low >> 63 ? low : end((a < 0) != (b < 0));
  }

  /** Rounds down. What no number divides is more than any array has. */
  static long divide(long a, long b) {
    return b == 0 || (a == Long.MIN_VALUE && b == -1) ? Long.MAX_VALUE : Math.floorDiv(a, b);
  }

  static long choose(long a, long b, long then, long otherwise) {
    return a == b ? then : otherwise;
  }

  static long max(long a, long b) {
    return Math.max(a, b);
  }

  static long min(long a, long b) {
    return Math.min(a, b);
  }

  static long distance(long a, long b) {
    long difference = subtract(a, b);
    return difference == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(difference);
  }

  /** Of a number that C takes for unsigned: below zero, it is more than any array has. */
  static long unsigned(long zero, long n) {
    return n < zero ? Long.MAX_VALUE : n;
  }

  private static long end(boolean negative) {
    return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
