package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Complex;

/** Powers of complex numbers: by repeated squaring where the exponent is a small integer. */
final class ComplexPower {

  private static final double SMALL = 100;

  private ComplexPower() {}

  static Complex power(double a, double b, double x, double y) {
    if (x == 0 && y == 0) {
      return new Complex(1, 0);
    }
    if (a == 0 && b == 0) {
      return x > 0 ? new Complex(0, 0) : new Complex(Double.NaN, Double.NaN);
    }
    if (y == 0 && Math.abs(x) < SMALL && x == Math.rint(x)) {
      Complex z = new Complex(a, b);
      return switch ((int) x) {
        case 1 -> z;
        case 2 -> times(z, z);
        case 3 -> times(z, times(z, z));
        default -> {
          Complex r = integer(z, (int) Math.abs(x));
          yield x > 0 ? r : ComplexMath.divide(1, 0, r.re(), r.im());
        }
      };
    }
    Complex l = ComplexFunctions.log(a, b);
    Complex product = product(l.re(), l.im(), x, y);
    return ComplexFunctions.exp(product.re(), product.im());
  }

  private static Complex integer(Complex z, int n) {
    // Begins with a product by one, as NumPy does: it matters to what is not finite.
    Complex result = new Complex(1, 0);
    Complex square = z;
    for (int e = n; ; e >>= 1) {
      if ((e & 1) != 0) {
        result = times(result, square);
      }
      if (e == 1) {
        return result;
      }
      square = times(square, square);
    }
  }

  /** The product as C has it: infinite if a factor is, even where parts are NaN (Annex G). */
  private static Complex product(double a, double b, double x, double y) {
    Complex p = ComplexMath.multiply(a, b, x, y);
    if (!Double.isNaN(p.re()) || !Double.isNaN(p.im())) {
      return p;
    }
    boolean first = Double.isInfinite(a) || Double.isInfinite(b);
    boolean second = Double.isInfinite(x) || Double.isInfinite(y);
    boolean overflow =
        Double.isInfinite(a * x)
            || Double.isInfinite(b * y)
            || Double.isInfinite(a * y)
            || Double.isInfinite(b * x);
    if (!first && !second && !overflow) {
      return p;
    }
    Complex u = new Complex(direction(a, first), direction(b, first));
    Complex v = new Complex(direction(x, second), direction(y, second));
    Complex d = times(u, v);
    return new Complex(Double.POSITIVE_INFINITY * d.re(), Double.POSITIVE_INFINITY * d.im());
  }

  /** Of an infinite number the infinite parts count as one, the others as zero; NaN always does. */
  private static double direction(double part, boolean infinite) {
    double size = infinite ? (Double.isInfinite(part) ? 1 : 0) : Double.isNaN(part) ? 0 : part;
    return Math.copySign(size, part);
  }

  private static Complex times(Complex p, Complex q) {
    return ComplexMath.multiply(p.re(), p.im(), q.re(), q.im());
  }
}
