package dev.ambi.core.internal.loop;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * exp, within 2 ulp: x = k ln(2)/16 + r, so that exp(x) = 2^(k/16) exp(r), of which the first
 * factor is of a table and a shift, the second a polynomial.
 */
final class VectorExp {

  /** Added to a number it leaves the nearest integer in the lowest bits. */
  static final DoubleVector SHIFTER = VectorTables.all(0x1.8p52);

  static final DoubleVector PER_STEP = VectorTables.all(0x1.71547652b82fep+4);

  /** -ln(2)/16, so short that its products with k are exact, and the rest of it. */
  static final DoubleVector STEP = VectorTables.all(-0x1.62e42fef00000p-5);

  static final DoubleVector STEP_REST = VectorTables.all(-0x1.473de6af278edp-38);
  static final DoubleVector C2 = VectorTables.all(0x1.0000000000001p-1);
  static final DoubleVector C3 = VectorTables.all(0x1.555555547d215p-3);
  static final DoubleVector C4 = VectorTables.all(0x1.55555554b92fep-5);
  static final DoubleVector C5 = VectorTables.all(0x1.11124700bc7c1p-7);
  static final DoubleVector C6 = VectorTables.all(0x1.6c181f5989431p-10);
  static final LongVector LOW = VectorTables.low(VectorTables.EXP2);
  static final LongVector HIGH = VectorTables.high(VectorTables.EXP2);

  /** Up to here results are normal numbers. */
  static final DoubleVector LIMIT = VectorTables.all(708);

  private VectorExp() {}

  @Flattened
  static DoubleVector of(DoubleVector x) {
    DoubleVector shifted = x.fma(PER_STEP, SHIFTER);
    return power(rest(x, shifted), shifted);
  }

  /**
   * {@return exp of so many steps and a rest}
   *
   * @param r the rest
   * @param shifted has the number of steps in the lowest bits
   */
  @Flattened
  static DoubleVector power(DoubleVector r, DoubleVector shifted) {
    LongVector k = shifted.reinterpretAsLongs();
    DoubleVector q = C6.fma(r, C5).fma(r, C4).fma(r, C3).fma(r, C2);
    DoubleVector p = r.mul(r).fma(q, r);
    LongVector exponent = k.lanewise(VectorOperators.ASHR, 4).lanewise(VectorOperators.LSHL, 52);
    DoubleVector scale = k.selectFrom(LOW, HIGH).add(exponent).reinterpretAsDoubles();
    return scale.fma(p, scale);
  }

  @Flattened
  static VectorMask<Double> holds(DoubleVector x) {
    return x.abs().compare(VectorOperators.LT, LIMIT);
  }

  @Flattened
  static DoubleVector otherwise(DoubleVector x) {
    return x.lanewise(VectorOperators.EXP);
  }

  /**
   * {@return what is left of x}
   *
   * @param shifted x in steps, with the nearest integer in the lowest bits
   */
  @Flattened
  static DoubleVector rest(DoubleVector x, DoubleVector shifted) {
    DoubleVector n = shifted.sub(SHIFTER);
    return n.fma(STEP_REST, n.fma(STEP, x));
  }
}
