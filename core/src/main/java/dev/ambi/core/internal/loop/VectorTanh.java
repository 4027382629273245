package dev.ambi.core.internal.loop;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** tanh, within 3 ulp: (exp(2|x|) - 1) / (exp(2|x|) + 1) with the sign of x. */
final class VectorTanh {

  /** Of exp(r) - 1, one more than for exp: small results have to be as precise as large ones. */
  static final DoubleVector C2 = VectorTables.all(0x1.0000000000001p-1);

  static final DoubleVector C3 = VectorTables.all(0x1.5555555555557p-3);
  static final DoubleVector C4 = VectorTables.all(0x1.55555554e93b9p-5);
  static final DoubleVector C5 = VectorTables.all(0x1.11111110ab851p-7);
  static final DoubleVector C6 = VectorTables.all(0x1.6c17ed5c076b8p-10);
  static final DoubleVector C7 = VectorTables.all(0x1.a01b654df85d0p-13);

  static final LongVector REST_LOW = VectorTables.low(VectorTables.EXP2_REST);
  static final LongVector REST_HIGH = VectorTables.high(VectorTables.EXP2_REST);
  static final LongVector EXPONENT_OF_ONE = VectorTables.all(1).reinterpretAsLongs();
  static final LongVector SIGN = VectorTables.all(-0.0).reinterpretAsLongs();
  static final DoubleVector ONE = VectorTables.all(1);
  static final DoubleVector MINUS_ONE = VectorTables.all(-1);

  /** From here on the result rounds to 1. */
  static final DoubleVector LIMIT = VectorTables.all(20);

  private VectorTanh() {}

  @Flattened
  static DoubleVector of(DoubleVector x) {
    DoubleVector abs = x.abs();
    DoubleVector twice = abs.add(abs);
    DoubleVector shifted = twice.fma(VectorExp.PER_STEP, VectorExp.SHIFTER);
    LongVector k = shifted.reinterpretAsLongs();
    DoubleVector r = VectorExp.rest(twice, shifted);
    DoubleVector q = C7.fma(r, C6).fma(r, C5).fma(r, C4).fma(r, C3).fma(r, C2);
    DoubleVector p = r.mul(r).fma(q, r);
    DoubleVector power = k.selectFrom(VectorExp.LOW, VectorExp.HIGH).reinterpretAsDoubles();
    DoubleVector rest = k.selectFrom(REST_LOW, REST_HIGH).reinterpretAsDoubles();
    DoubleVector scale =
        k.lanewise(VectorOperators.ASHR, 4)
            .lanewise(VectorOperators.LSHL, 52)
            .add(EXPONENT_OF_ONE)
            .reinterpretAsDoubles();
    // exp(2|x|) - 1, without cancellation where it is small.
    DoubleVector less1 = scale.fma(power.fma(p, rest), scale.fma(power, MINUS_ONE));
    DoubleVector result = less1.div(less1.add(2));
    DoubleVector bounded = result.blend(ONE, abs.compare(VectorOperators.GE, LIMIT));
    return bounded.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  @Flattened
  static VectorMask<Double> holds(DoubleVector x) {
    return VectorTables.DOUBLES.maskAll(true);
  }

  @Flattened
  static DoubleVector otherwise(DoubleVector x) {
    return x.lanewise(VectorOperators.TANH);
  }
}
