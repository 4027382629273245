package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
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

  private static double power(double a, double b) {
    return a == 1 || (Math.abs(a) == 1 && Double.isInfinite(b)) ? 1 : StrictMath.pow(a, b);
  }

  private static double[][] powerSamples() {
    Random random = new Random(5);
    int specials = SPECIAL.length * SPECIAL.length;
    double[] bases = new double[specials + 60_000];
    double[] powers = new double[bases.length];
    for (int i = 0; i < specials; i++) {
      bases[i] = SPECIAL[i / SPECIAL.length];
      powers[i] = SPECIAL[i % SPECIAL.length];
    }
    // Stretches of one kind, so that whole vectors are of it; others are mixed among the specials.
    for (int i = specials; i < bases.length; i++) {
      switch (i / 64 % 4) {
        case 0 -> {
          bases[i] = random.nextDouble() * 10;
          powers[i] = random.nextGaussian() * 20;
        }
        case 1 -> {
          bases[i] = 1 + random.nextGaussian() / 1000;
          powers[i] = random.nextGaussian() * 1e5;
        }
        case 2 -> {
          bases[i] = 1 + random.nextDouble() / 10;
          powers[i] = random.nextDouble() * 7000;
        }
        default -> {
          bases[i] = Math.exp(random.nextGaussian() * 100);
          powers[i] = random.nextGaussian() * 3;
        }
      }
    }
    return new double[][] {bases, powers};
  }

  @Test
  void powerIsThatOfC() {
    double[][] samples = powerSamples();
    double[] actual =
        UFuncs.POWER.call(NDArray.of(samples[0]), NDArray.of(samples[1])).toDoubleArray();
    for (int i = 0; i < actual.length; i++) {
      double expected = power(samples[0][i], samples[1][i]);
      assertClose(actual[i], expected, "power(" + samples[0][i] + ", " + samples[1][i] + ")");
    }
  }

  @Test
  void powersOfWholeNumbersAreExact() {
    for (int base = 1; base < 200; base++) {
      for (int power = 0; power <= 50 && Math.pow(base, power) < 0x1p50; power++) {
        NDArray bases = NDArray.full(DType.FLOAT64, base, 19);
        NDArray powers = NDArray.full(DType.FLOAT64, power, 19);
        BigInteger exact = BigInteger.valueOf(base).pow(power);
        assertThat(UFuncs.POWER.call(bases, powers).toDoubleArray())
            .as("%s to the %s", base, power)
            .containsOnly(exact.doubleValue());
      }
    }
  }

  @Test
  void powerTakesOneBaseOrOnePowerForAll() {
    NDArray all = NDArray.of(samples());
    for (double one : new double[] {2, 0.5, -1.5, 1, 0, Double.NaN, 700}) {
      NDArray powers = UFuncs.POWER.call(one, all);
      NDArray bases = UFuncs.POWER.call(all, one);
      for (int i = 0; i < all.size(); i++) {
        double x = all.getDouble(i);
        assertClose(powers.getDouble(i), power(one, x), "power(" + one + ", " + x + ")");
        assertClose(bases.getDouble(i), power(x, one), "power(" + x + ", " + one + ")");
      }
    }
  }

  @Test
  void powerIsTheSameForEveryLength() {
    double[][] samples = powerSamples();
    NDArray bases = NDArray.of(samples[0]);
    NDArray powers = NDArray.of(samples[1]);
    for (int n = 0; n < 50; n++) {
      String part = "2000:" + (2000 + n);
      NDArray out = NDArray.full(DType.FLOAT64, 7, n + 2);
      UFuncs.POWER.into(out.get("1:-1"), bases.get(part), powers.get(part));
      for (int i = 0; i < n; i++) {
        double expected = power(samples[0][2000 + i], samples[1][2000 + i]);
        assertClose(out.getDouble(i + 1), expected, "element " + i + " of " + n);
      }
      assertThat(out.getDouble(0)).isEqualTo(7);
      assertThat(out.getDouble(-1)).isEqualTo(7);
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
