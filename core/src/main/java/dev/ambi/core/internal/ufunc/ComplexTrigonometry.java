package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Complex;

/**
 * Hyperbolic and trigonometric functions of complex numbers, with C99's special values. The
 * trigonometric ones are the hyperbolic ones turned by a quarter.
 */
final class ComplexTrigonometry {

  /** From here on the hyperbolic sine and cosine are half of the exponential. */
  private static final double LARGE = 22;

  private ComplexTrigonometry() {}

  static Complex sinh(double x, double y) {
    if (y == 0) {
      return new Complex(Math.sinh(x), y);
    }
    if (!Double.isFinite(y)) {
      double re = Double.isInfinite(x) ? Math.abs(x) : x == 0 ? x : Double.NaN;
      return new Complex(re, Double.NaN);
    }
    double cos = Math.cos(y);
    double sin = Math.sin(y);
    if (Math.abs(x) < LARGE) {
      return new Complex(Math.sinh(x) * cos, Math.cosh(x) * sin);
    }
    if (Double.isInfinite(x)) {
      return new Complex(x * cos, Math.abs(x) * sin);
    }
    return ComplexFunctions.scaled(Math.abs(x), Math.copySign(1, x) * cos, sin, 0.5);
  }

  static Complex cosh(double x, double y) {
    if (y == 0) {
      double zero = Double.isNaN(x) ? y : Math.copySign(1, x) * y;
      return new Complex(Math.cosh(x), zero);
    }
    if (!Double.isFinite(y)) {
      return new Complex(Double.isInfinite(x) ? Math.abs(x) : Double.NaN, x == 0 ? 0 : Double.NaN);
    }
    double cos = Math.cos(y);
    double sin = Math.sin(y);
    if (Math.abs(x) < LARGE) {
      return new Complex(Math.cosh(x) * cos, Math.sinh(x) * sin);
    }
    if (Double.isInfinite(x)) {
      return new Complex(Math.abs(x) * cos, x * sin);
    }
    return ComplexFunctions.scaled(Math.abs(x), cos, Math.copySign(1, x) * sin, 0.5);
  }

  static Complex tanh(double x, double y) {
    if (y == 0) {
      return new Complex(Math.tanh(x), y);
    }
    if (Double.isInfinite(x)) {
      double sign = Double.isFinite(y) ? Math.sin(y) * Math.cos(y) : y;
      return new Complex(Math.copySign(1, x), Math.copySign(0, sign));
    }
    if (!Double.isFinite(y)) {
      return new Complex(x == 0 ? x : Double.NaN, Double.NaN);
    }
    double cos = Math.cos(y);
    double sin = Math.sin(y);
    if (Math.abs(x) > LARGE) {
      double r = Math.exp(-Math.abs(x));
      return new Complex(Math.copySign(1, x), 4 * sin * cos * r * r);
    }
    double s = Math.sinh(x);
    double d = Math.fma(s, s, cos * cos);
    return new Complex(s * Math.cosh(x) / d, sin * cos / d);
  }

  static Complex sin(double x, double y) {
    return swapped(sinh(y, x));
  }

  static Complex cos(double x, double y) {
    return cosh(-y, x);
  }

  static Complex tan(double x, double y) {
    return swapped(tanh(y, x));
  }

  static Complex swapped(Complex z) {
    return new Complex(z.im(), z.re());
  }
}
