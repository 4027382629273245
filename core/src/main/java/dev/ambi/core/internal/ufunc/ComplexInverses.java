package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Complex;

/**
 * Inverse hyperbolic and trigonometric functions of complex numbers, with C99's special values and
 * branch cuts. The formulas for the inverse sine and cosine are those of Hull, Fairgrieve and Tang
 * (1997), which avoid cancellation: with {@code a} the mean of the distances from 1 and -1, the
 * imaginary part is {@code acosh(a)}, and the real part the angle whose sine is {@code x / a}.
 */
final class ComplexInverses {

  private static final double PI_LOW = 1.2246467991473532e-16;
  private static final double HALF_PI = Math.PI / 2;

  /** Beyond this the next term of the series at infinity is lost, below its inverse that at 0. */
  private static final double LARGE = 0x1p28;

  /** Its square underflows. */
  private static final double TINY = 0x1p-500;

  private ComplexInverses() {}

  static Complex asin(double x, double y) {
    return ComplexTrigonometry.swapped(asinh(y, x));
  }

  static Complex asinh(double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      return asinhOfInfinite(x, y);
    }
    double a = Math.abs(x);
    double b = Math.abs(y);
    double re;
    double im;
    if (Math.max(a, b) > LARGE) {
      re = logOfTwice(a, b);
      im = Math.atan2(b, a);
    } else if (Math.max(a, b) < 1 / LARGE) {
      return new Complex(x, y);
    } else {
      Distances d = new Distances(b, a);
      re = d.acosh();
      im = Math.atan2(b, d.root());
    }
    return new Complex(Math.copySign(re, x), Math.copySign(im, y));
  }

  private static Complex asinhOfInfinite(double x, double y) {
    if (Double.isInfinite(x)) {
      double im = Double.isNaN(y) ? y : Math.copySign(Double.isInfinite(y) ? Math.PI / 4 : 0, y);
      return new Complex(x, im);
    }
    if (Double.isNaN(x)) {
      // The sign bit of NaN goes along, so that the function stays odd.
      boolean negative = Double.doubleToRawLongBits(x) < 0;
      double infinity = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return new Complex(Double.isInfinite(y) ? infinity : x, y == 0 ? y : x);
    }
    return Double.isNaN(y)
        ? new Complex(y, y)
        : new Complex(Math.copySign(Double.POSITIVE_INFINITY, x), Math.copySign(HALF_PI, y));
  }

  static Complex acos(double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      return acosOfInfinite(x, y);
    }
    double a = Math.abs(x);
    double b = Math.abs(y);
    double re;
    double im;
    if (Math.max(a, b) > LARGE) {
      re = Math.atan2(b, x);
      im = logOfTwice(a, b);
    } else if (Math.max(a, b) < 1 / LARGE) {
      re = HALF_PI - (x - PI_LOW / 2);
      im = b;
    } else {
      Distances d = new Distances(a, b);
      re = Math.atan2(d.root(), x);
      im = d.acosh();
    }
    return new Complex(re, Math.copySign(im, -y));
  }

  private static Complex acosOfInfinite(double x, double y) {
    if (Double.isInfinite(x)) {
      double angle = Double.isInfinite(y) ? Math.PI / 4 : 0;
      double re = Double.isNaN(y) ? y : x > 0 ? angle : Math.PI - angle;
      return new Complex(re, Math.copySign(Double.POSITIVE_INFINITY, -y));
    }
    if (Double.isInfinite(y)) {
      return new Complex(Double.isNaN(x) ? x : HALF_PI, -y);
    }
    return new Complex(x == 0 ? HALF_PI : Double.NaN, Double.NaN);
  }

  static Complex acosh(double x, double y) {
    if (Double.isNaN(y) && x == 0) {
      return new Complex(y, HALF_PI);
    }
    Complex w = acos(x, y);
    double im = Double.isNaN(w.re()) ? w.re() : Math.copySign(w.re(), y);
    return new Complex(Math.abs(w.im()), im);
  }

  static Complex atan(double x, double y) {
    return ComplexTrigonometry.swapped(atanh(y, x));
  }

  static Complex atanh(double x, double y) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      boolean zero = x == 0 || Double.isInfinite(x) || Double.isInfinite(y);
      return new Complex(
          zero ? Math.copySign(0, x) : Double.NaN,
          Double.isInfinite(y) ? Math.copySign(HALF_PI, y) : Double.NaN);
    }
    double a = Math.abs(x);
    double b = Math.abs(y);
    double re;
    double im;
    if (Math.max(a, b) > 0x1p60) {
      re = inverse(a, b);
      im = HALF_PI;
    } else if (a == 1 && b < 0x1p-30) {
      re = b == 0 ? Double.POSITIVE_INFINITY : (Math.log(2) - Math.log(b)) / 2;
      im = b == 0 ? 0 : Math.atan2(2, -b) / 2;
    } else if (Math.max(a, b) < 1 / LARGE) {
      return new Complex(x, y);
    } else {
      re = Math.log1p(4 * a / ((1 - a) * (1 - a) + b * b)) / 4;
      im = Math.atan2(2 * b, -ExactSum.squares(-1, 0, a, b)) / 2;
    }
    return new Complex(Math.copySign(re, x), Math.copySign(im, y));
  }

  /** {@return the real part of 1 / (a + bj)} */
  private static double inverse(double a, double b) {
    if (Double.isInfinite(a) || Double.isInfinite(b) || a == 0) {
      return 0;
    }
    double x = a / 2;
    double y = b / 2;
    return a > b ? 0.5 / (x + y / a * b) : a / b / (y + x / b * a) / 2;
  }

  private static double logOfTwice(double a, double b) {
    return Math.log(Math.hypot(a / 4, b / 4)) + 3 * Math.log(2);
  }

  /** The distances {@code r} and {@code s} of a point of the first quadrant from -1 and 1. */
  private static final class Distances {
    private final double x;
    private final double y;
    private final double r;
    private final double s;
    private final double mean;

    Distances(double x, double y) {
      this.x = x;
      this.y = y;
      this.r = Math.hypot(x + 1, y);
      this.s = Math.hypot(x - 1, y);
      this.mean = (r + s) / 2;
    }

    /** {@return the inverse hyperbolic cosine of the mean} */
    double acosh() {
      if (x < 1 && y < TINY) {
        return y / Math.sqrt((1 - x) * (1 + x));
      }
      if (mean > 1.5) {
        return Math.log(mean + Math.sqrt((mean - 1) * (mean + 1)));
      }
      double left = y * (y / (r + (x + 1)));
      double right = x < 1 ? y * (y / (s + (1 - x))) : s + (x - 1);
      double twice = left + right;
      return Math.log1p(twice / 2 + Math.sqrt(twice * (mean + 1) / 2));
    }

    /** {@return the square root of {@code mean * mean - x * x}} */
    double root() {
      double sum = mean + x;
      if (x <= 1) {
        return Math.sqrt(sum * (y * (y / (r + (x + 1))) + (s + (1 - x))) / 2);
      }
      return y * Math.sqrt((sum / (r + (x + 1)) + sum / (s + (x - 1))) / 2);
    }
  }
}
