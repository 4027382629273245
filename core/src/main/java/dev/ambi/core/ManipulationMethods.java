package dev.ambi.core;

import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Arrays of the same elements in another shape or order. Part of {@link NDArray}. */
public sealed interface ManipulationMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  /** {@return a view with the axes in reverse order} */
  default NDArray transpose() {
    int n = self().shape.length;
    int[] axes = new int[n];
    Arrays.setAll(axes, i -> n - 1 - i);
    return permuted(axes);
  }

  /**
   * {@return a view with the axes in another order}
   *
   * @param axes for each axis of the view the axis of this array; none for the reverse order
   */
  default NDArray transpose(int... axes) {
    if (axes.length == 0) {
      return transpose();
    }
    if (axes.length != self().shape.length) {
      throw new IllegalArgumentException("axes don't match array");
    }
    int[] order = new int[axes.length];
    boolean[] seen = new boolean[axes.length];
    for (int i = 0; i < axes.length; i++) {
      order[i] = Shapes.axis(axes[i], axes.length);
      if (seen[order[i]]) {
        throw new IllegalArgumentException("repeated axis in transpose");
      }
      seen[order[i]] = true;
    }
    return permuted(order);
  }

  private NDArray permuted(int[] axes) {
    long[] newShape = new long[axes.length];
    long[] newStrides = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      newShape[i] = self().shape[axes[i]];
      newStrides[i] = self().strides[axes[i]];
    }
    return self().show(self().offset, newShape, newStrides, self().writable);
  }

  /**
   * {@return a view with two axes exchanged}
   *
   * @param a one axis
   * @param b the other
   */
  default NDArray swapaxes(int a, int b) {
    int[] axes = new int[self().shape.length];
    Arrays.setAll(axes, i -> i);
    int first = Shapes.axis(a, self().shape.length);
    int second = Shapes.axis(b, self().shape.length);
    axes[first] = second;
    axes[second] = first;
    return permuted(axes);
  }

  /**
   * {@return the same elements, in row-major order, in another shape: a view if strides can show
   * it, else a copy}
   *
   * @param newShape the shape; one length may be negative and is computed
   */
  default NDArray reshape(long... newShape) {
    long[] target = Shapes.resolve(newShape, self().size);
    if (target.length > Shapes.MAX_DIMS) {
      Shapes.check(target, self().dtype.itemSize());
    }
    long[] newStrides =
        Shapes.reshapeStrides(self().shape, self().strides, target, self().dtype.itemSize());
    return newStrides == null
        ? self().copy(Order.C).reshape(target)
        : self().show(self().offset, target, newStrides, self().writable);
  }

  /**
   * {@return the same elements, in row-major order, in another shape: a view if strides can show
   * it, else a copy}
   *
   * @param newShape the shape
   */
  default NDArray reshape(Shape newShape) {
    return reshape(newShape.lengths);
  }

  /**
   * {@return the same elements in another shape, both read in the given order}
   *
   * @param order {@link Order#F} for column-major; {@link Order#A} for column-major where this
   *     array is that and not row-major; else row-major
   * @param newShape the shape; one length may be negative and is computed
   */
  default NDArray reshape(Order order, long... newShape) {
    if (!self().isFortran(order)) {
      return reshape(newShape);
    }
    long[] target = Shapes.resolve(newShape, self().size);
    long[] reversed = new long[target.length];
    Arrays.setAll(reversed, i -> target[target.length - 1 - i]);
    return transpose().reshape(reversed).transpose();
  }

  /** {@return the elements in row-major order on one axis: a view if possible, else a copy} */
  default NDArray ravel() {
    return reshape(-1);
  }

  /** {@return a copy of the elements in row-major order on one axis} */
  default NDArray flatten() {
    return self().copy(Order.C).ravel();
  }

  /**
   * {@return a read-only view in which axes of length one, and new ones in front, are repeated}
   *
   * @param to the larger shape
   */
  default NDArray broadcastTo(Shape to) {
    return broadcastTo(to.lengths);
  }

  /**
   * {@return a read-only view in which axes of length one, and new ones in front, are repeated}
   *
   * @param to the larger shape
   */
  default NDArray broadcastTo(long... to) {
    Shapes.check(to, self().dtype.itemSize());
    long[] spread = Shapes.broadcastStrides(self().shape, self().strides, to);
    if (spread == null) {
      throw new IllegalArgumentException(
          "operands could not be broadcast together with remapped shapes [original->remapped]: "
              + Shapes.compact(self().shape)
              + "  and requested shape "
              + Shapes.compact(to));
    }
    return self().show(self().offset, to.clone(), spread, false);
  }

  /** {@return a view without the axes of length one} */
  default NDArray squeeze() {
    boolean[] drop = new boolean[self().shape.length];
    for (int i = 0; i < drop.length; i++) {
      drop[i] = self().shape[i] == 1;
    }
    return without(drop);
  }

  /**
   * {@return a view without the given axes}
   *
   * @param axes axes of length one; none for all of them
   */
  default NDArray squeeze(int... axes) {
    if (axes.length == 0) {
      return squeeze();
    }
    boolean[] drop = new boolean[self().shape.length];
    for (int axis : axes) {
      int a = Shapes.axis(axis, self().shape.length);
      if (self().shape[a] != 1) {
        throw new IllegalArgumentException(
            "cannot select an axis to squeeze out which has size not equal to one");
      }
      if (drop[a]) {
        throw new IllegalArgumentException("duplicate value in 'axis'");
      }
      drop[a] = true;
    }
    return without(drop);
  }

  private NDArray without(boolean[] drop) {
    long[] newShape = new long[self().shape.length];
    long[] newStrides = new long[self().shape.length];
    int n = 0;
    for (int i = 0; i < self().shape.length; i++) {
      if (!drop[i]) {
        newShape[n] = self().shape[i];
        newStrides[n++] = self().strides[i];
      }
    }
    return self()
        .show(
            self().offset,
            Arrays.copyOf(newShape, n),
            Arrays.copyOf(newStrides, n),
            self().writable);
  }
}
