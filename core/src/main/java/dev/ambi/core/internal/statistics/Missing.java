package dev.ambi.core.internal.statistics;

import dev.ambi.core.NDArray;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.ufunc.Choice;

/** NaN that is to be left out where only places count. */
public final class Missing {

  private Missing() {}

  /**
   * {@return the array with NaN replaced by what is no extremum if there is another; the array
   * itself if its dtype has no NaN}
   *
   * @param a the array
   * @param max whether the greatest is looked for, else the least
   * @param o the axes
   * @throws IllegalArgumentException if all elements that become one are NaN
   */
  public static NDArray replaced(NDArray a, boolean max, Options o) {
    if (!a.dtype().id().isFloat() && !a.dtype().id().isComplex()) {
      return a;
    }
    NDArray missing = UFuncs.ISNAN.call(a);
    if (a.size() > 0) {
      NDArray all = Options.over(o.axes()).reduce(UFuncs.LOGICAL_AND, missing);
      if (UFuncs.LOGICAL_OR.reduce(all).getBoolean()) {
        throw new IllegalArgumentException("All-NaN slice encountered");
      }
    }
    double other = max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return Choice.where(missing, other, a, null);
  }
}
