package dev.ambi.core;

import dev.ambi.core.internal.statistics.Covariances;

/**
 * How variables change together. A variable is a row of a matrix, its columns are observations;
 * results are float64, or complex128 if the variables are complex.
 */
public final class Correlation {

  private Correlation() {}

  /**
   * {@return the covariances of variables, the divisor being one less than the observations; of one
   * variable an array of no dimensions}
   *
   * @param m a matrix, or the observations of one variable
   */
  public static NDArray cov(NDArray m) {
    return cov(m, null, true, 1, null, null);
  }

  /**
   * {@return the covariances of variables, the divisor being one less than the observations}
   *
   * @param m a matrix, or the observations of one variable
   * @param y further variables
   */
  public static NDArray cov(NDArray m, NDArray y) {
    return cov(m, y, true, 1, null, null);
  }

  /**
   * {@return the covariances of variables}
   *
   * @param m a matrix, or the observations of one variable
   * @param y further variables; null for none
   * @param rowvar whether rows are variables, else columns
   * @param ddof what is taken off the number of observations in the divisor
   * @param fweights how often each observation is there: integers; null for once
   * @param aweights how much each observation counts; null for the same
   * @throws IllegalArgumentException if there are more than two dimensions, or lengths do not fit,
   *     or a weight is negative
   */
  public static NDArray cov(
      NDArray m, NDArray y, boolean rowvar, long ddof, NDArray fweights, NDArray aweights) {
    return Covariances.cov(m, y, rowvar, ddof, fweights, aweights);
  }

  /**
   * {@return the coefficients of correlation of variables, Pearson's}
   *
   * @param x a matrix, or the observations of one variable
   */
  public static NDArray corrcoef(NDArray x) {
    return corrcoef(x, null, true);
  }

  /**
   * {@return the coefficients of correlation of variables, Pearson's}
   *
   * @param x a matrix, or the observations of one variable
   * @param y further variables; null for none
   * @param rowvar whether rows are variables, else columns
   */
  public static NDArray corrcoef(NDArray x, NDArray y, boolean rowvar) {
    return Covariances.corrcoef(x, y, rowvar);
  }
}
