package dev.ambi.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reductions in plain Java: for each element of the result the list of those that become it. */
final class NaiveReduction {

  private NaiveReduction() {}

  /**
   * {@return the elements that each element of the result is made of, in row-major order}
   *
   * @param a the array
   * @param axes the axes that go; none for all
   * @param mask which elements count, in the shape of the array; null for all
   */
  static List<List<Complex>> groups(NDArray a, int[] axes, NDArray mask) {
    boolean[] gone = gone(a.ndim(), axes);
    List<List<Complex>> groups = new ArrayList<>();
    for (long i = 0; i < size(resultShape(a, axes, false)); i++) {
      groups.add(new ArrayList<>());
    }
    long[] index = new long[a.ndim()];
    for (long n = 0; n < a.size(); n++) {
      int group = 0;
      for (int k = 0; k < index.length; k++) {
        group = gone[k] ? group : (int) (group * a.shape(k) + index[k]);
      }
      if (mask == null || mask.getBoolean(index)) {
        groups.get(group).add(a.getComplex(index));
      }
      for (int k = index.length - 1; k >= 0 && ++index[k] == a.shape(k); k--) {
        index[k] = 0;
      }
    }
    return groups;
  }

  static boolean[] gone(int ndim, int[] axes) {
    boolean[] gone = new boolean[ndim];
    for (int k = 0; k < ndim; k++) {
      gone[k] = axes.length == 0;
    }
    for (int axis : axes) {
      gone[Math.floorMod(axis, ndim)] = true;
    }
    return gone;
  }

  static long[] resultShape(NDArray a, int[] axes, boolean keepDims) {
    boolean[] gone = gone(a.ndim(), axes);
    List<Long> shape = new ArrayList<>();
    for (int k = 0; k < gone.length; k++) {
      if (!gone[k]) {
        shape.add(a.shape(k));
      } else if (keepDims) {
        shape.add(1L);
      }
    }
    return shape.stream().mapToLong(n -> n).toArray();
  }

  private static long size(long[] shape) {
    long size = 1;
    for (long n : shape) {
      size *= n;
    }
    return size;
  }

  /** Both parts added up. */
  static Complex sum(List<Complex> all) {
    double re = 0;
    double im = 0;
    for (Complex c : all) {
      re += c.re();
      im += c.im();
    }
    return new Complex(re, im);
  }

  static Complex product(List<Complex> all) {
    Complex p = new Complex(1, 0);
    for (Complex c : all) {
      p = ComplexFormulas.times(p, c);
    }
    return p;
  }

  static Complex mean(List<Complex> all) {
    Complex sum = sum(all);
    return new Complex(sum.re() / all.size(), sum.im() / all.size());
  }

  /** The mean of the squares of the distances from the mean. */
  static Complex variance(List<Complex> all, double correction) {
    Complex mean = mean(all);
    double sum = 0;
    for (Complex c : all) {
      sum += Math.pow(c.re() - mean.re(), 2) + Math.pow(c.im() - mean.im(), 2);
    }
    double n = all.size() - correction;
    return new Complex(n > 0 ? sum / n : Double.NaN, 0);
  }

  /** The greatest or the least by real, then imaginary part; the first NaN if there is one. */
  static Complex extremum(List<Complex> all, boolean max) {
    return all.isEmpty() ? null : all.get(place(all, max));
  }

  /** Where the first extremum is. */
  static int place(List<Complex> all, boolean max) {
    int best = 0;
    for (int i = 0; i < all.size(); i++) {
      Complex c = all.get(i);
      if (isNan(c)) {
        return i;
      }
      Complex b = all.get(best);
      boolean greater = c.re() > b.re() || (c.re() == b.re() && c.im() > b.im());
      boolean less = c.re() < b.re() || (c.re() == b.re() && c.im() < b.im());
      best = (max ? greater : less) ? i : best;
    }
    return best;
  }

  static boolean isNan(Complex c) {
    return Double.isNaN(c.re()) || Double.isNaN(c.im());
  }

  static Complex truth(boolean value) {
    return new Complex(value ? 1 : 0, 0);
  }

  static boolean isTrue(Complex c) {
    return c.re() != 0 || c.im() != 0;
  }

  /** {@return a function of each group} */
  static List<Complex> each(List<List<Complex>> groups, Function<List<Complex>, Complex> f) {
    return groups.stream().map(f).toList();
  }
}
