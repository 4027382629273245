package dev.ambi.core;

import dev.ambi.core.internal.linalg.MatrixUFuncs;
import dev.ambi.core.internal.ufunc.ArithmeticUFuncs;
import dev.ambi.core.internal.ufunc.BitwiseUFuncs;
import dev.ambi.core.internal.ufunc.ComparisonUFuncs;
import dev.ambi.core.internal.ufunc.FloatUFuncs;
import dev.ambi.core.internal.ufunc.PartUFuncs;
import dev.ambi.core.internal.ufunc.TextUFuncs;
import dev.ambi.core.internal.ufunc.TimeUFuncs;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ufuncs that come with Ambi, by NumPy's names. Their tables of loops are open to additions.
 */
public final class UFuncs {

  private UFuncs() {}

  /** Addition. */
  public static final UFunc ADD = ArithmeticUFuncs.ADD;

  /** Subtraction. */
  public static final UFunc SUBTRACT = ArithmeticUFuncs.SUBTRACT;

  /** Multiplication. */
  public static final UFunc MULTIPLY = ArithmeticUFuncs.MULTIPLY;

  /** Division of floats; integers are converted to float64 first. */
  public static final UFunc DIVIDE = ArithmeticUFuncs.DIVIDE;

  /** Division rounded down. */
  public static final UFunc FLOOR_DIVIDE = ArithmeticUFuncs.FLOOR_DIVIDE;

  /** The remainder with the sign of the divisor. */
  public static final UFunc REMAINDER = ArithmeticUFuncs.REMAINDER;

  /** The remainder with the sign of the dividend. */
  public static final UFunc FMOD = ArithmeticUFuncs.FMOD;

  /** Power. */
  public static final UFunc POWER = ArithmeticUFuncs.POWER;

  /** Power of floats, at least float64. */
  public static final UFunc FLOAT_POWER = ArithmeticUFuncs.FLOAT_POWER;

  /** The number with the other sign. */
  public static final UFunc NEGATIVE = ArithmeticUFuncs.NEGATIVE;

  /** The number itself. */
  public static final UFunc POSITIVE = ArithmeticUFuncs.POSITIVE;

  /** The absolute value. */
  public static final UFunc ABSOLUTE = ArithmeticUFuncs.ABSOLUTE;

  /** The absolute value of a float. */
  public static final UFunc FABS = ArithmeticUFuncs.FABS;

  /** -1, 0 or 1; of a complex number, that number over its absolute value. */
  public static final UFunc SIGN = ArithmeticUFuncs.SIGN;

  /** The square. */
  public static final UFunc SQUARE = ArithmeticUFuncs.SQUARE;

  /** One over the number. */
  public static final UFunc RECIPROCAL = ArithmeticUFuncs.RECIPROCAL;

  /** The complex conjugate. */
  public static final UFunc CONJUGATE = ArithmeticUFuncs.CONJUGATE;

  /** The greater, NaN if either is. */
  public static final UFunc MAXIMUM = ArithmeticUFuncs.MAXIMUM;

  /** The lesser, NaN if either is. */
  public static final UFunc MINIMUM = ArithmeticUFuncs.MINIMUM;

  /** The greater, the other if one is NaN. */
  public static final UFunc FMAX = ArithmeticUFuncs.FMAX;

  /** The lesser, the other if one is NaN. */
  public static final UFunc FMIN = ArithmeticUFuncs.FMIN;

  /** Rounded down. */
  public static final UFunc FLOOR = ArithmeticUFuncs.FLOOR;

  /** Rounded up. */
  public static final UFunc CEIL = ArithmeticUFuncs.CEIL;

  /** Rounded towards zero. */
  public static final UFunc TRUNC = ArithmeticUFuncs.TRUNC;

  /** Rounded to the nearest integer, halves to the even one. */
  public static final UFunc RINT = ArithmeticUFuncs.RINT;

  /** The size of the first with the sign of the second. */
  public static final UFunc COPYSIGN = ArithmeticUFuncs.COPYSIGN;

  /** The next float from the first towards the second. */
  public static final UFunc NEXTAFTER = ArithmeticUFuncs.NEXTAFTER;

  /** 0 below zero, 1 above, the second input at zero. */
  public static final UFunc HEAVISIDE = ArithmeticUFuncs.HEAVISIDE;

  /** The greatest common divisor. */
  public static final UFunc GCD = ArithmeticUFuncs.GCD;

  /** The least common multiple. */
  public static final UFunc LCM = ArithmeticUFuncs.LCM;

  /** Bitwise and. */
  public static final UFunc BITWISE_AND = BitwiseUFuncs.BITWISE_AND;

  /** Bitwise or. */
  public static final UFunc BITWISE_OR = BitwiseUFuncs.BITWISE_OR;

  /** Bitwise xor. */
  public static final UFunc BITWISE_XOR = BitwiseUFuncs.BITWISE_XOR;

  /** Bitwise not; of bool the logical not. */
  public static final UFunc INVERT = BitwiseUFuncs.INVERT;

  /** Shifted to the left. */
  public static final UFunc LEFT_SHIFT = BitwiseUFuncs.LEFT_SHIFT;

  /** Shifted to the right. */
  public static final UFunc RIGHT_SHIFT = BitwiseUFuncs.RIGHT_SHIFT;

  /** The number of ones of the absolute value. */
  public static final UFunc BITWISE_COUNT = BitwiseUFuncs.BITWISE_COUNT;

  /** Whether the two are equal. */
  public static final UFunc EQUAL = ComparisonUFuncs.EQUAL;

  /** Whether the two differ. */
  public static final UFunc NOT_EQUAL = ComparisonUFuncs.NOT_EQUAL;

  /** Whether the first is less. */
  public static final UFunc LESS = ComparisonUFuncs.LESS;

  /** Whether the first is less or equal. */
  public static final UFunc LESS_EQUAL = ComparisonUFuncs.LESS_EQUAL;

  /** Whether the first is greater. */
  public static final UFunc GREATER = ComparisonUFuncs.GREATER;

  /** Whether the first is greater or equal. */
  public static final UFunc GREATER_EQUAL = ComparisonUFuncs.GREATER_EQUAL;

  /** Logical and of what is not zero. */
  public static final UFunc LOGICAL_AND = ComparisonUFuncs.LOGICAL_AND;

  /** Logical or of what is not zero. */
  public static final UFunc LOGICAL_OR = ComparisonUFuncs.LOGICAL_OR;

  /** Logical xor of what is not zero. */
  public static final UFunc LOGICAL_XOR = ComparisonUFuncs.LOGICAL_XOR;

  /** Whether it is zero. */
  public static final UFunc LOGICAL_NOT = ComparisonUFuncs.LOGICAL_NOT;

  /** The square root. */
  public static final UFunc SQRT = FloatUFuncs.SQRT;

  /** The cube root. */
  public static final UFunc CBRT = FloatUFuncs.CBRT;

  /** e to the power. */
  public static final UFunc EXP = FloatUFuncs.EXP;

  /** 2 to the power. */
  public static final UFunc EXP2 = FloatUFuncs.EXP2;

  /** exp - 1. */
  public static final UFunc EXPM1 = FloatUFuncs.EXPM1;

  /** The natural logarithm. */
  public static final UFunc LOG = FloatUFuncs.LOG;

  /** The logarithm to base 2. */
  public static final UFunc LOG2 = FloatUFuncs.LOG2;

  /** The logarithm to base 10. */
  public static final UFunc LOG10 = FloatUFuncs.LOG10;

  /** log(1 + x). */
  public static final UFunc LOG1P = FloatUFuncs.LOG1P;

  /** The sine. */
  public static final UFunc SIN = FloatUFuncs.SIN;

  /** The cosine. */
  public static final UFunc COS = FloatUFuncs.COS;

  /** The tangent. */
  public static final UFunc TAN = FloatUFuncs.TAN;

  /** The inverse sine. */
  public static final UFunc ARCSIN = FloatUFuncs.ARCSIN;

  /** The inverse cosine. */
  public static final UFunc ARCCOS = FloatUFuncs.ARCCOS;

  /** The inverse tangent. */
  public static final UFunc ARCTAN = FloatUFuncs.ARCTAN;

  /** The hyperbolic sine. */
  public static final UFunc SINH = FloatUFuncs.SINH;

  /** The hyperbolic cosine. */
  public static final UFunc COSH = FloatUFuncs.COSH;

  /** The hyperbolic tangent. */
  public static final UFunc TANH = FloatUFuncs.TANH;

  /** The inverse hyperbolic sine. */
  public static final UFunc ARCSINH = FloatUFuncs.ARCSINH;

  /** The inverse hyperbolic cosine. */
  public static final UFunc ARCCOSH = FloatUFuncs.ARCCOSH;

  /** The inverse hyperbolic tangent. */
  public static final UFunc ARCTANH = FloatUFuncs.ARCTANH;

  /** Radians to degrees. */
  public static final UFunc DEGREES = FloatUFuncs.DEGREES;

  /** Degrees to radians. */
  public static final UFunc RADIANS = FloatUFuncs.RADIANS;

  /** The angle of the point (second, first). */
  public static final UFunc ARCTAN2 = FloatUFuncs.ARCTAN2;

  /** The length of the hypotenuse. */
  public static final UFunc HYPOT = FloatUFuncs.HYPOT;

  /** log(exp(a) + exp(b)). */
  public static final UFunc LOGADDEXP = FloatUFuncs.LOGADDEXP;

  /** log2(2**a + 2**b). */
  public static final UFunc LOGADDEXP2 = FloatUFuncs.LOGADDEXP2;

  /** Whether it is NaN. */
  public static final UFunc ISNAN = FloatUFuncs.ISNAN;

  /** Whether it is infinite. */
  public static final UFunc ISINF = FloatUFuncs.ISINF;

  /** Whether it is neither NaN nor infinite. */
  public static final UFunc ISFINITE = FloatUFuncs.ISFINITE;

  /** Whether the sign bit is set. */
  public static final UFunc SIGNBIT = FloatUFuncs.SIGNBIT;

  /** Whether it is NaT; of datetime64 and timedelta64 only. */
  public static final UFunc ISNAT = TimeUFuncs.ISNAT;

  /** Radians to degrees. */
  public static final UFunc RAD2DEG = FloatUFuncs.RAD2DEG;

  /** Degrees to radians. */
  public static final UFunc DEG2RAD = FloatUFuncs.DEG2RAD;

  /** The quotient rounded down, and the remainder. */
  public static final UFunc DIVMOD = PartUFuncs.DIVMOD;

  /** The fractional and the whole part, both with the sign of the number. */
  public static final UFunc MODF = PartUFuncs.MODF;

  /** A mantissa from 0.5 up to 1, and the exponent of the power of two beside it. */
  public static final UFunc FREXP = PartUFuncs.FREXP;

  /** The first times two to the power of the second. */
  public static final UFunc LDEXP = PartUFuncs.LDEXP;

  /** The distance to the next float away from zero, with the sign of the number. */
  public static final UFunc SPACING = PartUFuncs.SPACING;

  /** The product of matrices, or of vectors that stand for a row or a column; generalized. */
  public static final UFunc MATMUL = MatrixUFuncs.MATMUL;

  /** The sum of products of two vectors, the first conjugated; generalized. */
  public static final UFunc VECDOT = MatrixUFuncs.VECDOT;

  /** The product of a matrix and a vector; generalized. */
  public static final UFunc MATVEC = MatrixUFuncs.MATVEC;

  /** The product of a conjugated vector and a matrix; generalized. */
  public static final UFunc VECMAT = MatrixUFuncs.VECMAT;

  static {
    TimeUFuncs.register();
    TextUFuncs.register();
  }

  private static final Map<String, UFunc> ALL =
      Stream.of(
              ADD,
              SUBTRACT,
              MULTIPLY,
              DIVIDE,
              FLOOR_DIVIDE,
              REMAINDER,
              FMOD,
              POWER,
              FLOAT_POWER,
              NEGATIVE,
              POSITIVE,
              ABSOLUTE,
              FABS,
              SIGN,
              SQUARE,
              RECIPROCAL,
              CONJUGATE,
              MAXIMUM,
              MINIMUM,
              FMAX,
              FMIN,
              FLOOR,
              CEIL,
              TRUNC,
              RINT,
              COPYSIGN,
              NEXTAFTER,
              HEAVISIDE,
              GCD,
              LCM,
              BITWISE_AND,
              BITWISE_OR,
              BITWISE_XOR,
              INVERT,
              LEFT_SHIFT,
              RIGHT_SHIFT,
              BITWISE_COUNT,
              EQUAL,
              NOT_EQUAL,
              LESS,
              LESS_EQUAL,
              GREATER,
              GREATER_EQUAL,
              LOGICAL_AND,
              LOGICAL_OR,
              LOGICAL_XOR,
              LOGICAL_NOT,
              SQRT,
              CBRT,
              EXP,
              EXP2,
              EXPM1,
              LOG,
              LOG2,
              LOG10,
              LOG1P,
              SIN,
              COS,
              TAN,
              ARCSIN,
              ARCCOS,
              ARCTAN,
              SINH,
              COSH,
              TANH,
              ARCSINH,
              ARCCOSH,
              ARCTANH,
              DEGREES,
              RADIANS,
              ARCTAN2,
              HYPOT,
              LOGADDEXP,
              LOGADDEXP2,
              ISNAN,
              ISINF,
              ISFINITE,
              SIGNBIT,
              ISNAT,
              RAD2DEG,
              DEG2RAD,
              DIVMOD,
              MODF,
              FREXP,
              LDEXP,
              SPACING,
              MATMUL,
              VECDOT,
              MATVEC,
              VECMAT)
          .collect(Collectors.toUnmodifiableMap(UFunc::name, Function.identity()));

  /** {@return all of them, in no particular order} */
  public static Collection<UFunc> all() {
    return ALL.values();
  }

  /**
   * {@return the ufunc of a name, if there is one}
   *
   * @param name NumPy's name, such as {@code floor_divide}
   */
  public static Optional<UFunc> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
