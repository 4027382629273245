package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Complex;

/** Arithmetic and order of complex numbers. */
final class ComplexMath {

  /** Twice this overflows. */
  private static final double HUGE = 0x1p1023;

  private ComplexMath() {}

  static Complex multiply(double a, double b, double x, double y) {
    return new Complex(a * x - b * y, a * y + b * x);
  }

  /** Smith's algorithm, with the special values of NumPy's division. */
  static Complex divide(double a, double b, double x, double y) {
    double absX = Math.abs(x);
    double absY = Math.abs(y);
    if (absX >= absY) {
      if (absX == 0 && absY == 0) {
        return new Complex(a / absX, b / absX);
      }
      double ratio = y / x;
      double scale = 1.0 / (x + y * ratio);
      return new Complex((a + b * ratio) * scale, (b - a * ratio) * scale);
    }
    double ratio = x / y;
    double scale = 1.0 / (y + x * ratio);
    return new Complex((a * ratio + b) * scale, (b * ratio - a) * scale);
  }

  /** As the quotient of one and the number, but for zero, which gives NaN. */
  static Complex reciprocal(double a, double b) {
    if (Math.abs(a) > HUGE && Math.abs(b) > HUGE && Double.isFinite(a) && Double.isFinite(b)) {
      Complex z = reciprocal(a / 4, b / 4);
      return new Complex(z.re() / 4, z.im() / 4);
    }
    if (Math.abs(b) <= Math.abs(a)) {
      double r = b / a;
      double d = a + b * r;
      return new Complex(1 / d, -r / d);
    }
    double r = a / b;
    double d = a * r + b;
    return new Complex(r / d, -1 / d);
  }

  static Complex sign(double a, double b) {
    if (isNaN(a, b)) {
      return new Complex(Double.NaN, Double.NaN);
    }
    double h = Math.hypot(a, b);
    if (h == 0) {
      return new Complex(0, 0);
    }
    if (Double.isInfinite(h) && Double.isFinite(a) && Double.isFinite(b)) {
      return sign(a / 4, b / 4);
    }
    if (h < Double.MIN_NORMAL) {
      return sign(a * 0x1p100, b * 0x1p100);
    }
    if (Double.isInfinite(h)) {
      if (Double.isInfinite(a) && Double.isInfinite(b)) {
        return new Complex(Double.NaN, Double.NaN);
      }
      return new Complex(
          Double.isInfinite(a) ? Math.copySign(1, a) : 0,
          Double.isInfinite(b) ? Math.copySign(1, b) : 0);
    }
    return new Complex(a / h, b / h);
  }

  /** The order of NumPy: by the real part, then by the imaginary one. */
  static boolean less(double a, double b, double x, double y) {
    return a < x ? !Double.isNaN(b) && !Double.isNaN(y) : a == x && b < y;
  }

  static boolean lessOrEqual(double a, double b, double x, double y) {
    return a < x ? !Double.isNaN(b) && !Double.isNaN(y) : a == x && b <= y;
  }

  private static boolean isNaN(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b);
  }

  static Complex maximum(double a, double b, double x, double y) {
    return isNaN(a, b) || lessOrEqual(x, y, a, b) ? new Complex(a, b) : new Complex(x, y);
  }

  static Complex minimum(double a, double b, double x, double y) {
    return isNaN(a, b) || lessOrEqual(a, b, x, y) ? new Complex(a, b) : new Complex(x, y);
  }

  static Complex fmax(double a, double b, double x, double y) {
    return isNaN(x, y) || lessOrEqual(x, y, a, b) ? new Complex(a, b) : new Complex(x, y);
  }

  static Complex fmin(double a, double b, double x, double y) {
    return isNaN(x, y) || lessOrEqual(a, b, x, y) ? new Complex(a, b) : new Complex(x, y);
  }
}
