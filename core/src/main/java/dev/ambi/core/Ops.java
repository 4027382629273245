package dev.ambi.core;

import dev.ambi.core.internal.dtype.VoidComparison;
import dev.ambi.core.internal.ufunc.Choice;
import dev.ambi.core.internal.ufunc.Interpolation;

/**
 * Element-wise functions, by the names of the Python array API standard in Java's spelling.
 *
 * <p>Arguments are {@link NDArray}s, {@link Number}s, {@link Boolean}s or {@link Complex} numbers;
 * they broadcast, and numbers adapt to the dtypes of the arrays (NEP 50). Results are new arrays.
 * Each function throws {@link IllegalArgumentException} if shapes or dtypes do not fit. For {@code
 * out}, {@code where}, {@code dtype} and reductions use the {@link UFuncs} themselves.
 */
public final class Ops {

  private Ops() {}

  private static NDArray call(UFunc f, Object a) {
    return a instanceof NDArray x ? f.call(x) : f.with().call(a);
  }

  private static NDArray call(UFunc f, Object a, Object b) {
    return a instanceof NDArray x && b instanceof NDArray y ? f.call(x, y) : f.with().call(a, b);
  }

  /**
   * {@return for each element: the absolute value}
   *
   * @param a the input
   */
  public static NDArray abs(Object a) {
    return call(UFuncs.ABSOLUTE, a);
  }

  /**
   * {@return for each element: the inverse cosine}
   *
   * @param a the input
   */
  public static NDArray acos(Object a) {
    return call(UFuncs.ARCCOS, a);
  }

  /**
   * {@return for each element: the inverse hyperbolic cosine}
   *
   * @param a the input
   */
  public static NDArray acosh(Object a) {
    return call(UFuncs.ARCCOSH, a);
  }

  /**
   * {@return for each pair of elements: addition}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray add(Object a, Object b) {
    return call(UFuncs.ADD, a, b);
  }

  /**
   * {@return for each element: the angle of a complex number in radians; of a real one 0 or pi}
   *
   * @param z the input
   */
  public static NDArray angle(Object z) {
    boolean complex =
        z instanceof Complex || (z instanceof NDArray a && a.dtype().id().isComplex());
    if (!complex) {
      return atan2(0, z);
    }
    NDArray a = z instanceof NDArray x ? x : NDArray.scalar(DType.COMPLEX128, z);
    return atan2(imag(a), real(a));
  }

  /**
   * {@return for each element: the angle of a complex number; of a real one 0 or a half turn}
   *
   * @param z the input
   * @param degrees whether in degrees, else in radians
   */
  public static NDArray angle(Object z, boolean degrees) {
    return degrees ? multiply(angle(z), 180 / Math.PI) : angle(z);
  }

  /**
   * {@return for each element: the inverse sine}
   *
   * @param a the input
   */
  public static NDArray asin(Object a) {
    return call(UFuncs.ARCSIN, a);
  }

  /**
   * {@return for each element: the inverse hyperbolic sine}
   *
   * @param a the input
   */
  public static NDArray asinh(Object a) {
    return call(UFuncs.ARCSINH, a);
  }

  /**
   * {@return for each element: the inverse tangent}
   *
   * @param a the input
   */
  public static NDArray atan(Object a) {
    return call(UFuncs.ARCTAN, a);
  }

  /**
   * {@return for each pair of elements: the angle of the point (second, first)}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray atan2(Object a, Object b) {
    return call(UFuncs.ARCTAN2, a, b);
  }

  /**
   * {@return for each element: the inverse hyperbolic tangent}
   *
   * @param a the input
   */
  public static NDArray atanh(Object a) {
    return call(UFuncs.ARCTANH, a);
  }

  /**
   * {@return for each pair of elements: bitwise and}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray bitwiseAnd(Object a, Object b) {
    return call(UFuncs.BITWISE_AND, a, b);
  }

  /**
   * {@return for each element: the number of ones of the absolute value}
   *
   * @param a the input
   */
  public static NDArray bitwiseCount(Object a) {
    return call(UFuncs.BITWISE_COUNT, a);
  }

  /**
   * {@return for each element: bitwise not; of bool the logical not}
   *
   * @param a the input
   */
  public static NDArray bitwiseInvert(Object a) {
    return call(UFuncs.INVERT, a);
  }

  /**
   * {@return for each pair of elements: shifted to the left}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray bitwiseLeftShift(Object a, Object b) {
    return call(UFuncs.LEFT_SHIFT, a, b);
  }

  /**
   * {@return for each pair of elements: bitwise or}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray bitwiseOr(Object a, Object b) {
    return call(UFuncs.BITWISE_OR, a, b);
  }

  /**
   * {@return for each pair of elements: shifted to the right}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray bitwiseRightShift(Object a, Object b) {
    return call(UFuncs.RIGHT_SHIFT, a, b);
  }

  /**
   * {@return for each pair of elements: bitwise xor}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray bitwiseXor(Object a, Object b) {
    return call(UFuncs.BITWISE_XOR, a, b);
  }

  /**
   * {@return for each element: the cube root}
   *
   * @param a the input
   */
  public static NDArray cbrt(Object a) {
    return call(UFuncs.CBRT, a);
  }

  /**
   * {@return for each element: rounded up}
   *
   * @param a the input
   */
  public static NDArray ceil(Object a) {
    return call(UFuncs.CEIL, a);
  }

  /**
   * {@return for each element: the complex conjugate}
   *
   * @param a the input
   */
  public static NDArray conj(Object a) {
    return call(UFuncs.CONJUGATE, a);
  }

  /**
   * {@return for each pair of elements: the size of the first with the sign of the second}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray copysign(Object a, Object b) {
    return call(UFuncs.COPYSIGN, a, b);
  }

  /**
   * {@return for each element: the cosine}
   *
   * @param a the input
   */
  public static NDArray cos(Object a) {
    return call(UFuncs.COS, a);
  }

  /**
   * {@return for each element: the hyperbolic cosine}
   *
   * @param a the input
   */
  public static NDArray cosh(Object a) {
    return call(UFuncs.COSH, a);
  }

  /**
   * {@return for each element: radians to degrees}
   *
   * @param a the input
   */
  public static NDArray degrees(Object a) {
    return call(UFuncs.DEGREES, a);
  }

  /**
   * {@return for each pair of elements: division of floats; integers are converted to float64
   * first}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray divide(Object a, Object b) {
    return call(UFuncs.DIVIDE, a, b);
  }

  /**
   * {@return for each pair of elements: division rounded down, and the remainder with the sign of
   * the divisor}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray[] divmod(Object a, Object b) {
    return UFuncs.DIVMOD.with().callAll(a, b);
  }

  /**
   * {@return for each pair of elements: whether the two are equal; structures field by field}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray equal(Object a, Object b) {
    return VoidComparison.isFor(a) || VoidComparison.isFor(b)
        ? VoidComparison.compare(a, b, false)
        : call(UFuncs.EQUAL, a, b);
  }

  /**
   * {@return for each element: e to the power}
   *
   * @param a the input
   */
  public static NDArray exp(Object a) {
    return call(UFuncs.EXP, a);
  }

  /**
   * {@return for each element: 2 to the power}
   *
   * @param a the input
   */
  public static NDArray exp2(Object a) {
    return call(UFuncs.EXP2, a);
  }

  /**
   * {@return for each element: exp - 1}
   *
   * @param a the input
   */
  public static NDArray expm1(Object a) {
    return call(UFuncs.EXPM1, a);
  }

  /**
   * {@return for each element: the absolute value of a float}
   *
   * @param a the input
   */
  public static NDArray fabs(Object a) {
    return call(UFuncs.FABS, a);
  }

  /**
   * {@return for each pair of elements: power of floats, at least float64}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray floatPower(Object a, Object b) {
    return call(UFuncs.FLOAT_POWER, a, b);
  }

  /**
   * {@return for each element: rounded down}
   *
   * @param a the input
   */
  public static NDArray floor(Object a) {
    return call(UFuncs.FLOOR, a);
  }

  /**
   * {@return for each pair of elements: division rounded down}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray floorDivide(Object a, Object b) {
    return call(UFuncs.FLOOR_DIVIDE, a, b);
  }

  /**
   * {@return for each pair of elements: the greater, the other if one is NaN}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray fmax(Object a, Object b) {
    return call(UFuncs.FMAX, a, b);
  }

  /**
   * {@return for each pair of elements: the lesser, the other if one is NaN}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray fmin(Object a, Object b) {
    return call(UFuncs.FMIN, a, b);
  }

  /**
   * {@return for each pair of elements: the remainder with the sign of the dividend}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray fmod(Object a, Object b) {
    return call(UFuncs.FMOD, a, b);
  }

  /**
   * {@return for each element: a mantissa from 0.5 up to 1, and the exponent of the power of two
   * beside it}
   *
   * @param a the input
   */
  public static NDArray[] frexp(Object a) {
    return UFuncs.FREXP.with().callAll(a);
  }

  /**
   * {@return for each pair of elements: the greatest common divisor}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray gcd(Object a, Object b) {
    return call(UFuncs.GCD, a, b);
  }

  /**
   * {@return for each pair of elements: whether the first is greater}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray greater(Object a, Object b) {
    return call(UFuncs.GREATER, a, b);
  }

  /**
   * {@return for each pair of elements: whether the first is greater or equal}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray greaterEqual(Object a, Object b) {
    return call(UFuncs.GREATER_EQUAL, a, b);
  }

  /**
   * {@return for each pair of elements: 0 below zero, 1 above, the second input at zero}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray heaviside(Object a, Object b) {
    return call(UFuncs.HEAVISIDE, a, b);
  }

  /**
   * {@return for each pair of elements: the length of the hypotenuse}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray hypot(Object a, Object b) {
    return call(UFuncs.HYPOT, a, b);
  }

  /**
   * {@return for each element the value of the line through points, the first and the last of them
   * standing for what lies before and behind; float64, or complex128 if the values are complex}
   *
   * @param x where the line is asked for: an array or a number
   * @param xp where the points are, increasing; one dimension
   * @param fp the values at the points; one dimension
   */
  public static NDArray interp(Object x, NDArray xp, NDArray fp) {
    return interp(x, xp, fp, null, null);
  }

  /**
   * {@return for each element the value of the line through points; float64, or complex128 if the
   * values are complex}
   *
   * @param x where the line is asked for: an array or a number
   * @param xp where the points are, increasing; one dimension
   * @param fp the values at the points; one dimension
   * @param left the value before the first point; null for the first point's
   * @param right the value behind the last point; null for the last point's
   */
  public static NDArray interp(Object x, NDArray xp, NDArray fp, Object left, Object right) {
    return Interpolation.of(x, xp, fp, left, right);
  }

  /**
   * {@return for each element the value of the line through points that repeat; float64, or
   * complex128 if the values are complex}
   *
   * @param x where the line is asked for: an array or a number
   * @param xp where the points are, in any order; one dimension
   * @param fp the values at the points; one dimension
   * @param period the distance after which the line repeats, not zero
   */
  public static NDArray interpPeriodic(Object x, NDArray xp, NDArray fp, double period) {
    return Interpolation.periodic(x, xp, fp, period);
  }

  /**
   * {@return for each element: whether it is neither NaN nor infinite}
   *
   * @param a the input
   */
  public static NDArray isfinite(Object a) {
    return call(UFuncs.ISFINITE, a);
  }

  /**
   * {@return for each element: whether it is infinite}
   *
   * @param a the input
   */
  public static NDArray isinf(Object a) {
    return call(UFuncs.ISINF, a);
  }

  /**
   * {@return for each element: whether it is NaN}
   *
   * @param a the input
   */
  public static NDArray isnan(Object a) {
    return call(UFuncs.ISNAN, a);
  }

  /**
   * {@return for each element: whether it is NaT; of datetime64 and timedelta64 only}
   *
   * @param a the input
   */
  public static NDArray isnat(Object a) {
    return call(UFuncs.ISNAT, a);
  }

  /**
   * {@return for each pair of elements: the least common multiple}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray lcm(Object a, Object b) {
    return call(UFuncs.LCM, a, b);
  }

  /**
   * {@return for each pair of elements: the first times two to the power of the second}
   *
   * @param a the first input
   * @param b the second input, integers
   */
  public static NDArray ldexp(Object a, Object b) {
    return call(UFuncs.LDEXP, a, b);
  }

  /**
   * {@return for each pair of elements: whether the first is less}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray less(Object a, Object b) {
    return call(UFuncs.LESS, a, b);
  }

  /**
   * {@return for each pair of elements: whether the first is less or equal}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray lessEqual(Object a, Object b) {
    return call(UFuncs.LESS_EQUAL, a, b);
  }

  /**
   * {@return for each element: the natural logarithm}
   *
   * @param a the input
   */
  public static NDArray log(Object a) {
    return call(UFuncs.LOG, a);
  }

  /**
   * {@return for each element: the logarithm to base 10}
   *
   * @param a the input
   */
  public static NDArray log10(Object a) {
    return call(UFuncs.LOG10, a);
  }

  /**
   * {@return for each element: log(1 + x)}
   *
   * @param a the input
   */
  public static NDArray log1p(Object a) {
    return call(UFuncs.LOG1P, a);
  }

  /**
   * {@return for each element: the logarithm to base 2}
   *
   * @param a the input
   */
  public static NDArray log2(Object a) {
    return call(UFuncs.LOG2, a);
  }

  /**
   * {@return for each pair of elements: log(exp(a) + exp(b))}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray logaddexp(Object a, Object b) {
    return call(UFuncs.LOGADDEXP, a, b);
  }

  /**
   * {@return for each pair of elements: log2(2**a + 2**b)}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray logaddexp2(Object a, Object b) {
    return call(UFuncs.LOGADDEXP2, a, b);
  }

  /**
   * {@return for each pair of elements: logical and of what is not zero}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray logicalAnd(Object a, Object b) {
    return call(UFuncs.LOGICAL_AND, a, b);
  }

  /**
   * {@return for each element: whether it is zero}
   *
   * @param a the input
   */
  public static NDArray logicalNot(Object a) {
    return call(UFuncs.LOGICAL_NOT, a);
  }

  /**
   * {@return for each pair of elements: logical or of what is not zero}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray logicalOr(Object a, Object b) {
    return call(UFuncs.LOGICAL_OR, a, b);
  }

  /**
   * {@return for each pair of elements: logical xor of what is not zero}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray logicalXor(Object a, Object b) {
    return call(UFuncs.LOGICAL_XOR, a, b);
  }

  /**
   * {@return for each pair of elements: the greater, NaN if either is}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray maximum(Object a, Object b) {
    return call(UFuncs.MAXIMUM, a, b);
  }

  /**
   * {@return for each pair of elements: the lesser, NaN if either is}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray minimum(Object a, Object b) {
    return call(UFuncs.MINIMUM, a, b);
  }

  /**
   * {@return for each element: the fractional and the whole part, both with its sign}
   *
   * @param a the input
   */
  public static NDArray[] modf(Object a) {
    return UFuncs.MODF.with().callAll(a);
  }

  /**
   * {@return for each pair of elements: multiplication}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray multiply(Object a, Object b) {
    return call(UFuncs.MULTIPLY, a, b);
  }

  /**
   * {@return for each element: the number with the other sign}
   *
   * @param a the input
   */
  public static NDArray negative(Object a) {
    return call(UFuncs.NEGATIVE, a);
  }

  /**
   * {@return for each pair of elements: the next float from the first towards the second}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray nextafter(Object a, Object b) {
    return call(UFuncs.NEXTAFTER, a, b);
  }

  /**
   * {@return for each pair of elements: whether the two differ; structures field by field}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray notEqual(Object a, Object b) {
    return VoidComparison.isFor(a) || VoidComparison.isFor(b)
        ? VoidComparison.compare(a, b, true)
        : call(UFuncs.NOT_EQUAL, a, b);
  }

  /**
   * {@return for each element: the number itself}
   *
   * @param a the input
   */
  public static NDArray positive(Object a) {
    return call(UFuncs.POSITIVE, a);
  }

  /**
   * {@return for each pair of elements: power}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray pow(Object a, Object b) {
    return call(UFuncs.POWER, a, b);
  }

  /**
   * {@return for each element: degrees to radians}
   *
   * @param a the input
   */
  public static NDArray radians(Object a) {
    return call(UFuncs.RADIANS, a);
  }

  /**
   * {@return for each element: one over the number}
   *
   * @param a the input
   */
  public static NDArray reciprocal(Object a) {
    return call(UFuncs.RECIPROCAL, a);
  }

  /**
   * {@return for each pair of elements: the remainder with the sign of the divisor}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray remainder(Object a, Object b) {
    return call(UFuncs.REMAINDER, a, b);
  }

  /**
   * {@return for each element: rounded to the nearest integer, halves to the even one}
   *
   * @param a the input
   */
  public static NDArray round(Object a) {
    return call(UFuncs.RINT, a);
  }

  /**
   * {@return for each element: -1, 0 or 1; of a complex number, that number over its absolute
   * value}
   *
   * @param a the input
   */
  public static NDArray sign(Object a) {
    return call(UFuncs.SIGN, a);
  }

  /**
   * {@return for each element: whether the sign bit is set}
   *
   * @param a the input
   */
  public static NDArray signbit(Object a) {
    return call(UFuncs.SIGNBIT, a);
  }

  /**
   * {@return for each element: the sine}
   *
   * @param a the input
   */
  public static NDArray sin(Object a) {
    return call(UFuncs.SIN, a);
  }

  /**
   * {@return for each element: the hyperbolic sine}
   *
   * @param a the input
   */
  public static NDArray sinh(Object a) {
    return call(UFuncs.SINH, a);
  }

  /**
   * {@return for each element: the distance to the next float away from zero, with its sign}
   *
   * @param a the input
   */
  public static NDArray spacing(Object a) {
    return call(UFuncs.SPACING, a);
  }

  /**
   * {@return for each element: the square root}
   *
   * @param a the input
   */
  public static NDArray sqrt(Object a) {
    return call(UFuncs.SQRT, a);
  }

  /**
   * {@return for each element: the square}
   *
   * @param a the input
   */
  public static NDArray square(Object a) {
    return call(UFuncs.SQUARE, a);
  }

  /**
   * {@return for each pair of elements: subtraction}
   *
   * @param a the first input
   * @param b the second input
   */
  public static NDArray subtract(Object a, Object b) {
    return call(UFuncs.SUBTRACT, a, b);
  }

  /**
   * {@return for each element: the tangent}
   *
   * @param a the input
   */
  public static NDArray tan(Object a) {
    return call(UFuncs.TAN, a);
  }

  /**
   * {@return for each element: the hyperbolic tangent}
   *
   * @param a the input
   */
  public static NDArray tanh(Object a) {
    return call(UFuncs.TANH, a);
  }

  /**
   * {@return for each element: rounded towards zero}
   *
   * @param a the input
   */
  public static NDArray trunc(Object a) {
    return call(UFuncs.TRUNC, a);
  }

  /**
   * {@return elements of one array where a condition holds, of another elsewhere}
   *
   * @param condition the condition; what is not zero is true
   * @param x an array or a number
   * @param y an array or a number
   */
  public static NDArray where(NDArray condition, Object x, Object y) {
    return Choice.where(condition, x, y, null);
  }

  /**
   * Chooses elements, with the result in an array that is there.
   *
   * @param out where the result goes
   * @param condition the condition; what is not zero is true
   * @param x an array or a number
   * @param y an array or a number
   * @return {@code out}
   */
  public static NDArray whereInto(NDArray out, NDArray condition, Object x, Object y) {
    return Choice.where(condition, x, y, out);
  }

  /**
   * {@return the elements, with what lies outside of bounds put on them}
   *
   * @param a an array or a number
   * @param low the least, an array or a number; null for none
   * @param high the greatest, an array or a number; null for none
   */
  public static NDArray clip(Object a, Object low, Object high) {
    return Choice.clip(a, low, high, null);
  }

  /**
   * Puts what lies outside of bounds on them, with the result in an array that is there.
   *
   * @param out where the result goes
   * @param a an array or a number
   * @param low the least, an array or a number; null for none
   * @param high the greatest, an array or a number; null for none
   * @return {@code out}
   */
  public static NDArray clipInto(NDArray out, Object a, Object low, Object high) {
    return Choice.clip(a, low, high, out);
  }

  /**
   * {@return the real parts: a view of a complex array, the array itself if it is real}
   *
   * @param a a numeric array
   */
  public static NDArray real(NDArray a) {
    return a.dtype().id().isComplex() ? part(a, 0) : a;
  }

  /**
   * {@return the imaginary parts: a view of a complex array, new zeros for a real one}
   *
   * @param a a numeric array
   */
  public static NDArray imag(NDArray a) {
    return a.dtype().id().isComplex()
        ? part(a, a.itemSize() / 2)
        : NDArray.zeros(a.dtype(), a.shape);
  }

  private static NDArray part(NDArray a, long at) {
    DType dtype = DType.of(a.dtype().id().realPart()).withByteOrder(a.dtype().byteOrder());
    long start = a.size() == 0 ? a.offset() : a.offset() + at;
    return NDArray.of(a.memory(), start, dtype, a.shape, a.strides(), a.isWritable());
  }
}
