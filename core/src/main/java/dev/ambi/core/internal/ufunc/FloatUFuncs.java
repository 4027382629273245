package dev.ambi.core.internal.ufunc;

import static dev.ambi.core.internal.ufunc.Lambdas.c;
import static dev.ambi.core.internal.ufunc.Lambdas.d;
import static dev.ambi.core.internal.ufunc.Lambdas.d2;
import static dev.ambi.core.internal.ufunc.Lambdas.isC;
import static dev.ambi.core.internal.ufunc.Lambdas.isD;
import static dev.ambi.core.internal.ufunc.Lambdas.isL;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.anyOrder;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.binary;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.reorderable;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.unary;

import dev.ambi.core.UFunc;

/** Transcendental functions, and tests for special values. */
public final class FloatUFuncs {

  private FloatUFuncs() {}

  /** The square root. */
  public static final UFunc SQRT =
      unary("sqrt").floats(d(Math::sqrt), "SQRT").complexes(c(ComplexFunctions::sqrt)).done();

  /** The cube root. */
  public static final UFunc CBRT = unary("cbrt").floats(d(Math::cbrt), "CBRT").done();

  /** e to the power. */
  public static final UFunc EXP =
      unary("exp").floats(d(Math::exp), "EXP").complexes(c(ComplexFunctions::exp)).done();

  /** 2 to the power. */
  public static final UFunc EXP2 =
      unary("exp2").floats(d(RealMath::exp2), null).complexes(c(ComplexFunctions::exp2)).done();

  /** exp - 1. */
  public static final UFunc EXPM1 =
      unary("expm1").floats(d(Math::expm1), "EXPM1").complexes(c(ComplexFunctions::expm1)).done();

  /** The natural logarithm. */
  public static final UFunc LOG =
      unary("log").floats(d(Math::log), "LOG").complexes(c(ComplexFunctions::log)).done();

  /** The logarithm to base 2. */
  public static final UFunc LOG2 =
      unary("log2").floats(d(RealMath::log2), null).complexes(c(ComplexFunctions::log2)).done();

  /** The logarithm to base 10. */
  public static final UFunc LOG10 =
      unary("log10").floats(d(Math::log10), "LOG10").complexes(c(ComplexFunctions::log10)).done();

  /** log(1 + x). */
  public static final UFunc LOG1P =
      unary("log1p").floats(d(Math::log1p), "LOG1P").complexes(c(ComplexFunctions::log1p)).done();

  /** The sine. */
  public static final UFunc SIN =
      unary("sin").floats(d(Math::sin), "SIN").complexes(c(ComplexTrigonometry::sin)).done();

  /** The cosine. */
  public static final UFunc COS =
      unary("cos").floats(d(Math::cos), "COS").complexes(c(ComplexTrigonometry::cos)).done();

  /** The tangent. */
  public static final UFunc TAN =
      unary("tan").floats(d(Math::tan), "TAN").complexes(c(ComplexTrigonometry::tan)).done();

  /** The inverse sine. */
  public static final UFunc ARCSIN =
      unary("arcsin").floats(d(Math::asin), "ASIN").complexes(c(ComplexInverses::asin)).done();

  /** The inverse cosine. */
  public static final UFunc ARCCOS =
      unary("arccos").floats(d(Math::acos), "ACOS").complexes(c(ComplexInverses::acos)).done();

  /** The inverse tangent. */
  public static final UFunc ARCTAN =
      unary("arctan").floats(d(Math::atan), "ATAN").complexes(c(ComplexInverses::atan)).done();

  /** The hyperbolic sine. */
  public static final UFunc SINH =
      unary("sinh").floats(d(Math::sinh), "SINH").complexes(c(ComplexTrigonometry::sinh)).done();

  /** The hyperbolic cosine. */
  public static final UFunc COSH =
      unary("cosh").floats(d(Math::cosh), "COSH").complexes(c(ComplexTrigonometry::cosh)).done();

  /** The hyperbolic tangent. */
  public static final UFunc TANH =
      unary("tanh").floats(d(Math::tanh), "TANH").complexes(c(ComplexTrigonometry::tanh)).done();

  /** The inverse hyperbolic sine. */
  public static final UFunc ARCSINH =
      unary("arcsinh").floats(d(RealMath::asinh), null).complexes(c(ComplexInverses::asinh)).done();

  /** The inverse hyperbolic cosine. */
  public static final UFunc ARCCOSH =
      unary("arccosh").floats(d(RealMath::acosh), null).complexes(c(ComplexInverses::acosh)).done();

  /** The inverse hyperbolic tangent. */
  public static final UFunc ARCTANH =
      unary("arctanh").floats(d(RealMath::atanh), null).complexes(c(ComplexInverses::atanh)).done();

  /** Radians to degrees. */
  public static final UFunc DEGREES =
      unary("degrees").floats(d(a -> a * (180 / Math.PI)), null).done();

  /** Radians to degrees. */
  public static final UFunc RAD2DEG =
      unary("rad2deg").floats(d(a -> a * (180 / Math.PI)), null).done();

  /** Degrees to radians. */
  public static final UFunc RADIANS =
      unary("radians").floats(d(a -> a * (Math.PI / 180)), null).done();

  /** Degrees to radians. */
  public static final UFunc DEG2RAD =
      unary("deg2rad").floats(d(a -> a * (Math.PI / 180)), null).done();

  /** The angle of the point (second, first). */
  public static final UFunc ARCTAN2 = binary("arctan2").floats(d2(Math::atan2), "ATAN2").done();

  /** The length of the hypotenuse. */
  public static final UFunc HYPOT = anyOrder("hypot", 0L).floats(d2(Math::hypot), "HYPOT").done();

  /** log(exp(a) + exp(b)). */
  public static final UFunc LOGADDEXP =
      reorderable("logaddexp", Double.NEGATIVE_INFINITY)
          .floats(d2(RealMath::logaddexp), null)
          .done();

  /** log2(2**a + 2**b). */
  public static final UFunc LOGADDEXP2 =
      reorderable("logaddexp2", Double.NEGATIVE_INFINITY)
          .floats(d2(RealMath::logaddexp2), null)
          .done();

  /** Whether it is NaN. */
  public static final UFunc ISNAN =
      unary("isnan")
          .boolTest(isL(a -> false))
          .integers(isL(a -> false), null)
          .floats(isD(Double::isNaN), null)
          .complexes(isC((a, b) -> Double.isNaN(a) || Double.isNaN(b)))
          .done();

  /** Whether it is infinite. */
  public static final UFunc ISINF =
      unary("isinf")
          .boolTest(isL(a -> false))
          .integers(isL(a -> false), null)
          .floats(isD(Double::isInfinite), null)
          .complexes(isC((a, b) -> Double.isInfinite(a) || Double.isInfinite(b)))
          .done();

  /** Whether it is neither NaN nor infinite. */
  public static final UFunc ISFINITE =
      unary("isfinite")
          .boolTest(isL(a -> true))
          .integers(isL(a -> true), null)
          .floats(isD(Double::isFinite), null)
          .complexes(isC((a, b) -> Double.isFinite(a) && Double.isFinite(b)))
          .done();

  /** Whether the sign bit is set. */
  public static final UFunc SIGNBIT =
      unary("signbit").floats(isD(a -> Double.doubleToRawLongBits(a) < 0), null).done();
}
