package dev.ambi.core.internal.linalg;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Sums of products over axes of two arrays, each as one product of matrices. */
public final class Contraction {

  private Contraction() {}

  /**
   * {@return the sums over the last axis of the first and the next-to-last of the second array}
   *
   * @param a the first array
   * @param b the second array
   */
  public static NDArray dot(NDArray a, NDArray b) {
    if (a.ndim() == 0 || b.ndim() == 0) {
      return UFuncs.MULTIPLY.call(a, b);
    }
    int axis = b.ndim() == 1 ? 0 : b.ndim() - 2;
    checkAligned(a, a.ndim() - 1, b, axis);
    return over("dot", a, new int[] {a.ndim() - 1}, b, new int[] {axis});
  }

  /**
   * {@return the sums over the last axes}
   *
   * @param a the first array
   * @param b the second array
   */
  public static NDArray inner(NDArray a, NDArray b) {
    if (a.ndim() == 0 || b.ndim() == 0) {
      return UFuncs.MULTIPLY.call(a, b);
    }
    checkAligned(a, a.ndim() - 1, b, b.ndim() - 1);
    return over("inner", a, new int[] {a.ndim() - 1}, b, new int[] {b.ndim() - 1});
  }

  private static void checkAligned(NDArray a, int i, NDArray b, int j) {
    if (a.shape(i) != b.shape(j)) {
      throw new IllegalArgumentException(
          "shapes "
              + Shapes.compact(RawShape.of(a))
              + " and "
              + Shapes.compact(RawShape.of(b))
              + " not aligned: "
              + a.shape(i)
              + " (dim "
              + i
              + ") != "
              + b.shape(j)
              + " (dim "
              + j
              + ")");
    }
  }

  /**
   * {@return the sums over pairs of axes}
   *
   * @param a the first array
   * @param axesA its axes
   * @param b the second array
   * @param axesB its axes, as many
   */
  public static NDArray tensordot(NDArray a, int[] axesA, NDArray b, int[] axesB) {
    int[] left = axes(axesA, a.ndim());
    int[] right = axes(axesB, b.ndim());
    boolean fits = left.length == right.length;
    for (int i = 0; fits && i < left.length; i++) {
      fits = a.shape(left[i]) == b.shape(right[i]);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "shape-mismatch for sum: "
              + a.shape()
              + " over "
              + Arrays.toString(axesA)
              + ", "
              + b.shape()
              + " over "
              + Arrays.toString(axesB));
    }
    return over("tensordot", a, left, b, right);
  }

  private static int[] axes(int[] axes, int ndim) {
    int[] found = new int[axes.length];
    boolean[] seen = new boolean[ndim];
    for (int i = 0; i < axes.length; i++) {
      found[i] = Shapes.axis(axes[i], ndim);
      if (seen[found[i]]) {
        throw new IllegalArgumentException("repeated axis in " + Arrays.toString(axes));
      }
      seen[found[i]] = true;
    }
    return found;
  }

  private static NDArray over(String name, NDArray a, int[] axesA, NDArray b, int[] axesB) {
    DType type = MatrixProduct.type(name, a.dtype(), b.dtype());
    int[] keptA = others(axesA, a.ndim());
    int[] keptB = others(axesB, b.ndim());
    long k = size(a, axesA);
    NDArray x = a.transpose(concat(keptA, axesA)).reshape(size(a, keptA), k);
    NDArray y = b.transpose(concat(axesB, keptB)).reshape(k, size(b, keptB));
    long[] shape = {x.shape(0), y.shape(1)};
    return MatrixProduct.multiplied(x, y, type, shape)
        .reshape(concat(lengths(a, keptA), lengths(b, keptB)));
  }

  private static int[] others(int[] axes, int ndim) {
    boolean[] named = new boolean[ndim];
    for (int axis : axes) {
      named[axis] = true;
    }
    int[] rest = new int[ndim - axes.length];
    int n = 0;
    for (int i = 0; i < ndim; i++) {
      if (!named[i]) {
        rest[n++] = i;
      }
    }
    return rest;
  }

  private static long size(NDArray a, int[] axes) {
    return Shapes.size(lengths(a, axes));
  }

  private static long[] lengths(NDArray a, int[] axes) {
    long[] lengths = new long[axes.length];
    Arrays.setAll(lengths, i -> a.shape(axes[i]));
    return lengths;
  }

  private static int[] concat(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static long[] concat(long[] a, long[] b) {
    long[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /**
   * {@return the sums of products along an axis of both arrays, of the conjugate of the first}
   *
   * @param a the first array
   * @param b the second array
   * @param axis the axis of both, which count from the last where it is negative
   */
  public static NDArray vecdot(NDArray a, NDArray b, int axis) {
    NDArray x = last(a, axis, 0);
    NDArray y = last(b, axis, 1);
    long n = x.shape(-1);
    if (y.shape(-1) != n) {
      throw new IllegalArgumentException(
          "vecdot: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature"
              + " (n),(n)->() (size "
              + y.shape(-1)
              + " is different from "
              + n
              + ")");
    }
    DType type = MatrixProduct.type("vecdot", a.dtype(), b.dtype());
    long[] left = Arrays.copyOf(RawShape.of(x), x.ndim() - 1);
    long[] right = Arrays.copyOf(RawShape.of(y), y.ndim() - 1);
    long[] shape = Shapes.broadcast(left, right);
    NDArray conjugate = x.dtype().id().isComplex() ? UFuncs.CONJUGATE.call(x) : x;
    NDArray rows = conjugate.reshape(concat(left, new long[] {1, n}));
    NDArray columns = y.reshape(concat(right, new long[] {n, 1}));
    return MatrixProduct.multiplied(rows, columns, type, concat(shape, new long[] {1, 1}))
        .reshape(shape);
  }

  private static NDArray last(NDArray a, int axis, int operand) {
    if (a.ndim() == 0) {
      throw new IllegalArgumentException(
          "vecdot: Input operand "
              + operand
              + " does not have enough dimensions (has 0, gufunc core with signature (n),(n)->()"
              + " requires 1)");
    }
    int k = Shapes.axis(axis, a.ndim());
    return a.transpose(concat(others(new int[] {k}, a.ndim()), new int[] {k}));
  }
}
