package dev.ambi.core.internal.ufunc;

import dev.ambi.core.internal.loop.Op;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/** Short names for making operators: the letter of what they take, {@code is} for what tests. */
final class Lambdas {

  private Lambdas() {}

  static Op l(LongUnaryOperator f) {
    return new Op.Longs(f);
  }

  static Op l2(LongBinaryOperator f) {
    return new Op.Longs2(f);
  }

  static Op d(DoubleUnaryOperator f) {
    return new Op.Doubles(f);
  }

  static Op d2(DoubleBinaryOperator f) {
    return new Op.Doubles2(f);
  }

  static Op c(Op.ComplexFunction f) {
    return new Op.Complexes(f);
  }

  static Op c2(Op.ComplexFunction2 f) {
    return new Op.Complexes2(f);
  }

  static Op isL(LongPredicate f) {
    return new Op.LongTest(f);
  }

  static Op isL2(Op.LongRelation f) {
    return new Op.LongTest2(f);
  }

  static Op isD(DoublePredicate f) {
    return new Op.DoubleTest(f);
  }

  static Op isD2(Op.DoubleRelation f) {
    return new Op.DoubleTest2(f);
  }

  static Op isC(Op.ComplexPredicate f) {
    return new Op.ComplexTest(f);
  }

  static Op isC2(Op.ComplexRelation f) {
    return new Op.ComplexTest2(f);
  }
}
