package dev.ambi.core.internal.statistics;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Averages with weights, and numbers of elements. */
public final class Averages {

  private Averages() {}

  /**
   * {@return the weighted averages}
   *
   * @param a the array
   * @param weights of the shape of the array, or of one dimension along its only axis; null if all
   *     elements weigh the same
   * @param o what is asked for
   */
  public static NDArray average(NDArray a, NDArray weights, Options o) {
    if (weights == null) {
      return Means.mean(a, o);
    }
    TypeId id = a.dtype().id();
    DType type = DType.promote(a.dtype(), weights.dtype());
    if (id.isInteger() || id == TypeId.BOOL) {
      type = DType.promote(type, DType.FLOAT64);
    }
    NDArray w = aligned(a, weights, o);
    NDArray scale = o.in(type).reduce(UFuncs.ADD, w.broadcastTo(RawShape.of(a)));
    if (UFuncs.LOGICAL_OR.reduce(UFuncs.EQUAL.with().call(scale, 0.0)).getBoolean()) {
      throw new ArithmeticException("Weights sum to zero, can't be normalized");
    }
    NDArray weighted = UFuncs.MULTIPLY.with().dtype(type).call(a, w);
    NDArray sum = o.in(type).reduce(UFuncs.ADD, weighted);
    return o.deliver("average", UFuncs.DIVIDE.call(sum, scale));
  }

  private static NDArray aligned(NDArray a, NDArray weights, Options o) {
    if (Arrays.equals(RawShape.of(a), RawShape.of(weights))) {
      return weights;
    }
    if (o.axes().length == 0) {
      throw new IllegalArgumentException(
          "Axis must be specified when shapes of a and weights differ: "
              + a.shape()
              + " and "
              + weights.shape());
    }
    long[] shape = new long[a.ndim()];
    Arrays.fill(shape, 1);
    boolean fits = weights.ndim() == o.axes().length;
    int[] order = new int[o.axes().length];
    for (int i = 0; fits && i < order.length; i++) {
      int k = Shapes.axis(o.axes()[i], a.ndim());
      fits = weights.shape(i) == a.shape(k);
      shape[k] = a.shape(k);
      for (int j = 0; j < order.length; j++) {
        order[i] += Shapes.axis(o.axes()[j], a.ndim()) < k ? 1 : 0;
      }
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "Shape of weights must be consistent with shape of a along specified axis: "
              + weights.shape()
              + " beside "
              + a.shape());
    }
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return weights.transpose(inverse).reshape(shape);
  }

  /**
   * {@return how many elements are not zero}
   *
   * @param a the array
   * @param o what is asked for
   */
  public static NDArray countNonzero(NDArray a, Options o) {
    return o.in(DType.INT64).reduce(UFuncs.ADD, a.astype(DType.BOOL));
  }

  /**
   * {@return the distances from the least to the greatest element}
   *
   * @param a the array
   * @param o what is asked for
   */
  public static NDArray ptp(NDArray a, Options o) {
    Options own = o.in(o.dtype());
    NDArray range =
        UFuncs.SUBTRACT.call(own.reduce(UFuncs.MAXIMUM, a), own.reduce(UFuncs.MINIMUM, a));
    return o.deliver("ptp", range);
  }
}
