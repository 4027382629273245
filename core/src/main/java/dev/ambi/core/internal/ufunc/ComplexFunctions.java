package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Complex;

/** Transcendental functions of complex numbers, with the special values of C99's Annex G. */
final class ComplexFunctions {

  private ComplexFunctions() {}

  static Complex exp(double a, double b) {
    if (b == 0) {
      return new Complex(Math.exp(a), b);
    }
    if (a == Double.NEGATIVE_INFINITY && !Double.isFinite(b)) {
      return new Complex(0, 0);
    }
    if (a == Double.POSITIVE_INFINITY && !Double.isFinite(b)) {
      return new Complex(a, Double.NaN);
    }
    double r = Math.exp(a);
    return new Complex(r * Math.cos(b), r * Math.sin(b));
  }

  static Complex log(double a, double b) {
    return new Complex(Math.log(Math.hypot(a, b)), Math.atan2(b, a));
  }

  static Complex power(double a, double b, double x, double y) {
    if (x == 0 && y == 0) {
      return new Complex(1, 0);
    }
    if (a == 0 && b == 0) {
      return x > 0 && y == 0 ? new Complex(0, 0) : new Complex(Double.NaN, Double.NaN);
    }
    Complex l = log(a, b);
    return exp(l.re() * x - l.im() * y, l.re() * y + l.im() * x);
  }
}
