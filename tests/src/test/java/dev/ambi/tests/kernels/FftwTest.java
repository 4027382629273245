package dev.ambi.tests.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ambi.core.Complex;
import dev.ambi.core.NDArray;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Transforms against sums as the definition has them, and back. */
class FftwTest {
  private static final Fftw FFTW = new Fftw(Libraries.fftw());

  private static Complex[] samples(int n) {
    Random random = new Random(n);
    Complex[] samples = new Complex[n];
    for (int i = 0; i < n; i++) {
      samples[i] = new Complex(random.nextGaussian(), random.nextGaussian());
    }
    return samples;
  }

  /** The definition, along both axes; a vector is a matrix of one row. */
  private static Complex dft(Complex[] x, int rows, int columns, int row, int column) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double turn = -2 * Math.PI * ((double) i * row / rows + (double) j * column / columns);
        Complex v = x[i * columns + j];
        re += v.re() * Math.cos(turn) - v.im() * Math.sin(turn);
        im += v.re() * Math.sin(turn) + v.im() * Math.cos(turn);
      }
    }
    return new Complex(re, im);
  }

  private static void assertClose(Complex actual, Complex expected) {
    assertThat(actual.re()).isCloseTo(expected.re(), within(1e-10));
    assertThat(actual.im()).isCloseTo(expected.im(), within(1e-10));
  }

  @Test
  void oneDimensionThereAndBack() {
    for (int n : new int[] {1, 2, 7, 60, 97}) {
      Complex[] x = samples(n);
      try (Fftw.Plan forward = FFTW.complex(Fftw.C.FORWARD, n);
          Fftw.Plan back = FFTW.complex(Fftw.C.BACKWARD, n)) {
        forward.in().assign(NDArray.of(x));
        forward.run();
        back.in().assign(forward.out());
        back.run();
        for (int i = 0; i < n; i++) {
          assertClose(forward.out().getComplex(i), dft(x, 1, n, 0, i));
          Complex v = back.out().getComplex(i);
          assertClose(new Complex(v.re() / n, v.im() / n), x[i]);
        }
      }
    }
  }

  @Test
  void twoDimensions() {
    Complex[] x = samples(6 * 5);
    try (Fftw.Plan plan = FFTW.complex(Fftw.C.FORWARD, 6, 5)) {
      plan.in().assign(NDArray.of(x).reshape(6, 5));
      plan.run();
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 5; j++) {
          assertClose(plan.out().getComplex(i, j), dft(x, 6, 5, i, j));
        }
      }
    }
  }

  @Test
  void realNumbers() {
    int n = 11;
    Complex[] x = samples(3 * n);
    NDArray values = NDArray.zeros(3, n);
    for (int i = 0; i < x.length; i++) {
      x[i] = new Complex(x[i].re(), 0);
      values.setDouble(x[i].re(), i / n, i % n);
    }
    try (Fftw.Plan whole = FFTW.real(3, n);
        Fftw.Plan row = FFTW.real(n);
        Fftw.Plan back = FFTW.realBack(n)) {
      whole.in().assign(values);
      whole.run();
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j <= n / 2; j++) {
          assertClose(whole.out().getComplex(i, j), dft(x, 3, n, i, j));
        }
      }
      row.in().assign(values.get("0"));
      row.run();
      back.in().assign(row.out());
      back.run();
      for (int j = 0; j < n; j++) {
        assertThat(back.out().getDouble(j) / n).isCloseTo(x[j].re(), within(1e-12));
      }
    }
  }

  @Test
  void aClosedPlan() {
    Fftw.Plan plan = FFTW.real(8);
    plan.close();
    assertThatThrownBy(plan::run).hasMessage("the plan is closed");
  }
}
