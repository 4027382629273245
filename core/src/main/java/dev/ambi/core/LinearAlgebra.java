package dev.ambi.core;

import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.linalg.Contraction;
import dev.ambi.core.internal.linalg.MatrixProduct;
import dev.ambi.core.internal.linalg.RegisteredMultiplier;
import java.util.Arrays;

/**
 * Products of vectors, matrices and stacks of matrices.
 *
 * <p>Results are new arrays of the promoted dtype; integers wrap around, bool is combined by and
 * and or, float16 is computed in float32. Nothing depends on {@link Ambi#parallelism(int)}. All
 * throw {@link IllegalArgumentException} if shapes or dtypes do not fit, and {@link
 * IndexOutOfBoundsException} if there is no such axis.
 */
public final class LinearAlgebra {

  private LinearAlgebra() {}

  /**
   * From now on, products of large matrices of floating-point or complex numbers are computed by
   * somebody else, in all threads. Sums are added up in another order then: results may differ in
   * the last digits.
   *
   * @param multiplier who computes them; null for the engine itself
   */
  public static void useMultiplier(MatrixMultiplier multiplier) {
    RegisteredMultiplier.set(multiplier);
  }

  /**
   * {@return the matrix product; of vectors the sum of products, of stacks that of their matrices,
   * which are the last two axes, broadcast against each other}
   *
   * @param a a vector, a matrix or a stack of matrices
   * @param b a vector, a matrix or a stack of matrices
   */
  public static NDArray matmul(NDArray a, NDArray b) {
    return MatrixProduct.matmul(a, b, null);
  }

  /**
   * Computes the matrix product, with the result in an array that is there. It may overlap the
   * inputs.
   *
   * @param out where the result goes
   * @param a a vector, a matrix or a stack of matrices
   * @param b a vector, a matrix or a stack of matrices
   * @return {@code out}
   * @throws UnsupportedOperationException if it is read-only
   */
  public static NDArray matmulInto(NDArray out, NDArray a, NDArray b) {
    return MatrixProduct.matmul(a, b, out);
  }

  /**
   * {@return the sums of products over the last axis of the first and the next-to-last of the
   * second array; of an array of no dimensions the product with each element}
   *
   * @param a the first array
   * @param b the second array
   */
  public static NDArray dot(NDArray a, NDArray b) {
    return Contraction.dot(a, b);
  }

  /**
   * {@return the sums of products over the last axes}
   *
   * @param a the first array
   * @param b the second array
   */
  public static NDArray inner(NDArray a, NDArray b) {
    return Contraction.inner(a, b);
  }

  /**
   * {@return the products of every pair of elements: a matrix with a row for each of the first}
   *
   * @param a an array, taken as one of one dimension
   * @param b an array, taken as one of one dimension
   */
  public static NDArray outer(NDArray a, NDArray b) {
    return UFuncs.MULTIPLY.outer(a.ravel(), b.ravel());
  }

  /**
   * {@return the sums of products along the last axes, of the conjugate of the first array}
   *
   * @param a the first array
   * @param b the second array; the other axes broadcast
   */
  public static NDArray vecdot(NDArray a, NDArray b) {
    return Contraction.vecdot(a, b, -1);
  }

  /**
   * {@return the sums of products along an axis, of the conjugate of the first array}
   *
   * @param a the first array
   * @param b the second array; the other axes broadcast
   * @param axis the axis of each
   */
  public static NDArray vecdot(NDArray a, NDArray b, int axis) {
    return Contraction.vecdot(a, b, axis);
  }

  /**
   * {@return the sum of products of all elements, of the conjugate of the first array}
   *
   * @param a an array, taken as one of one dimension
   * @param b an array of as many elements, taken as one of one dimension
   */
  public static NDArray vdot(NDArray a, NDArray b) {
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(
          "cannot reshape array of size "
              + b.size()
              + " into shape "
              + Shapes.tuple(new long[] {a.size()}));
    }
    return Contraction.vecdot(a.ravel(), b.ravel(), -1);
  }

  /**
   * {@return the sums of products over the last axes of the first and the first axes of the second
   * array}
   *
   * @param a the first array
   * @param b the second array
   * @param axes how many axes; none for the products of all pairs
   */
  public static NDArray tensordot(NDArray a, NDArray b, int axes) {
    int n = Math.max(axes, 0);
    int[] left = new int[n];
    int[] right = new int[n];
    Arrays.setAll(left, i -> a.ndim() - n + i);
    Arrays.setAll(right, i -> i);
    if (n > a.ndim() || n > b.ndim()) {
      throw new IndexOutOfBoundsException(
          "tensordot over " + n + " axes of arrays of shapes " + a.shape() + " and " + b.shape());
    }
    return Contraction.tensordot(a, left, b, right);
  }

  /**
   * {@return the sums of products over pairs of axes; the result has the other axes of the first,
   * then of the second array}
   *
   * @param a the first array
   * @param b the second array
   * @param axesA axes of the first
   * @param axesB for each of these the axis of the second
   */
  public static NDArray tensordot(NDArray a, NDArray b, int[] axesA, int[] axesB) {
    return Contraction.tensordot(a, axesA, b, axesB);
  }

  /**
   * {@return a view with the last two axes exchanged}
   *
   * @param a an array of at least two dimensions
   */
  public static NDArray matrixTranspose(NDArray a) {
    if (a.ndim() < 2) {
      throw new IllegalArgumentException(
          "Input array must be at least 2-dimensional, but it is " + a.ndim());
    }
    return a.swapaxes(-2, -1);
  }

  /**
   * {@return the sums of the diagonals of the first two axes}
   *
   * @param a an array of at least two dimensions
   */
  public static NDArray trace(NDArray a) {
    return trace(a, 0, 0, 1);
  }

  /**
   * {@return the sums of diagonals; of short integers and bool in 64 bits}
   *
   * @param a an array of at least two dimensions
   * @param offset how far the diagonal is above the main one; negative: below
   * @param axis1 the axis of the rows
   * @param axis2 the axis of the columns
   */
  public static NDArray trace(NDArray a, int offset, int axis1, int axis2) {
    if (a.ndim() < 2) {
      throw new IllegalArgumentException(
          "diag requires an array of at least two dimensions, not " + a.shape());
    }
    return Indexing.diagonal(a, offset, axis1, axis2).sum(-1);
  }

  /**
   * {@return the Kronecker product: blocks of the second array, each times an element of the first}
   *
   * @param a the first array
   * @param b the second array
   */
  public static NDArray kron(NDArray a, NDArray b) {
    int n = Math.max(a.ndim(), b.ndim());
    long[] left = new long[2 * n];
    long[] right = new long[2 * n];
    long[] shape = new long[n];
    Arrays.fill(left, 1);
    Arrays.fill(right, 1);
    for (int i = 0; i < n; i++) {
      long rows = i < n - a.ndim() ? 1 : a.shape(i - (n - a.ndim()));
      long inner = i < n - b.ndim() ? 1 : b.shape(i - (n - b.ndim()));
      left[2 * i] = rows;
      right[2 * i + 1] = inner;
      shape[i] = rows * inner;
    }
    return UFuncs.MULTIPLY.call(a.reshape(left), b.reshape(right)).reshape(shape);
  }
}
