package dev.ambi.core.internal;

import dev.ambi.core.NDArray;

/** Arrays whose elements lie at one distance from each other, whatever their axes. */
public final class Line {

  private Line() {}

  /**
   * {@return the distance of elements that lie at one distance in row-major order, in bytes; else
   * 0}
   *
   * @param a the array
   */
  public static long step(NDArray a) {
    if (a.isCContiguous()) {
      return a.itemSize();
    }
    int last = a.ndim() - 1;
    long step = a.strides(last);
    long next = step;
    for (int i = last; i >= 0; i--) {
      if (a.strides(i) != next) {
        return 0;
      }
      next *= a.shape(i);
    }
    return step;
  }
}
