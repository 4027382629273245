package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Extrema of floats: NaN counts whichever place it has, and -0.0 is less than 0.0. */
class ExtremaTest {

  private static void assertExtrema(double[] values, String what) {
    double min = values[0];
    double max = values[0];
    for (double v : values) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    NDArray a = NDArray.of(values);
    NDArray apart = NDArray.full(DType.FLOAT64, Double.NaN, 2L * values.length).get("::2");
    apart.assign(a);
    NDArray floats = a.astype(DType.FLOAT32);
    for (NDArray x : new NDArray[] {a, apart, a.get("::-1"), floats, floats.get("::-1")}) {
      String each = what + ", " + x.dtype() + ", strides " + x.strides()[0];
      assertSame(x.min().getDouble(), min, "min of " + each);
      assertSame(x.max().getDouble(), max, "max of " + each);
    }
  }

  private static void assertSame(double actual, double expected, String what) {
    assertThat(Double.compare(actual, expected)).as("%s: %s", what, actual).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 31, 32, 33, 63, 64, 65, 100, 127, 128, 1023, 1024, 1025, 3000})
  void oneSpecialElementIsSeenAtEveryPlace(int n) {
    Random random = new Random(n);
    double[] plain = new double[n];
    double[] zeros = new double[n];
    for (int i = 0; i < n; i++) {
      plain[i] = random.nextInt(-1000, 1000);
    }
    double[] special = {
      Double.NaN, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.MAX_VALUE
    };
    for (int i = 0; i < n; i += Math.max(1, n / 100)) {
      for (double s : special) {
        double[] one = plain.clone();
        one[i] = s;
        assertExtrema(one, s + " at " + i + " of " + n);
        double[] amongZeros = zeros.clone();
        amongZeros[i] = s;
        assertExtrema(amongZeros, s + " among zeros at " + i + " of " + n);
        double[] amongMinusZeros = zeros.clone();
        Arrays.fill(amongMinusZeros, -0.0);
        amongMinusZeros[i] = s == 0 ? 0.0 : s;
        assertExtrema(amongMinusZeros, s + " among -0.0 at " + i + " of " + n);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 100, 1024, 5000})
  void sumsThatOverflowHideNothing(int n) {
    double[] large = new double[n];
    double[] both = new double[n];
    for (int i = 0; i < n; i++) {
      large[i] = i % 3 == 0 ? Float.MAX_VALUE : i;
      both[i] = i % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    assertExtrema(large, "large numbers");
    assertExtrema(both, "infinities of both signs");
    both[n / 2] = Double.NaN;
    assertExtrema(both, "infinities of both signs and NaN");
  }
}
