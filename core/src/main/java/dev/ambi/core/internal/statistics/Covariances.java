package dev.ambi.core.internal.statistics;

import dev.ambi.core.DType;
import dev.ambi.core.DataTypes;
import dev.ambi.core.NDArray;
import dev.ambi.core.Ops;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.linalg.MatrixProduct;
import dev.ambi.core.internal.shape.Join;

/** Covariances and what is made of them. */
public final class Covariances {

  private Covariances() {}

  /**
   * {@return the covariances}
   *
   * @param m the variables
   * @param y further ones, or null
   * @param rowvar whether rows are variables
   * @param ddof what is taken off the number of observations
   * @param fweights how often each observation is there, or null
   * @param aweights how much each observation counts, or null
   */
  public static NDArray cov(
      NDArray m, NDArray y, boolean rowvar, long ddof, NDArray fweights, NDArray aweights) {
    checkDimensions(m, "m");
    DType type = DataTypes.resultType(m, DType.FLOAT64);
    if (y != null) {
      checkDimensions(y, "y");
      type = DataTypes.resultType(y, type);
    }
    NDArray x = variables(m, rowvar, type);
    if (x.shape(0) == 0) {
      return NDArray.empty(type, 0, 0);
    }
    if (y != null) {
      x = joined(x, variables(y, rowvar, type));
    }
    NDArray weights = weights(fweights, aweights, x.shape(1));
    Options over = Options.over(1).keeping();
    NDArray average;
    double divisor;
    if (weights == null) {
      average = Means.mean(x, over);
      divisor = x.shape(1) - (double) ddof;
    } else {
      double sum = weights.sum().getDouble();
      average =
          UFuncs.DIVIDE.with().call(over.reduce(UFuncs.ADD, UFuncs.MULTIPLY.call(x, weights)), sum);
      double off =
          ddof == 0 || aweights == null
              ? ddof
              : ddof * UFuncs.MULTIPLY.call(weights, aweights).sum().getDouble() / sum;
      divisor = sum - off;
    }
    x = UFuncs.SUBTRACT.call(x, average);
    NDArray right = weights == null ? x : UFuncs.MULTIPLY.call(x, weights);
    NDArray c = MatrixProduct.matmul(x, UFuncs.CONJUGATE.call(right.transpose()), null);
    // Of too few observations nothing is known: not a number, or infinite.
    UFuncs.MULTIPLY.with().out(c).call(c, 1 / Math.max(divisor, 0));
    return c.shape(0) == 1 ? c.get("0, 0, ...") : c;
  }

  private static void checkDimensions(NDArray a, String name) {
    if (a.ndim() > 2) {
      throw new IllegalArgumentException(
          name + " has more than 2 dimensions: it has the shape " + a.shape());
    }
  }

  private static NDArray variables(NDArray a, boolean rowvar, DType type) {
    NDArray x = a.ndim() == 2 ? a : a.reshape(1, -1);
    return (!rowvar && a.ndim() != 1 ? x.transpose() : x).astype(type);
  }

  private static NDArray joined(NDArray x, NDArray y) {
    return Join.concat(0, new NDArray[] {x, y});
  }

  private static NDArray weights(NDArray fweights, NDArray aweights, long n) {
    NDArray frequencies = fweights;
    if (fweights != null) {
      frequencies = fweights.astype(DType.FLOAT64);
      if (!UFuncs.EQUAL.call(frequencies, UFuncs.RINT.call(frequencies)).all().getBoolean()) {
        throw new IllegalArgumentException("fweights must be integer");
      }
      check(frequencies, "fweights", n);
    }
    if (aweights == null) {
      return frequencies;
    }
    NDArray weights = aweights.astype(DType.FLOAT64);
    check(weights, "aweights", n);
    return frequencies == null ? weights : UFuncs.MULTIPLY.call(frequencies, weights);
  }

  private static void check(NDArray weights, String name, long n) {
    if (weights.ndim() != 1) {
      throw new IllegalArgumentException("cannot handle multidimensional " + name);
    }
    if (weights.size() != n) {
      throw new IllegalArgumentException(
          "incompatible numbers of samples and " + name + ": " + n + " and " + weights.size());
    }
    if (UFuncs.LESS.with().call(weights, 0).any().getBoolean()) {
      throw new IllegalArgumentException(name + " cannot be negative");
    }
  }

  /**
   * {@return the coefficients of correlation}
   *
   * @param x the variables
   * @param y further ones, or null
   * @param rowvar whether rows are variables
   */
  public static NDArray corrcoef(NDArray x, NDArray y, boolean rowvar) {
    NDArray c = cov(x, y, rowvar, 1, null, null);
    if (c.ndim() == 0) {
      return UFuncs.DIVIDE.call(c, c);
    }
    NDArray deviations = UFuncs.SQRT.call(Ops.real(c.diagonal()));
    UFuncs.DIVIDE.into(c, c, deviations.reshape(-1, 1));
    UFuncs.DIVIDE.into(c, c, deviations.reshape(1, -1));
    Ops.clipInto(Ops.real(c), Ops.real(c), -1.0, 1.0);
    if (c.dtype().id().isComplex()) {
      Ops.clipInto(Ops.imag(c), Ops.imag(c), -1.0, 1.0);
    }
    return c;
  }
}
