package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Complex;

/** Exponentials, logarithms and roots of complex numbers, with C99's special values (Annex G). */
final class ComplexFunctions {

  private static final double LN2_HIGH = 0.6931471805599453;
  private static final double LN2_LOW = 2.3190468138462996e-17;
  private static final double LOG2_E = 1 / LN2_HIGH;
  private static final double LOG10_E = 0.4342944819032518;

  /** The exponential of this is a number still, that of one more is not. */
  private static final double LARGE = 709;

  /** Its product with a number less than one may lose digits. */
  private static final double TINY = 0x1p-600;

  private static final double EXP_LARGE = Math.exp(LARGE);

  private ComplexFunctions() {}

  static Complex exp(double a, double b) {
    if (b == 0) {
      return new Complex(Math.exp(a), b);
    }
    if (!Double.isFinite(b)) {
      return a == Double.NEGATIVE_INFINITY
          ? new Complex(0, Math.copySign(0, b))
          : new Complex(a == Double.POSITIVE_INFINITY ? a : Double.NaN, Double.NaN);
    }
    return scaled(a, Math.cos(b), Math.sin(b), 1);
  }

  /** {@return exp(a) times u and v, which are at most 1, times a factor, if that fits} */
  static Complex scaled(double a, double u, double v, double factor) {
    double shift = a > LARGE ? LARGE : a < 1 - LARGE ? -LARGE : 0;
    double r = Math.exp(a - shift) * factor;
    double s = shift == 0 ? 1 : shift > 0 ? EXP_LARGE : 1 / EXP_LARGE;
    return shift > 0 ? new Complex(u * s * r, v * s * r) : new Complex(u * r * s, v * r * s);
  }

  static Complex exp2(double a, double b) {
    if (b == 0) {
      return new Complex(RealMath.exp2(a), b);
    }
    if (!Double.isFinite(a) || !Double.isFinite(b)) {
      return exp(a, b);
    }
    // The power of two apart: it may overflow or underflow where the product does not.
    double whole = Math.rint(a);
    double r = RealMath.exp2(a - whole);
    int e = (int) Math.clamp(whole, -4000, 4000);
    if (Math.abs(b) < TINY) {
      return new Complex(Math.scalb(r, e), Math.scalb(r * LN2_HIGH * (b / TINY), e - 600));
    }
    double angle = b * LN2_HIGH;
    double rest = Math.fma(b, LN2_HIGH, -angle) + b * LN2_LOW;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new Complex(
        Math.scalb(r * (cos - sin * rest), e), Math.scalb(r * (sin + cos * rest), e));
  }

  static Complex expm1(double a, double b) {
    if (b == 0) {
      return new Complex(Math.expm1(a), b);
    }
    if (!Double.isFinite(a) || !Double.isFinite(b) || Math.abs(a) > 36) {
      Complex e = exp(a, b);
      return new Complex(e.re() - 1, e.im());
    }
    double half = Math.sin(b / 2);
    return new Complex(Math.expm1(a) * Math.cos(b) - 2 * half * half, Math.exp(a) * Math.sin(b));
  }

  static Complex log(double a, double b) {
    return new Complex(logAbs(a, b), Math.atan2(b, a));
  }

  private static double logAbs(double a, double b) {
    double x = Math.max(Math.abs(a), Math.abs(b));
    double y = Math.min(Math.abs(a), Math.abs(b));
    if (x > 0x1p1000 && x < Double.POSITIVE_INFINITY) {
      return Math.log(Math.hypot(x * 0x1p-30, y * 0x1p-30)) + 30 * LN2_HIGH;
    }
    if (x < 0x1p-900) {
      return Math.log(Math.hypot(x * 0x1p200, y * 0x1p200)) - 200 * LN2_HIGH;
    }
    double r = Math.hypot(a, b);
    if (r > 0.7 && r < 1.5) {
      return Math.log1p(ExactSum.squares(-1, 0, x, y)) / 2;
    }
    return Math.log(r);
  }

  static Complex log1p(double a, double b) {
    double u = 1 + a;
    double im = Math.atan2(b, u);
    double r = Math.hypot(u, b);
    if (r > 0.5 && r < 2) {
      return new Complex(Math.log1p(ExactSum.squares(a, a, a, b)) / 2, im);
    }
    return new Complex(logAbs(u, b), im);
  }

  static Complex log2(double a, double b) {
    return times(log(a, b), LOG2_E);
  }

  static Complex log10(double a, double b) {
    return times(log(a, b), LOG10_E);
  }

  private static Complex times(Complex z, double r) {
    return new Complex(z.re() * r, z.im() * r);
  }

  static Complex sqrt(double a, double b) {
    if (Double.isInfinite(b)) {
      return new Complex(Double.POSITIVE_INFINITY, b);
    }
    if (Double.isInfinite(a)) {
      double other = Double.isNaN(b) ? b : Math.copySign(0, b);
      return a > 0
          ? new Complex(a, other)
          : new Complex(Math.abs(other), Math.copySign(Double.POSITIVE_INFINITY, b));
    }
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return new Complex(Double.NaN, Double.NaN);
    }
    if (a == 0 && b == 0) {
      return new Complex(0, b);
    }
    int e = Math.getExponent(Math.max(Math.abs(a), Math.abs(b))) / 2;
    double x = Math.scalb(a, -2 * e);
    double y = Math.scalb(b, -2 * e);
    double u = Math.scalb(Math.sqrt((Math.abs(x) + Math.hypot(x, y)) / 2), e);
    double v = Math.abs(b) / (2 * u);
    return a >= 0 ? new Complex(u, Math.copySign(v, b)) : new Complex(v, Math.copySign(u, b));
  }
}
