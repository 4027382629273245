package dev.ambi.core;

/** Functions of complex numbers as textbooks have them, for finite numbers that do not overflow. */
final class ComplexFormulas {

  private ComplexFormulas() {}

  static Complex times(Complex x, Complex y) {
    return new Complex(x.re() * y.re() - x.im() * y.im(), x.re() * y.im() + x.im() * y.re());
  }

  /** The divisor's parts are brought near 1 first, so that their squares are in range. */
  static Complex over(Complex x, Complex y) {
    int scale = -Math.getExponent(Math.max(Math.abs(y.re()), Math.abs(y.im())));
    double c = Math.scalb(y.re(), scale);
    double d = Math.scalb(y.im(), scale);
    double size = c * c + d * d;
    return new Complex(
        Math.scalb((x.re() * c + x.im() * d) / size, scale),
        Math.scalb((x.im() * c - x.re() * d) / size, scale));
  }

  static Complex exp(Complex x) {
    double size = Math.exp(x.re());
    return new Complex(size * Math.cos(x.im()), size * Math.sin(x.im()));
  }

  static Complex log(Complex x) {
    return new Complex(Math.log(Math.hypot(x.re(), x.im())), Math.atan2(x.im(), x.re()));
  }
}
