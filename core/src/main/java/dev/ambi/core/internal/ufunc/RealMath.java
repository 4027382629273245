package dev.ambi.core.internal.ufunc;

/** Functions of real numbers that {@link Math} does not have, or has with other special values. */
final class RealMath {

  private static final double LN2 = 0.6931471805599453;
  private static final double LARGE = 0x1p28;

  private RealMath() {}

  static long floorDivide(long a, long b) {
    return b == 0 ? 0 : Math.floorDiv(a, b);
  }

  static long remainder(long a, long b) {
    return b == 0 ? 0 : Math.floorMod(a, b);
  }

  static long unsignedDivide(long a, long b) {
    return b == 0 ? 0 : Long.divideUnsigned(a, b);
  }

  static long unsignedRemainder(long a, long b) {
    return b == 0 ? 0 : Long.remainderUnsigned(a, b);
  }

  static double floorDivide(double a, double b) {
    if (b == 0) {
      return a / b;
    }
    double mod = a % b;
    double div = (a - mod) / b;
    if (mod != 0 && b < 0 != mod < 0) {
      div -= 1;
    }
    if (div == 0) {
      return Math.copySign(0, a / b);
    }
    double floor = Math.floor(div);
    return div - floor > 0.5 ? floor + 1 : floor;
  }

  static double remainder(double a, double b) {
    double mod = a % b;
    if (b == 0 || Double.isNaN(mod)) {
      return mod;
    }
    if (mod == 0) {
      return Math.copySign(0, b);
    }
    return b < 0 != mod < 0 ? mod + b : mod;
  }

  /** C's {@code pow}: 1 to any power is 1, and so is -1 to an infinite one. */
  static double power(double a, double b) {
    return a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : Math.pow(a, b);
  }

  static long power(long a, long b) {
    if (b < 0) {
      throw new IllegalArgumentException("Integers to negative integer powers are not allowed.");
    }
    return unsignedPower(a, b);
  }

  static long unsignedPower(long a, long b) {
    long result = 1;
    long base = a;
    for (long e = b; e != 0; e >>>= 1) {
      if ((e & 1) != 0) {
        result *= base;
      }
      base *= base;
    }
    return result;
  }

  static long unsignedMax(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0 ? a : b;
  }

  static long unsignedMin(long a, long b) {
    return Long.compareUnsigned(a, b) <= 0 ? a : b;
  }

  static double trunc(double a) {
    return a < 0 ? Math.ceil(a) : Math.floor(a);
  }

  static double fraction(double a) {
    return Double.isInfinite(a) ? Math.copySign(0, a) : Math.copySign(a - trunc(a), a);
  }

  /** {@return the number times a power of two that brings it to at least 0.5, but less than 1} */
  static double mantissa(double a) {
    // In two steps: the power of two of a subnormal's is too large for one.
    int e = (int) -exponent(a);
    return Math.scalb(Math.scalb(a, e / 2), e - e / 2);
  }

  static long exponent(double a) {
    if (a == 0 || !Double.isFinite(a)) {
      return 0;
    }
    int e = Math.getExponent(a);
    return e < Double.MIN_EXPONENT ? Math.getExponent(a * 0x1p54) - 53 : e + 1;
  }

  static double timesPowerOfTwo(double a, long e) {
    return Math.scalb(a, Math.clamp(e, -5000, 5000));
  }

  static double spacing(double a) {
    return Double.isInfinite(a) ? Double.NaN : Math.nextAfter(a, awayFromZero(a)) - a;
  }

  private static double awayFromZero(double a) {
    return a < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  static float spacing(float a) {
    return Float.isInfinite(a) ? Float.NaN : Math.nextAfter(a, awayFromZero(a)) - a;
  }

  /** The distance from a binary16 to the next greater one. */
  static double halfSpacing(double a) {
    return Double.isInfinite(a) ? Double.NaN : nextHalf(a, Double.POSITIVE_INFINITY) - a;
  }

  /** The next binary16 from {@code a} towards {@code b}. */
  static double nextHalf(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b) || a == b) {
      return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : b;
    }
    if (a == 0) {
      return Math.copySign(Float.float16ToFloat((short) 1), b);
    }
    short bits = Float.floatToFloat16((float) a);
    boolean away = (b > a) == (a > 0);
    return Float.float16ToFloat((short) (away ? bits + 1 : bits - 1));
  }

  static long gcd(long a, long b) {
    return unsignedGcd(Math.abs(a), Math.abs(b));
  }

  static long unsignedGcd(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long t = Long.remainderUnsigned(x, y);
      x = y;
      y = t;
    }
    return x;
  }

  static long lcm(long a, long b) {
    return unsignedLcm(Math.abs(a), Math.abs(b));
  }

  static long unsignedLcm(long a, long b) {
    long g = unsignedGcd(a, b);
    return g == 0 ? 0 : Long.divideUnsigned(a, g) * b;
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    double r = a >= LARGE ? Math.log(a) + LN2 : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
    return Math.copySign(r, x);
  }

  static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    if (x >= LARGE) {
      return Math.log(x) + LN2;
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  static double exp2(double x) {
    return Math.pow(2, x);
  }

  static double log2(double x) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
      return Math.log(x);
    }
    int e = Math.getExponent(x);
    if (e < Double.MIN_EXPONENT) {
      return log2(x * 0x1p54) - 54;
    }
    double m = Math.scalb(x, -e);
    if (m > 1.4142135623730951) {
      m /= 2;
      e++;
    }
    return e + Math.log(m) / LN2;
  }

  static double logaddexp(double a, double b) {
    if (a == b) {
      return a + LN2;
    }
    double d = a - b;
    return d > 0 ? a + Math.log1p(Math.exp(-d)) : d <= 0 ? b + Math.log1p(Math.exp(d)) : d;
  }

  static double logaddexp2(double a, double b) {
    if (a == b) {
      return a + 1;
    }
    double d = a - b;
    return d > 0 ? a + Math.log1p(exp2(-d)) / LN2 : d <= 0 ? b + Math.log1p(exp2(d)) / LN2 : d;
  }
}
