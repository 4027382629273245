package dev.ambi.core;

import dev.ambi.core.internal.statistics.Bins;
import java.util.Objects;

/**
 * A histogram with options; ten bins if not said otherwise. Not safe for use by several threads.
 */
public final class HistogramCall {

  private long bins = 10;
  private NDArray edges;
  private double[] range;
  private NDArray weights;
  private boolean density;

  HistogramCall() {}

  /**
   * Asks for bins of one width.
   *
   * @param count how many
   * @return this
   */
  public HistogramCall bins(long count) {
    bins = count;
    edges = null;
    return this;
  }

  /**
   * Names the edges of the bins.
   *
   * @param increasing the edges
   * @return this
   */
  public HistogramCall edges(NDArray increasing) {
    edges = Objects.requireNonNull(increasing, "increasing");
    return this;
  }

  /**
   * Names the first and the last edge of bins of one width; elements outside do not count.
   *
   * @param low the first edge
   * @param high the last edge
   * @return this
   */
  public HistogramCall range(double low, double high) {
    range = new double[] {low, high};
    return this;
  }

  /**
   * Names what each element counts.
   *
   * @param each of the shape of the array; null for one
   * @return this
   */
  public HistogramCall weights(NDArray each) {
    weights = each;
    return this;
  }

  /**
   * Says whether densities are wanted: counts by width and total, so that the area is one.
   *
   * @param wanted whether they are
   * @return this
   */
  public HistogramCall density(boolean wanted) {
    density = wanted;
    return this;
  }

  /**
   * {@return the histogram}
   *
   * @param a real numbers, or with edges whatever has an order; their axes do not matter
   * @throws IllegalArgumentException if there are no bins, edges decrease, the range is empty or
   *     not finite, or shapes do not fit
   */
  public Histograms.Histogram of(NDArray a) {
    if (weights != null && !weights.hasShapeOf(a)) {
      throw new IllegalArgumentException(
          "weights should have the same shape as a. Theirs is "
              + weights.shape()
              + ", that of a "
              + a.shape());
    }
    Bins own = bins(a);
    NDArray counts = own.counts(a, weights);
    return new Histograms.Histogram(density ? own.densities(counts) : counts, own.edges());
  }

  /**
   * {@return the edges}
   *
   * @param a the elements
   * @throws IllegalArgumentException if there are no bins, edges decrease, or the range is empty or
   *     not finite
   */
  public NDArray edgesOf(NDArray a) {
    return bins(a).edges();
  }

  private Bins bins(NDArray a) {
    return edges == null ? Bins.even(a, bins, range) : Bins.between(edges);
  }
}
