package dev.ambi.core.internal.ufunc;

import static dev.ambi.core.internal.ufunc.Lambdas.c;
import static dev.ambi.core.internal.ufunc.Lambdas.c2;
import static dev.ambi.core.internal.ufunc.Lambdas.d;
import static dev.ambi.core.internal.ufunc.Lambdas.d2;
import static dev.ambi.core.internal.ufunc.Lambdas.l;
import static dev.ambi.core.internal.ufunc.Lambdas.l2;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.binary;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.reorderable;
import static dev.ambi.core.internal.ufunc.UFuncBuilder.unary;

import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncLoop;
import dev.ambi.core.internal.loop.Op;

/** Sums, products, quotients, extrema and what rounds. */
public final class ArithmeticUFuncs {

  /** What an infinity is as an {@code int} of C on x86-64, where NumPy's answers come from. */
  private static final long C_INT = Integer.MIN_VALUE;

  private ArithmeticUFuncs() {}

  /** Addition. */
  public static final UFunc ADD =
      reorderable("add", 0L)
          .bool(l2((a, b) -> a | b), "OR")
          .integers(l2(Long::sum), "ADD")
          .floats(d2(Double::sum), "ADD")
          .complexes(c2((a, b, x, y) -> new Complex(a + x, b + y)))
          .done();

  /** Subtraction. */
  public static final UFunc SUBTRACT =
      binary("subtract")
          .loop(
              NotSupported.bool(
                  2,
                  "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor,"
                      + " the `^` operator, or the logical_xor function instead."))
          .integers(l2((a, b) -> a - b), "SUB")
          .floats(d2((a, b) -> a - b), "SUB")
          .complexes(c2((a, b, x, y) -> new Complex(a - x, b - y)))
          .done();

  /** Multiplication. */
  public static final UFunc MULTIPLY =
      reorderable("multiply", 1L)
          .bool(l2((a, b) -> a & b), "AND")
          .integers(l2((a, b) -> a * b), "MUL")
          .floats(d2((a, b) -> a * b), "MUL")
          .complexes(c2(ComplexMath::multiply))
          .done();

  /** Division of floats; integers are converted to float64 first. */
  public static final UFunc DIVIDE =
      asFloat64(binary("divide"))
          .floats(d2((a, b) -> a / b), "DIV")
          .complexes(c2(ComplexMath::divide))
          .done();

  /** Division rounded down. */
  public static final UFunc FLOOR_DIVIDE =
      binary("floor_divide")
          .integers(l2(RealMath::floorDivide), null, l2(RealMath::unsignedDivide), null)
          .floats(d2(RealMath::floorDivide), null)
          .done();

  /** The remainder with the sign of the divisor. */
  public static final UFunc REMAINDER =
      binary("remainder")
          .integers(l2(RealMath::remainder), null, l2(RealMath::unsignedRemainder), null)
          .floats(d2(RealMath::remainder), null)
          .done();

  /** The remainder with the sign of the dividend. */
  public static final UFunc FMOD =
      binary("fmod")
          .integers(l2((a, b) -> b == 0 ? 0 : a % b), null, l2(RealMath::unsignedRemainder), null)
          .floats(d2((a, b) -> a % b), null)
          .done();

  /** Power. */
  public static final UFunc POWER =
      binary("power")
          .integers(l2(RealMath::power), null, l2(RealMath::unsignedPower), null)
          .floats(d2(RealMath::power), "POW")
          .complexes(c2(ComplexPower::power))
          .done();

  /** Power of floats, at least float64. */
  public static final UFunc FLOAT_POWER =
      binary("float_power")
          .mixed(TypeId.FLOAT64, TypeId.FLOAT64, d2(RealMath::power))
          .mixed(TypeId.COMPLEX128, TypeId.COMPLEX128, c2(ComplexPower::power))
          .done();

  /** The number with the other sign. */
  public static final UFunc NEGATIVE =
      unary("negative")
          .loop(
              NotSupported.bool(
                  1,
                  "The numpy boolean negative, the `-` operator, is not supported, use the `~`"
                      + " operator or the logical_not function instead."))
          .integers(l(a -> -a), "NEG")
          .floats(d(a -> -a), "NEG")
          .complexes(c((a, b) -> new Complex(-a, -b)))
          .done();

  /** The number itself. */
  public static final UFunc POSITIVE =
      unary("positive")
          .loop(NotSupported.bool(1, notSupported("positive", 1)))
          .integers(l(a -> a), null)
          .floats(d(a -> a), null)
          .complexes(c(Complex::new))
          .done();

  /** The absolute value. */
  public static final UFunc ABSOLUTE =
      unary("absolute")
          .bool(l(a -> a))
          .integers(l(Math::abs), "ABS", l(a -> a), null)
          .floats(d(Math::abs), "ABS")
          .complexToFloat(new Op.ComplexToDouble(Math::hypot))
          .done();

  /** The absolute value of a float. */
  public static final UFunc FABS = unary("fabs").floats(d(Math::abs), "ABS").done();

  /** -1, 0 or 1; of a complex number, that number over its absolute value. */
  public static final UFunc SIGN =
      unary("sign")
          .loop(NotSupported.bool(1, notSupported("sign", 1)))
          .integers(l(a -> Long.signum(a)), null, l(a -> a == 0 ? 0 : 1), null)
          .floats(d(a -> a > 0 ? 1 : a < 0 ? -1 : a == 0 ? 0 : a), null)
          .complexes(c(ComplexMath::sign))
          .done();

  /** The square. */
  public static final UFunc SQUARE =
      unary("square")
          .integers(l(a -> a * a), null)
          .floats(d(a -> a * a), null)
          .complexes(c((a, b) -> new Complex(a * a - b * b, a * b + b * a)))
          .done();

  /** One over the number. */
  public static final UFunc RECIPROCAL =
      unary("reciprocal")
          .integers(l(a -> a == 0 ? C_INT : 1 / a), null, l(a -> a == 1 ? 1 : 0), null)
          .mixed(TypeId.INT64, TypeId.INT64, l(a -> a == 0 ? Long.MIN_VALUE : 1 / a))
          .floats(d(a -> 1 / a), null)
          .complexes(c(ComplexMath::reciprocal))
          .done();

  /** The complex conjugate. */
  public static final UFunc CONJUGATE =
      unary("conjugate")
          .integers(l(a -> a), null)
          .floats(d(a -> a), null)
          .complexes(c((a, b) -> new Complex(a, -b)))
          .done();

  /** The greater, NaN if either is. */
  public static final UFunc MAXIMUM =
      reorderable("maximum", null)
          .bool(l2((a, b) -> a | b), "OR")
          .integers(l2(Math::max), "MAX", l2(RealMath::unsignedMax), "UMAX")
          .floats(d2(Math::max), "MAX")
          .complexes(c2(ComplexMath::maximum))
          .done();

  /** The lesser, NaN if either is. */
  public static final UFunc MINIMUM =
      reorderable("minimum", null)
          .bool(l2((a, b) -> a & b), "AND")
          .integers(l2(Math::min), "MIN", l2(RealMath::unsignedMin), "UMIN")
          .floats(d2(Math::min), "MIN")
          .complexes(c2(ComplexMath::minimum))
          .done();

  /** The greater, the other if one is NaN. */
  public static final UFunc FMAX =
      reorderable("fmax", null)
          .bool(l2((a, b) -> a | b), "OR")
          .integers(l2(Math::max), "MAX", l2(RealMath::unsignedMax), "UMAX")
          .floats(d2((a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b)), null)
          .complexes(c2(ComplexMath::fmax))
          .done();

  /** The lesser, the other if one is NaN. */
  public static final UFunc FMIN =
      reorderable("fmin", null)
          .bool(l2((a, b) -> a & b), "AND")
          .integers(l2(Math::min), "MIN", l2(RealMath::unsignedMin), "UMIN")
          .floats(d2((a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b)), null)
          .complexes(c2(ComplexMath::fmin))
          .done();

  /** Rounded down. */
  public static final UFunc FLOOR = rounding("floor", d(Math::floor));

  /** Rounded up. */
  public static final UFunc CEIL = rounding("ceil", d(Math::ceil));

  /** Rounded towards zero. */
  public static final UFunc TRUNC = rounding("trunc", d(RealMath::trunc));

  /** Rounded to the nearest integer, halves to the even one. */
  public static final UFunc RINT =
      unary("rint")
          .floats(d(Math::rint), null)
          .complexes(c((a, b) -> new Complex(Math.rint(a), Math.rint(b))))
          .done();

  /** The size of the first with the sign of the second. */
  public static final UFunc COPYSIGN = binary("copysign").floats(d2(Math::copySign), null).done();

  /** The next float from the first towards the second. */
  public static final UFunc NEXTAFTER =
      binary("nextafter")
          .mixed(TypeId.FLOAT16, TypeId.FLOAT16, d2(RealMath::nextHalf))
          .mixed(TypeId.FLOAT32, TypeId.FLOAT32, d2((a, b) -> Math.nextAfter((float) a, b)))
          .mixed(TypeId.FLOAT64, TypeId.FLOAT64, d2(Math::nextAfter))
          .done();

  /** 0 below zero, 1 above, the second input at zero. */
  public static final UFunc HEAVISIDE =
      binary("heaviside")
          .floats(d2((a, b) -> Double.isNaN(a) ? a : a == 0 ? b : a < 0 ? 0 : 1), null)
          .done();

  /** The greatest common divisor. */
  public static final UFunc GCD =
      reorderable("gcd", 0L)
          .loop(NotSupported.bool(2, notSupported("gcd", 2)))
          .integers(l2(RealMath::gcd), null, l2(RealMath::unsignedGcd), null)
          .done();

  /** The least common multiple. */
  public static final UFunc LCM =
      binary("lcm")
          .loop(NotSupported.bool(2, notSupported("lcm", 2)))
          .integers(l2(RealMath::lcm), null, l2(RealMath::unsignedLcm), null)
          .done();

  /** Integers stay as they are. */
  private static UFunc rounding(String name, Op op) {
    return unary(name).bool(l(a -> a)).integers(l(a -> a), null).floats(op, null).done();
  }

  /** Integers of every size are converted to float64, also where a shorter float would do. */
  private static UFuncBuilder asFloat64(UFuncBuilder b) {
    return b.integersAs(DType.FLOAT64);
  }

  private static String notSupported(String name, int inputs) {
    String type = "<class 'numpy.dtypes.BoolDType'>";
    return "ufunc '"
        + name
        + "' did not contain a loop with signature matching types "
        + (inputs == 1 ? type : "(" + type + ", " + type + ")")
        + " -> None";
  }

  /** Loops that refuse. */
  private static final class NotSupported {
    static UFuncLoop bool(int inputs, String message) {
      DType[] dtypes = new DType[inputs + 1];
      java.util.Arrays.fill(dtypes, DType.BOOL);
      return UFuncLoop.lazy(
              () -> {
                throw new IllegalStateException(message);
              },
              dtypes)
          .withResolver(in -> {
            if (in.stream().allMatch(d -> d.id() == TypeId.BOOL)) {
              throw new IllegalArgumentException(message);
            }
            return null;
          });
    }
  }
}
