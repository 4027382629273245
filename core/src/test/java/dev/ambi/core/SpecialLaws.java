package dev.ambi.core;

import java.util.Map;
import java.util.function.UnaryOperator;

/** The laws of {@code special-cases.tsv}: two sides that are equal for all inputs. */
final class SpecialLaws {

  private SpecialLaws() {}

  /** How many units in the last place of the size of a number two ways to compute it may be off. */
  private static final double ULPS = 16;

  /** Both sides of a law, given a function and its inputs. */
  private interface Law {
    NDArray[] sides(SpecialFunction f, NDArray... in);
  }

  private static Law asIf(UnaryOperator<NDArray> other) {
    return (f, in) -> new NDArray[] {f.of(in), other.apply(in[0])};
  }

  private static NDArray minus(NDArray a) {
    return Ops.negative(a);
  }

  private static final Map<String, Law> LAWS =
      Map.ofEntries(
          Map.entry(
              "f(conj(x)) = conj(f(x))",
              (f, in) -> new NDArray[] {f.of(Ops.conj(in[0])), Ops.conj(f.of(in))}),
          Map.entry("f(-x) = f(x)", (f, in) -> new NDArray[] {f.of(minus(in[0])), f.of(in)}),
          Map.entry(
              "f(-x) = -f(x)", (f, in) -> new NDArray[] {f.of(minus(in[0])), minus(f.of(in))}),
          Map.entry("f(x) = -j*asinh(j*x)", asIf(x -> turned(Ops.asinh(turned(x, 1)), -1))),
          Map.entry("f(x) = -j*atanh(j*x)", asIf(x -> turned(Ops.atanh(turned(x, 1)), -1))),
          Map.entry("f(x) = cosh(j*x)", asIf(x -> Ops.cosh(turned(x, 1)))),
          Map.entry("f(x) = -j*sinh(j*x)", asIf(x -> turned(Ops.sinh(turned(x, 1)), -1))),
          Map.entry("f(x) = -j*tanh(j*x)", asIf(x -> turned(Ops.tanh(turned(x, 1)), -1))),
          Map.entry("f(x) = log(x)/log(2)", asIf(x -> over(Ops.log(x), Math.log(2)))),
          Map.entry("f(x) = log(x)/log(10)", asIf(x -> over(Ops.log(x), Math.log(10)))),
          Map.entry("f(x) = x*x", asIf(x -> Ops.multiply(x, x))),
          Map.entry("f(x) = 1/x", asIf(x -> Ops.divide(1, x))),
          Map.entry(
              "f(x1, x2) = f(x2, x1)", (f, in) -> new NDArray[] {f.of(in), f.of(in[1], in[0])}),
          Map.entry(
              "f(x1, x2) = f(x1, -x2)",
              (f, in) -> new NDArray[] {f.of(in), f.of(in[0], minus(in[1]))}),
          Map.entry(
              "f(x1, x2) = f(-x1, x2)",
              (f, in) -> new NDArray[] {f.of(in), f.of(minus(in[0]), in[1])}));

  /** {@return both sides of a law} */
  static NDArray[] sides(String law, SpecialFunction f, NDArray... in) {
    return LAWS.get(law).sides(f, in);
  }

  /** {@return complex numbers times j or -j, which only moves their parts} */
  private static NDArray turned(NDArray x, int sign) {
    NDArray y = x.copy();
    Ops.real(y).assign(sign > 0 ? minus(Ops.imag(x)) : Ops.imag(x));
    Ops.imag(y).assign(sign > 0 ? Ops.real(x) : minus(Ops.real(x)));
    return y;
  }

  /** {@return complex numbers with both parts divided} */
  private static NDArray over(NDArray x, double divisor) {
    NDArray y = x.copy();
    Ops.real(y).assign(Ops.divide(Ops.real(x), divisor));
    Ops.imag(y).assign(Ops.divide(Ops.imag(x), divisor));
    return y;
  }

  /** {@return whether two numbers are the same, in the signs of zeros and infinities too} */
  static boolean same(double[] x, double[] y, double eps) {
    double size = 0;
    for (double part : y) {
      size = Math.hypot(size, part);
    }
    for (int k = 0; k < x.length; k++) {
      boolean nan = Double.isNaN(x[k]) && Double.isNaN(y[k]);
      boolean bits = Double.doubleToLongBits(x[k]) == Double.doubleToLongBits(y[k]);
      double reach = Double.isFinite(size) ? size : Math.abs(y[k]);
      boolean near = Double.isFinite(y[k]) && Math.abs(x[k] - y[k]) <= ULPS * eps * reach;
      boolean zeros = x[k] == 0 && y[k] == 0;
      if (!nan && !bits && (!near || zeros)) {
        return false;
      }
    }
    return true;
  }
}
