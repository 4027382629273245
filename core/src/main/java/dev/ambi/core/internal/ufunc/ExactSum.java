package dev.ambi.core.internal.ufunc;

/** Sums of a few terms that may cancel, rounded as if once. */
final class ExactSum {

  private ExactSum() {}

  /** {@return the sum of the terms, which are overwritten} */
  static double of(double... terms) {
    for (int pass = 1; pass < terms.length; pass++) {
      for (int i = 1; i < terms.length; i++) {
        double a = terms[i - 1];
        double b = terms[i];
        double s = a + b;
        double of = s - a;
        terms[i - 1] = (a - (s - of)) + (b - of);
        terms[i] = s;
      }
    }
    double sum = 0;
    for (double t : terms) {
      sum += t;
    }
    return sum;
  }

  /** {@return what a product of two loses when it is rounded} */
  static double lost(double a, double b, double product) {
    return Math.fma(a, b, -product);
  }

  /** {@return {@code c + d + x * x + y * y}} */
  static double squares(double c, double d, double x, double y) {
    double xx = x * x;
    double yy = y * y;
    return of(lost(x, x, xx), lost(y, y, yy), yy, xx, d, c);
  }
}
