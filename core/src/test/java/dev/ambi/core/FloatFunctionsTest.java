package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions of float64 that have vector kernels, against {@link StrictMath}. */
class FloatFunctionsTest {
  private static final double MOST_ULPS = 4;

  /**
   * A function.
   *
   * @param ufunc ours
   * @param expected what it has to be, within {@link #MOST_ULPS}
   */
  record Function(UFunc ufunc, DoubleUnaryOperator expected) {
    @Override
    public String toString() {
      return ufunc.name();
    }
  }

  static List<Function> functions() {
    return List.of(
        new Function(UFuncs.EXP, StrictMath::exp),
        new Function(UFuncs.LOG, StrictMath::log),
        new Function(UFuncs.SIN, StrictMath::sin),
        new Function(UFuncs.TANH, StrictMath::tanh));
  }

  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    709.782712893384,
    709.782712893385,
    708,
    -708,
    -708.5,
    -745.1332191019411,
    -745.1332191019412,
    -746,
    1e-300,
    -1e-300,
    1e-20,
    1 + 0x1p-52,
    1 - 0x1p-53,
    20,
    19.9999,
    -20,
    22,
    0.5,
    1e300,
    100
  };

  private static double[] samples() {
    Random random = new Random(4);
    double[] all = new double[60_000];
    System.arraycopy(SPECIAL, 0, all, 0, SPECIAL.length);
    for (int i = SPECIAL.length; i < all.length; i++) {
      all[i] =
          switch (i % 6) {
            case 0 -> random.nextGaussian();
            case 1 -> 1 + random.nextGaussian() / 100;
            case 2 -> random.nextDouble(-750, 750);
            case 3 -> Double.longBitsToDouble(random.nextLong());
            case 4 -> Math.scalb(random.nextGaussian(), random.nextInt(-1070, 1023));
            default -> random.nextDouble() * 30;
          };
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isWithinAFewUlps(Function function) {
    double[] x = samples();
    NDArray a = NDArray.of(x);
    double[] actual = function.ufunc().call(a).toDoubleArray();
    NDArray wide = NDArray.zeros(DType.FLOAT64, 2L * x.length).get("::2");
    wide.assign(a);
    double[] spread = function.ufunc().call(wide).toDoubleArray();
    for (int i = 0; i < x.length; i++) {
      double expected = function.expected().applyAsDouble(x[i]);
      assertClose(actual[i], expected, function + "(" + x[i] + ")");
      assertClose(spread[i], expected, function + "(" + x[i] + "), strided");
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isTheSameForEveryLength(Function function) {
    NDArray all = NDArray.of(samples());
    for (int n = 0; n < 40; n++) {
      NDArray some = all.get("60:" + (60 + n));
      NDArray out = NDArray.full(DType.FLOAT64, 7, n + 2);
      function.ufunc().into(out.get("1:-1"), some);
      for (int i = 0; i < n; i++) {
        double expected = function.expected().applyAsDouble(some.getDouble(i));
        assertClose(out.getDouble(i + 1), expected, function + "(" + some.getDouble(i) + ")");
      }
      assertThat(out.getDouble(0)).isEqualTo(7);
      assertThat(out.getDouble(-1)).isEqualTo(7);
    }
  }

  @Test
  void powerIsThatOfC() {
    Random random = new Random(5);
    double[] bases = new double[SPECIAL.length * SPECIAL.length + 20_000];
    double[] powers = new double[bases.length];
    for (int i = 0; i < bases.length; i++) {
      boolean special = i < SPECIAL.length * SPECIAL.length;
      bases[i] = special ? SPECIAL[i / SPECIAL.length] : random.nextDouble() * 10;
      powers[i] = special ? SPECIAL[i % SPECIAL.length] : random.nextGaussian() * 20;
    }
    double[] actual = UFuncs.POWER.call(NDArray.of(bases), NDArray.of(powers)).toDoubleArray();
    DoubleBinaryOperator power =
        (a, b) -> a == 1 || (Math.abs(a) == 1 && Double.isInfinite(b)) ? 1 : StrictMath.pow(a, b);
    for (int i = 0; i < bases.length; i++) {
      double expected = power.applyAsDouble(bases[i], powers[i]);
      assertClose(actual[i], expected, "power(" + bases[i] + ", " + powers[i] + ")");
    }
  }

  private static void assertClose(double actual, double expected, String what) {
    boolean close =
        Double.compare(actual, expected) == 0
            || Math.abs(actual - expected) <= MOST_ULPS * Math.ulp(expected);
    boolean sameSign = 1 / actual > 0 == 1 / expected > 0;
    if (!close || (actual == 0 && expected == 0 && !sameSign)) {
      assertThat(actual).as(what).isEqualTo(expected);
    }
  }
}
