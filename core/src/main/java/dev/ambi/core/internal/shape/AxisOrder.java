package dev.ambi.core.internal.shape;

import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.Slice;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Views with axes reversed or in another order. */
public final class AxisOrder {

  private AxisOrder() {}

  /**
   * {@return a view with axes reversed}
   *
   * @param a the array
   * @param axes the axes; none for all
   */
  public static NDArray flip(NDArray a, int... axes) {
    Index[] index = new Index[a.ndim()];
    Arrays.fill(index, axes.length == 0 ? Slice.by(-1) : Slice.ALL);
    for (int axis : Axes.distinct(axes, a.ndim(), "repeated axis")) {
      index[axis] = Slice.by(-1);
    }
    return a.get(index);
  }

  /**
   * {@return the axes of which each stands where the order with some axes moved has it}
   *
   * @param ndim the number of axes
   * @param source the axes that move
   * @param destination where each of them goes
   */
  public static int[] moved(int ndim, int[] source, int[] destination) {
    if (source.length != destination.length) {
      throw new IllegalArgumentException(
          "`source` and `destination` arguments must have the same number of elements");
    }
    int[] order = new int[ndim];
    Arrays.fill(order, -1);
    boolean[] moved = new boolean[ndim];
    for (int i = 0; i < source.length; i++) {
      int from = Shapes.axis(source[i], ndim, "source");
      int to = Shapes.axis(destination[i], ndim, "destination");
      if (moved[from]) {
        throw new IllegalArgumentException("repeated axis in `source` argument");
      }
      if (order[to] >= 0) {
        throw new IllegalArgumentException("repeated axis in `destination` argument");
      }
      moved[from] = true;
      order[to] = from;
    }
    int next = 0;
    for (int i = 0; i < ndim; i++) {
      if (order[i] < 0) {
        while (moved[next]) {
          next++;
        }
        order[i] = next++;
      }
    }
    return order;
  }

  /**
   * {@return a view turned by right angles, from one axis towards another}
   *
   * @param a the array
   * @param times how many right angles
   * @param first the one axis
   * @param second the other
   */
  public static NDArray turn(NDArray a, int times, int first, int second) {
    int f = Shapes.axis(first, a.ndim());
    int s = Shapes.axis(second, a.ndim());
    if (f == s) {
      throw new IllegalArgumentException("Axes must be different: " + first + " and " + second);
    }
    return switch (Math.floorMod(times, 4)) {
      case 0 -> a;
      case 1 -> flip(a, s).swapaxes(f, s);
      case 2 -> flip(a, f, s);
      default -> flip(a.swapaxes(f, s), s);
    };
  }
}
