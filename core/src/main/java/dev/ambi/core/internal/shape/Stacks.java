package dev.ambi.core.internal.shape;

import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Joins arrays as rows, columns or layers, which all of them become first. */
public final class Stacks {

  private Stacks() {}

  /**
   * {@return a view of at least so many dimensions, or the array itself}
   *
   * @param ndim one to three
   * @param a the array
   */
  public static NDArray atLeast(int ndim, NDArray a) {
    if (ndim < 1 || ndim > 3) {
      throw new IllegalArgumentException(
          "at least " + ndim + " dimensions: 1, 2 or 3 can be asked");
    }
    // A matrix becomes a stack of one, not one row of a stack.
    return ndim == 3 && a.ndim() > 0 && a.ndim() < 3
        ? Axes.atLeast(a, 2).get(Index.ELLIPSIS, Index.NEW_AXIS)
        : Axes.atLeast(a, ndim);
  }

  /**
   * {@return the arrays one below the other}
   *
   * @param arrays the arrays; one of one dimension is a row
   */
  public static NDArray vertical(NDArray[] arrays) {
    return Join.concat(0, each(arrays, a -> atLeast(2, a)));
  }

  /**
   * {@return the arrays side by side}
   *
   * @param arrays the arrays
   */
  public static NDArray horizontal(NDArray[] arrays) {
    NDArray[] parts = each(arrays, a -> atLeast(1, a));
    return Join.concat(parts.length > 0 && parts[0].ndim() == 1 ? 0 : 1, parts);
  }

  /**
   * {@return the arrays one behind the other}
   *
   * @param arrays the arrays; a matrix is one layer
   */
  public static NDArray deep(NDArray[] arrays) {
    return Join.concat(2, each(arrays, a -> atLeast(3, a)));
  }

  /**
   * {@return the arrays side by side}
   *
   * @param arrays the arrays; one of one dimension is a column
   */
  public static NDArray columns(NDArray[] arrays) {
    return Join.concat(1, each(arrays, a -> a.ndim() < 2 ? Axes.atLeast(a, 2).transpose() : a));
  }

  private static NDArray[] each(NDArray[] arrays, UnaryOperator<NDArray> change) {
    return Arrays.stream(arrays).map(change).toArray(NDArray[]::new);
  }
}
