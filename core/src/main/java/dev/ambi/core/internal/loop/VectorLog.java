package dev.ambi.core.internal.loop;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * log, within 2 ulp: x = 2^k z with z near 1, and z = (1 + r) / inverse of a table, so that log(x)
 * = k ln(2) - log(inverse) + log(1 + r), of which the last is a polynomial.
 */
final class VectorLog {

  /** The bits of the least z: eight and a half sixteenths of the mantissas' range below 1. */
  static final LongVector LEAST = LongVector.broadcast(LongVector.SPECIES_512, 0x3fe7800000000000L);

  static final DoubleVector LEAST_NORMAL = VectorTables.all(Double.MIN_NORMAL);
  static final DoubleVector INFINITY = VectorTables.all(Double.POSITIVE_INFINITY);
  static final DoubleVector MINUS_ONE = VectorTables.all(-1);
  static final DoubleVector LN2 = VectorTables.all(0x1.62e42fefa39efp-1);
  static final DoubleVector C2 = VectorTables.all(-0x1.ffffffffffff3p-2);
  static final DoubleVector C3 = VectorTables.all(0x1.55555555554f7p-2);
  static final DoubleVector C4 = VectorTables.all(-0x1.00000000678ebp-2);
  static final DoubleVector C5 = VectorTables.all(0x1.9999999b9f660p-3);
  static final DoubleVector C6 = VectorTables.all(-0x1.55554534e5a6cp-3);
  static final DoubleVector C7 = VectorTables.all(0x1.2492303903f95p-3);
  static final DoubleVector C8 = VectorTables.all(-0x1.0066d83292e83p-3);
  static final DoubleVector C9 = VectorTables.all(0x1.c8062cc48450cp-4);
  static final LongVector INVERSE_LOW = VectorTables.low(VectorTables.INVERSE);
  static final LongVector INVERSE_HIGH = VectorTables.high(VectorTables.INVERSE);
  static final LongVector LOG_LOW = VectorTables.low(VectorTables.LOG);
  static final LongVector LOG_HIGH = VectorTables.high(VectorTables.LOG);

  private VectorLog() {}

  @Flattened
  static DoubleVector of(DoubleVector x) {
    LongVector bits = x.reinterpretAsLongs();
    LongVector above = bits.sub(LEAST);
    LongVector k = above.lanewise(VectorOperators.ASHR, 52);
    LongVector sixteenth = above.lanewise(VectorOperators.LSHR, 48);
    DoubleVector z = bits.sub(k.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles();
    DoubleVector inverse = sixteenth.selectFrom(INVERSE_LOW, INVERSE_HIGH).reinterpretAsDoubles();
    DoubleVector log = sixteenth.selectFrom(LOG_LOW, LOG_HIGH).reinterpretAsDoubles();
    DoubleVector r = z.fma(inverse, MINUS_ONE);
    DoubleVector exponent =
        (DoubleVector) k.convertShape(VectorOperators.L2D, VectorTables.DOUBLES, 0);
    DoubleVector q =
        C9.fma(r, C8).fma(r, C7).fma(r, C6).fma(r, C5).fma(r, C4).fma(r, C3).fma(r, C2);
    return r.mul(r).fma(q, exponent.fma(LN2, log).add(r));
  }

  /** Positive normal numbers. */
  @Flattened
  static VectorMask<Double> holds(DoubleVector x) {
    return x.compare(VectorOperators.GE, LEAST_NORMAL).and(x.compare(VectorOperators.LT, INFINITY));
  }

  @Flattened
  static DoubleVector otherwise(DoubleVector x) {
    return x.lanewise(VectorOperators.LOG);
  }
}
