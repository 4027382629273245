package dev.ambi.core.internal.loop;

import dev.ambi.core.Complex;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleToLongFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/** What a loop does with one element of each input: a lambda, and what it takes and gives. */
public sealed interface Op {

  /** Integers (or bool) to an integer of any type. */
  record Longs(LongUnaryOperator f) implements Op {}

  /** Two integers to an integer. */
  record Longs2(LongBinaryOperator f) implements Op {}

  /** An integer to bool. */
  record LongTest(LongPredicate f) implements Op {}

  /** Two integers to bool. */
  record LongTest2(LongRelation f) implements Op {}

  /** A float to a float. */
  record Doubles(DoubleUnaryOperator f) implements Op {}

  /** Two floats to a float. */
  record Doubles2(DoubleBinaryOperator f) implements Op {}

  /** A float to bool. */
  record DoubleTest(DoublePredicate f) implements Op {}

  /** Two floats to bool. */
  record DoubleTest2(DoubleRelation f) implements Op {}

  /** A float and an integer to a float. */
  record DoubleLong(DoubleLongOperator f) implements Op {}

  /** A float to an integer. */
  record DoubleToLong(DoubleToLongFunction f) implements Op {}

  /** A complex number to a complex number. */
  record Complexes(ComplexFunction f) implements Op {}

  /** Two complex numbers to a complex number. */
  record Complexes2(ComplexFunction2 f) implements Op {}

  /** A complex number to a float. */
  record ComplexToDouble(ComplexMeasure f) implements Op {}

  /** A complex number to bool. */
  record ComplexTest(ComplexPredicate f) implements Op {}

  /** Two complex numbers to bool. */
  record ComplexTest2(ComplexRelation f) implements Op {}

  /** A relation of integers. */
  @FunctionalInterface
  interface LongRelation {
    boolean test(long a, long b);
  }

  /** A relation of floats. */
  @FunctionalInterface
  interface DoubleRelation {
    boolean test(double a, double b);
  }

  /** A float and an integer to a float. */
  @FunctionalInterface
  interface DoubleLongOperator {
    double apply(double a, long b);
  }

  /** A complex function of one complex variable. */
  @FunctionalInterface
  interface ComplexFunction {
    Complex apply(double re, double im);
  }

  /** A complex function of two complex variables. */
  @FunctionalInterface
  interface ComplexFunction2 {
    Complex apply(double re1, double im1, double re2, double im2);
  }

  /** A real function of a complex variable. */
  @FunctionalInterface
  interface ComplexMeasure {
    double apply(double re, double im);
  }

  /** A property of a complex number. */
  @FunctionalInterface
  interface ComplexPredicate {
    boolean test(double re, double im);
  }

  /** A relation of complex numbers. */
  @FunctionalInterface
  interface ComplexRelation {
    boolean test(double re1, double im1, double re2, double im2);
  }
}
