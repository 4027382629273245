package dev.ambi.core;

import dev.ambi.core.internal.create.Ranges;
import dev.ambi.core.internal.create.Spaces;
import dev.ambi.core.internal.create.Triangles;
import dev.ambi.core.internal.exchange.DlpackTensor;
import dev.ambi.core.internal.ufunc.Arguments;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Functions that make arrays. The most used are on {@link NDArray} too: {@link NDArray#zeros},
 * {@link NDArray#ones}, {@link NDArray#full}, {@link NDArray#arange}, {@link NDArray#linspace},
 * {@link NDArray#of(double[], long...)}, {@link NDArray#fromArray}.
 */
public final class Creation {

  private Creation() {}

  // ---------------------------------------------------------------- from values

  /**
   * {@return the value as an array: an array itself, a Java array copied, a single value as an
   * array of no dimensions}
   *
   * @param value an {@link NDArray}, what {@link NDArray#fromArray} takes, a Boolean, a Number or a
   *     {@link Complex}
   */
  public static NDArray asarray(Object value) {
    if (value instanceof NDArray a) {
      return a;
    }
    return value instanceof Boolean || value instanceof Number || value instanceof Complex
        ? NDArray.scalar(Arguments.weakDType(value, null), value)
        : NDArray.fromArray(value);
  }

  /**
   * {@return the value as an array of a dtype}
   *
   * @param value as for {@link #asarray(Object)}
   * @param dtype the dtype, to which elements are converted by the rules of C
   * @param copy whether an array of this dtype is copied
   * @throws IllegalArgumentException if it would have to be copied and may not
   */
  public static NDArray asarray(Object value, DType dtype, CopyMode copy) {
    NDArray a = asarray(value);
    boolean isCopy = !(value instanceof NDArray);
    boolean same = a.dtype().equals(dtype);
    if (copy == CopyMode.NEVER && (isCopy || !same)) {
      throw new IllegalArgumentException(
          "Unable to avoid copy while creating an array as requested: to " + dtype);
    }
    if (!same) {
      return a.astype(dtype);
    }
    return copy == CopyMode.ALWAYS && !isCopy ? a.copy() : a;
  }

  /**
   * {@return an array over the elements of a tensor of another library, as DLPack hands it over:
   * nothing is copied}
   *
   * <p>The tensor is read once, before this returns. The array may be written to; {@link
   * NDArray#readOnly} is for a tensor that must not be. Its memory is in the hands of an arena of
   * the collector: when neither the array nor a view of it is reachable any more, {@code release}
   * runs once, on a thread of the JDK's. Where this throws, it does not run.
   *
   * <p>Addresses are read, which is a restricted operation: the JVM may want {@code
   * --enable-native-access=dev.ambi.core}. What the tensor says is checked as far as it can be; an
   * address that is not one, or a shape larger than what is there, ends the process.
   *
   * @param tensor a {@code DLTensor} (48 bytes) or its bare address: the first field of {@code
   *     DLManagedTensor}, and {@code dl_tensor} of {@code DLManagedTensorVersioned}
   * @param release what the producer wants to be called at the end: its {@code deleter}; may be
   *     null
   * @throws IllegalArgumentException if it is on another device than the CPU, of a dtype that is
   *     not here, or of a shape or strides that no array has; the field is named
   */
  public static NDArray fromDlpack(MemorySegment tensor, Runnable release) {
    return fromDlpack(tensor, Arena.ofAuto(), release);
  }

  /**
   * {@return an array over the elements of a tensor of another library, as {@link
   * #fromDlpack(MemorySegment, Runnable)} gives it, until an arena is closed}
   *
   * @param tensor the {@code DLTensor}
   * @param arena the arena; when it closes, the array can no longer be used and {@code release}
   *     runs
   * @param release what the producer wants to be called at the end; may be null
   * @throws IllegalArgumentException as there
   */
  public static NDArray fromDlpack(MemorySegment tensor, Arena arena, Runnable release) {
    return DlpackTensor.read(tensor).array(arena, release);
  }

  /**
   * {@return a new array whose elements are to be overwritten: they may be anything}
   *
   * @param dtype the dtype
   * @param shape the shape
   */
  public static NDArray empty(DType dtype, long... shape) {
    return NDArray.empty(dtype, shape);
  }

  /**
   * {@return a new array whose elements are to be overwritten: they may be anything}
   *
   * @param dtype the dtype
   * @param shape the shape
   */
  public static NDArray empty(DType dtype, Shape shape) {
    return NDArray.empty(dtype, shape);
  }

  /**
   * {@return a new row-major array of float64 zeros}
   *
   * @param shape the shape
   * @throws IllegalArgumentException if a length is negative or the size overflows
   */
  public static NDArray zeros(long... shape) {
    return zeros(DType.FLOAT64, shape);
  }

  /**
   * {@return a new array of zeros}
   *
   * @param dtype the dtype
   * @param shape the shape
   */
  public static NDArray zeros(DType dtype, long... shape) {
    return NDArray.zeros(dtype, shape);
  }

  /**
   * {@return a new array of zeros}
   *
   * @param dtype the dtype
   * @param shape the shape
   */
  public static NDArray zeros(DType dtype, Shape shape) {
    return NDArray.zeros(dtype, shape);
  }

  /**
   * {@return a new row-major array of float64 ones}
   *
   * @param shape the shape
   * @throws IllegalArgumentException if a length is negative or the size overflows
   */
  public static NDArray ones(long... shape) {
    return ones(DType.FLOAT64, shape);
  }

  /**
   * {@return a new array of ones}
   *
   * @param dtype the dtype
   * @param shape the shape
   */
  public static NDArray ones(DType dtype, long... shape) {
    return NDArray.ones(dtype, shape);
  }

  /**
   * {@return a new array of ones}
   *
   * @param dtype the dtype
   * @param shape the shape
   */
  public static NDArray ones(DType dtype, Shape shape) {
    return NDArray.ones(dtype, shape);
  }

  /**
   * {@return a new array with every element the same}
   *
   * @param dtype the dtype
   * @param value what {@link NDArray#setObject} takes
   * @param shape the shape
   */
  public static NDArray full(DType dtype, Object value, long... shape) {
    return NDArray.full(dtype, value, shape);
  }

  /**
   * {@return a new array with every element the same}
   *
   * @param dtype the dtype
   * @param value what {@link NDArray#setObject} takes
   * @param shape the shape
   */
  public static NDArray full(DType dtype, Object value, Shape shape) {
    return NDArray.full(dtype, value, shape);
  }

  /**
   * {@return a new array of the shape and dtype of another, in memory in the same order, whose
   * elements are to be overwritten: they may be anything}
   *
   * @param like the other
   */
  public static NDArray emptyLike(NDArray like) {
    return like.emptyLike(like.dtype());
  }

  /**
   * {@return a new array of zeros of the shape and dtype of another, in memory in the same order}
   *
   * @param like the other
   */
  public static NDArray zerosLike(NDArray like) {
    NDArray a = emptyLike(like);
    a.memory().asSlice(a.offset(), a.nbytes()).fill((byte) 0);
    return a;
  }

  /**
   * {@return a new array of ones of the shape and dtype of another, in memory in the same order}
   *
   * @param like the other
   */
  public static NDArray onesLike(NDArray like) {
    return fullLike(like, 1);
  }

  /**
   * {@return a new array of the shape and dtype of another, in memory in the same order, with every
   * element the same}
   *
   * @param like the other
   * @param value what {@link NDArray#setObject} takes
   */
  public static NDArray fullLike(NDArray like, Object value) {
    NDArray a = emptyLike(like);
    a.fill(value);
    return a;
  }

  // ---------------------------------------------------------------- ranges

  /**
   * {@return {@code start}, {@code start + step}, ... before {@code stop}}
   *
   * @param start the first element
   * @param stop the end, not an element
   * @param step the distance, not zero
   * @param dtype a number
   */
  public static NDArray arange(long start, long stop, long step, DType dtype) {
    return Ranges.arange(start, stop, step, dtype);
  }

  /**
   * {@return {@code start}, {@code start + step}, ... before {@code stop}}
   *
   * @param start the first element
   * @param stop the end, as a rule not an element; rounding can make it one
   * @param step the distance, not zero
   * @param dtype a number; for integers the distance is that of the first two elements
   */
  public static NDArray arange(double start, double stop, double step, DType dtype) {
    return Ranges.arange(start, stop, step, dtype);
  }

  /**
   * {@return evenly spaced float64 numbers, the last of which is {@code stop}}
   *
   * @param start the first
   * @param stop the last
   * @param num how many
   */
  public static NDArray linspace(double start, double stop, long num) {
    return Spaces.linear(start, stop, num, true);
  }

  /**
   * {@return evenly spaced numbers}
   *
   * @param start the first
   * @param stop the end
   * @param num how many
   * @param endpoint whether the end is the last number
   * @param dtype the dtype; numbers are rounded down for integers
   * @throws IllegalArgumentException if {@code num} is negative
   */
  public static NDArray linspace(
      double start, double stop, long num, boolean endpoint, DType dtype) {
    return Spaces.as(Spaces.linear(start, stop, num, endpoint), dtype);
  }

  /**
   * {@return evenly spaced numbers between the elements of arrays, which broadcast together}
   *
   * @param start the first numbers
   * @param stop the ends
   * @param num how many
   * @param endpoint whether the ends are the last numbers
   * @param axis the axis of the result along which they are
   */
  public static NDArray linspace(
      NDArray start, NDArray stop, long num, boolean endpoint, int axis) {
    return Spaces.linear(start, stop, num, endpoint, axis);
  }

  /**
   * {@return the distance between the numbers of {@link #linspace}; NaN where there are not two}
   *
   * @param start the first
   * @param stop the end
   * @param num how many
   * @param endpoint whether the end is the last number
   */
  public static double linspaceStep(double start, double stop, long num, boolean endpoint) {
    return Spaces.step(start, stop, num, endpoint);
  }

  /**
   * {@return powers of a base whose exponents are evenly spaced, as float64}
   *
   * @param start the first exponent
   * @param stop the end of the exponents
   * @param num how many
   * @param endpoint whether the end is the last exponent
   * @param base the base
   */
  public static NDArray logspace(
      double start, double stop, long num, boolean endpoint, double base) {
    return Ops.pow(base, Spaces.linear(start, stop, num, endpoint));
  }

  /**
   * {@return float64 numbers whose ratio to their neighbours is the same}
   *
   * @param start the first
   * @param stop the end, of the same sign
   * @param num how many
   * @param endpoint whether the end is the last number
   * @throws IllegalArgumentException if an end is zero
   */
  public static NDArray geomspace(double start, double stop, long num, boolean endpoint) {
    return Spaces.geometric(start, stop, num, endpoint);
  }

  /**
   * {@return the coordinates of a grid as arrays: the first varies along the second axis, the
   * second along the first}
   *
   * @param axes the coordinates along each axis, one dimension each
   */
  public static NDArray[] meshgrid(NDArray... axes) {
    return meshgrid(true, axes);
  }

  /**
   * {@return the coordinates of a grid as arrays}
   *
   * @param xy whether the first two axes of the result are exchanged, as pictures have it (NumPy's
   *     {@code indexing='xy'}); else array i varies along axis i ({@code 'ij'})
   * @param axes the coordinates along each axis, one dimension each
   */
  public static NDArray[] meshgrid(boolean xy, NDArray... axes) {
    int n = axes.length;
    NDArray[] result = new NDArray[n];
    for (int i = 0; i < n; i++) {
      long[] shape = new long[n];
      Arrays.fill(shape, 1);
      shape[xy && n > 1 && i < 2 ? 1 - i : i] = axes[i].size();
      result[i] = axes[i].reshape(shape);
    }
    NDArray[] views = Manipulation.broadcastArrays(result);
    Arrays.setAll(result, i -> views[i].copy());
    return result;
  }

  // ---------------------------------------------------------------- matrices

  /**
   * {@return a matrix of zeros with ones on a diagonal}
   *
   * @param rows how many rows
   * @param columns how many columns
   * @param k how far the diagonal is above the main one; negative: below
   * @param dtype the dtype
   */
  public static NDArray eye(long rows, long columns, long k, DType dtype) {
    NDArray matrix = NDArray.zeros(dtype, rows, columns);
    Triangles.ones(matrix, k);
    return matrix;
  }

  /**
   * {@return the square float64 matrix with ones on the diagonal}
   *
   * @param n how many rows
   */
  public static NDArray eye(long n) {
    return eye(n, n, 0, DType.FLOAT64);
  }

  /**
   * {@return the square matrix with ones on the diagonal}
   *
   * @param n how many rows
   * @param dtype the dtype
   */
  public static NDArray identity(long n, DType dtype) {
    return eye(n, n, 0, dtype);
  }

  /**
   * {@return a matrix with ones on and below a diagonal}
   *
   * @param rows how many rows
   * @param columns how many columns
   * @param k how far the diagonal is above the main one; negative: below
   * @param dtype the dtype
   */
  public static NDArray tri(long rows, long columns, long k, DType dtype) {
    return tril(NDArray.ones(dtype, rows, columns), k);
  }

  /**
   * {@return a copy of matrices with zeros above a diagonal}
   *
   * @param a matrices in the last two axes; one dimension stands for a matrix of equal rows
   * @param k how far the diagonal is above the main one; negative: below
   */
  public static NDArray tril(NDArray a, long k) {
    return Triangles.part(a, k, true);
  }

  /**
   * {@return a copy of matrices with zeros below a diagonal}
   *
   * @param a matrices in the last two axes; one dimension stands for a matrix of equal rows
   * @param k how far the diagonal is above the main one; negative: below
   */
  public static NDArray triu(NDArray a, long k) {
    return Triangles.part(a, k, false);
  }

  /**
   * {@return the matrix whose columns are powers of a vector}
   *
   * @param x the vector
   * @param columns how many
   * @param increasing whether the powers grow from left to right
   */
  public static NDArray vander(NDArray x, int columns, boolean increasing) {
    if (x.ndim() != 1) {
      throw new IllegalArgumentException(
          "x must be a one-dimensional array or sequence, not of shape " + x.shape());
    }
    NDArray matrix = NDArray.empty(DType.promote(x.dtype(), DType.INT64), x.size(), columns);
    NDArray power = NDArray.ones(matrix.dtype(), x.size());
    for (int i = 0; i < columns; i++) {
      matrix.set(power, Index.all(), Index.at(increasing ? i : columns - 1 - i));
      power = Ops.multiply(power, x);
    }
    return matrix;
  }
}
