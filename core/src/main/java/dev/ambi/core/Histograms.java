package dev.ambi.core;

import dev.ambi.core.internal.statistics.Bins;

/** How often values are there. */
public final class Histograms {

  private Histograms() {}

  /**
   * How many elements lie between edges.
   *
   * @param counts one for each bin: int64; with weights their sums, of their dtype; densities are
   *     float64
   * @param edges the edges, one more than there are bins; each bin has its lower edge, the last one
   *     its upper edge too
   */
  public record Histogram(NDArray counts, NDArray edges) {}

  /**
   * {@return how often each of the numbers from zero to the greatest is there, int64}
   *
   * @param x integers that are not negative, of one dimension
   */
  public static NDArray bincount(NDArray x) {
    return bincount(x, null, 0);
  }

  /**
   * {@return how often each of the numbers from zero to the greatest is there, int64; with weights
   * their sums, float64}
   *
   * @param x integers that are not negative, of one dimension
   * @param weights what each of them counts; null for one
   * @param minLength how many numbers there are at least in the result
   * @throws IllegalArgumentException if a number is negative, no integer, or lengths do not fit
   */
  public static NDArray bincount(NDArray x, NDArray weights, long minLength) {
    return Bins.bincount(x, weights, minLength);
  }

  /**
   * {@return how many elements lie in bins of one width, from the least to the greatest}
   *
   * @param a the elements; their axes do not matter
   * @param bins how many bins there are
   */
  public static Histogram histogram(NDArray a, long bins) {
    return with().bins(bins).of(a);
  }

  /**
   * {@return how many elements lie between edges}
   *
   * @param a the elements; their axes do not matter
   * @param edges the edges, increasing
   */
  public static Histogram histogram(NDArray a, NDArray edges) {
    return with().edges(edges).of(a);
  }

  /** {@return a histogram with options} */
  public static HistogramCall with() {
    return new HistogramCall();
  }
}
