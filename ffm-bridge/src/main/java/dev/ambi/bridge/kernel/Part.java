package dev.ambi.bridge.kernel;

/**
 * A C argument that an array becomes. An array parameter may become several, in the order in which
 * they are declared.
 */
public enum Part {
  /** {@code T *}: the element with index 0 on every axis. */
  DATA,
  /** {@code int}: the number of dimensions. */
  NDIM_INT,
  /** {@code int64_t}: the number of dimensions. */
  NDIM_LONG,
  /** {@code int}: the number of elements. An array that has more is refused. */
  SIZE_INT,
  /** {@code int64_t}, {@code size_t} or {@code npy_intp}: the number of elements. */
  SIZE_LONG,
  /** {@code const int64_t *} or {@code const npy_intp *}: the length of each axis. */
  SHAPE,
  /** {@code const int64_t *}: the distance between neighbours on each axis, in elements. */
  STRIDES,
  /**
   * {@code const int64_t *} or {@code const npy_intp *}: the distance between neighbours on each
   * axis, in bytes, as NumPy has it.
   */
  BYTE_STRIDES,
  /** {@code const ambi_array *}, see {@code ambi/kernel.h}. */
  AMBI_ARRAY,
  /**
   * {@code PyArrayObject *} with NumPy 2.x's descriptor. The call runs under the interpreter lock.
   */
  NUMPY_2X,
  /**
   * {@code PyArrayObject *} with NumPy 1.x's descriptor. The call runs under the interpreter lock;
   * {@code dev.ambi.compat} has to be there.
   */
  NUMPY_1X
}
