package dev.ambi.core;

/**
 * Matrix products of an array. Part of {@link NDArray}, in a file of its own. What they do and
 * throw is said in {@link LinearAlgebra}.
 */
public sealed interface LinearAlgebraMethods permits NDArray {

  /**
   * {@return the matrix product}
   *
   * @param other a vector, a matrix or a stack of matrices
   */
  default NDArray matmul(NDArray other) {
    return LinearAlgebra.matmul((NDArray) this, other);
  }

  /**
   * {@return the sums of products over the last axis of this and the next-to-last of the other
   * array}
   *
   * @param other the other array
   */
  default NDArray dot(NDArray other) {
    return LinearAlgebra.dot((NDArray) this, other);
  }

  /** {@return the sums of the diagonals of the first two axes} */
  default NDArray trace() {
    return LinearAlgebra.trace((NDArray) this);
  }

  /** {@return a view with the axes in the opposite order} */
  default NDArray T() {
    return ((NDArray) this).transpose();
  }

  /** {@return a view with the last two axes exchanged} */
  default NDArray mT() {
    NDArray a = (NDArray) this;
    if (a.ndim() < 2) {
      throw new IllegalArgumentException(
          "matrix transpose with ndim < 2 is undefined, for shape " + a.shape());
    }
    return a.swapaxes(-2, -1);
  }
}
