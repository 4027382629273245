package dev.ambi.core;

import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.index.Choose;
import dev.ambi.core.internal.index.Flat;
import dev.ambi.core.internal.index.Masks;
import dev.ambi.core.internal.index.Take;
import dev.ambi.core.internal.index.Truth;
import dev.ambi.core.internal.index.Unravel;
import dev.ambi.core.internal.index.Values;
import java.util.Arrays;
import java.util.Objects;

/**
 * Functions that select or assign by position or by condition. What selects copies; what assigns
 * checks every position before it writes anything.
 */
public final class Indexing {

  private Indexing() {}

  private static NDArray alive(NDArray a) {
    a.checkAlive();
    return a;
  }

  // ---------------------------------------------------------------- by position

  /**
   * {@return the elements at positions counted through the whole array in row-major order}
   *
   * @param a the array
   * @param indices integers; the result has their shape
   * @throws IndexOutOfBoundsException if a position is not in the array
   */
  public static NDArray take(NDArray a, NDArray indices) {
    return take(a.ndim() == 1 ? a : a.ravel(), indices, 0);
  }

  /**
   * {@return what lies at positions along an axis}
   *
   * @param a the array
   * @param indices integers; in the shape of the result their shape stands where the axis stood
   * @param axis the axis
   * @throws IndexOutOfBoundsException if a position is not on the axis
   */
  public static NDArray take(NDArray a, NDArray indices, int axis) {
    return take(a, indices, axis, IndexMode.RAISE);
  }

  /**
   * {@return what lies at positions along an axis}
   *
   * @param a the array
   * @param indices integers; in the shape of the result their shape stands where the axis stood
   * @param axis the axis
   * @param mode what becomes of positions that are not on the axis
   * @throws IndexOutOfBoundsException if a position is not on the axis, or the axis is empty
   */
  public static NDArray take(NDArray a, NDArray indices, int axis, IndexMode mode) {
    return Take.take(alive(a), alive(indices), axis, mode, null);
  }

  /**
   * {@return {@code out}, filled with what lies at positions along an axis}
   *
   * @param a the array
   * @param indices integers; in the shape of the result their shape stands where the axis stood
   * @param axis the axis
   * @param mode what becomes of positions that are not on the axis
   * @param out of the shape of the result and a dtype that converts safely to that of {@code a}; it
   *     may overlap both
   * @throws IndexOutOfBoundsException if a position is not on the axis, or the axis is empty
   */
  public static NDArray take(NDArray a, NDArray indices, int axis, IndexMode mode, NDArray out) {
    return Take.take(alive(a), alive(indices), axis, mode, alive(out));
  }

  /**
   * Assigns to positions counted through the whole array in row-major order.
   *
   * @param a the array
   * @param indices integers
   * @param values an array whose elements are taken in row-major order, again from the first where
   *     they do not suffice, or a single value
   * @param mode what becomes of positions that are not in the array
   * @throws IndexOutOfBoundsException if a position is not in the array
   */
  public static void put(NDArray a, NDArray indices, Object values, IndexMode mode) {
    a.checkWritable();
    Flat.put(a, alive(indices), Values.of(a, values), mode);
  }

  /**
   * {@return for each line of an array along an axis what lies at positions of its own}
   *
   * @param a the array
   * @param indices integers, of as many dimensions, whose shape broadcasts against that of the
   *     array but for the axis
   * @param axis the axis
   * @throws IndexOutOfBoundsException if a position is not on the axis, the dtype is no integer, or
   *     the shapes do not go together
   */
  public static NDArray takeAlongAxis(NDArray a, NDArray indices, int axis) {
    return a.get(Take.alongAxis(alive(a), alive(indices), axis));
  }

  /**
   * Assigns, for each line of an array along an axis, to positions of its own.
   *
   * @param a the array
   * @param indices integers, of as many dimensions, whose shape broadcasts against that of the
   *     array but for the axis
   * @param values an array that broadcasts to the shape of {@code indices}, or a single value
   * @param axis the axis
   * @throws IndexOutOfBoundsException as {@link #takeAlongAxis}
   */
  public static void putAlongAxis(NDArray a, NDArray indices, Object values, int axis) {
    a.set(values, Take.alongAxis(alive(a), alive(indices), axis));
  }

  // ---------------------------------------------------------------- by condition

  /**
   * {@return for each position the element of that one of several arrays; all broadcast}
   *
   * @param a integers: which of the arrays
   * @param choices the arrays, whose dtypes are promoted
   * @param mode what becomes of numbers that are no array's; negative ones are none
   * @throws IllegalArgumentException if a number is no array's, or shapes or dtypes do not fit
   */
  public static NDArray choose(NDArray a, NDArray[] choices, IndexMode mode) {
    return Choose.choose(a, choices, mode, null);
  }

  /**
   * Chooses elements of several arrays, with the result in an array that is there.
   *
   * @param a integers: which of the arrays
   * @param choices the arrays, whose dtypes are promoted; all broadcast
   * @param mode what becomes of numbers that are no array's; negative ones are none
   * @param out where the result goes, of exactly its shape
   * @return {@code out}
   * @throws IllegalArgumentException if a number is no array's, or shapes or dtypes do not fit
   * @throws UnsupportedOperationException if {@code out} is read-only
   */
  public static NDArray choose(NDArray a, NDArray[] choices, IndexMode mode, NDArray out) {
    return Choose.choose(a, choices, mode, Objects.requireNonNull(out, "out"));
  }

  /**
   * {@return for each position the element of the first choice whose condition holds; all
   * broadcast}
   *
   * @param conditions bool arrays
   * @param choices for each condition an array or a number
   * @param otherwise what to take where no condition holds: an array or a number
   * @throws IllegalArgumentException if there are no conditions, not as many choices, or dtypes or
   *     shapes do not fit
   */
  public static NDArray select(NDArray[] conditions, Object[] choices, Object otherwise) {
    return Choose.select(conditions, choices, otherwise);
  }

  /**
   * {@return the slices along an axis for which a condition is true}
   *
   * @param condition truth values on one axis, as many as the axis is long or fewer
   * @param a the array
   * @param axis the axis
   * @throws IndexOutOfBoundsException if the condition is true beyond the end of the axis
   */
  public static NDArray compress(NDArray condition, NDArray a, int axis) {
    if (condition.ndim() != 1) {
      throw new IllegalArgumentException(
          "condition must be a 1-d array, not of shape " + condition.shape());
    }
    return take(a, Masks.nonzero(Truth.of(alive(condition)))[0], axis);
  }

  /**
   * {@return the elements, in row-major order, for which a condition is true}
   *
   * @param condition truth values; they and the elements are counted through in row-major order
   * @param a the array
   * @throws IndexOutOfBoundsException if the condition is true beyond the end of the array
   */
  public static NDArray extract(NDArray condition, NDArray a) {
    NDArray mask = Truth.of(alive(condition));
    return mask.ndim() > 0 && mask.hasShapeOf(a)
        ? a.get(mask)
        : compress(mask.ravel(), a.ravel(), 0);
  }

  /**
   * Assigns to where a mask is true.
   *
   * @param a the array
   * @param mask as many truth values as the array has elements
   * @param values an array whose elements are taken in row-major order, again from the first where
   *     they do not suffice, or a single value
   * @throws IllegalArgumentException if the sizes differ, or there is no value
   */
  public static void place(NDArray a, NDArray mask, Object values) {
    a.checkWritable();
    Flat.place(a, alive(mask), Values.of(a, values));
  }

  /**
   * {@return for each axis the positions of the elements that are not zero, in row-major order}
   *
   * @param a an array of at least one dimension
   * @throws IllegalArgumentException if it has none
   */
  public static NDArray[] nonzero(NDArray a) {
    if (a.ndim() == 0) {
      throw new IllegalArgumentException(
          "Calling nonzero on 0d arrays is not allowed. Reshape to one dimension first");
    }
    return Masks.nonzero(Truth.of(alive(a)));
  }

  /**
   * {@return a row for each element that is not zero, with its position on each axis}
   *
   * @param a an array
   */
  public static NDArray argwhere(NDArray a) {
    if (a.ndim() == 0) {
      return NDArray.empty(DType.INT64, a.getBoolean() ? 1 : 0, 0);
    }
    NDArray[] positions = nonzero(a);
    NDArray rows = NDArray.empty(DType.INT64, positions[0].size(), positions.length);
    for (int axis = 0; axis < positions.length; axis++) {
      rows.get(Index.ELLIPSIS, Index.at(axis)).assign(positions[axis]);
    }
    return rows;
  }

  /**
   * {@return the places, counted in row-major order, of the elements that are not zero}
   *
   * @param a an array
   */
  public static NDArray flatnonzero(NDArray a) {
    return Masks.nonzero(Truth.of(alive(a)).ravel())[0];
  }

  /**
   * {@return how many elements are not zero}
   *
   * @param a an array
   */
  public static long countNonzero(NDArray a) {
    return Masks.count(Truth.of(alive(a)));
  }

  /**
   * {@return how many elements are not zero along axes, as int64}
   *
   * @param a an array
   * @param keepDims whether the axes stay, with length one
   * @param axes the axes
   */
  public static NDArray countNonzero(NDArray a, boolean keepDims, int... axes) {
    return UFuncs.ADD
        .reduction()
        .axes(axes)
        .keepDims(keepDims)
        .dtype(DType.INT64)
        .of(Truth.of(alive(a)));
  }

  // ---------------------------------------------------------------- indices

  /**
   * {@return arrays that, as one index, select the cross product of positions: each has one axis of
   * its own}
   *
   * @param positions for each axis integers, or truth values that are turned into positions
   * @throws IllegalArgumentException if one has not one dimension
   */
  public static NDArray[] ix(NDArray... positions) {
    NDArray[] result = new NDArray[positions.length];
    for (int i = 0; i < positions.length; i++) {
      NDArray p = positions[i];
      if (p.ndim() != 1) {
        throw new IllegalArgumentException(
            "Cross index must be 1 dimensional, not of shape " + p.shape());
      }
      NDArray integers = p.dtype().id() == TypeId.BOOL ? nonzero(p)[0] : p;
      long[] shape = new long[positions.length];
      Arrays.fill(shape, 1);
      shape[i] = integers.size();
      result[i] = integers.reshape(shape);
    }
    return result;
  }

  /**
   * {@return for each axis the positions that belong to places in a whole array}
   *
   * @param indices places
   * @param shape the shape of the array
   * @param order in which order places are counted: {@link Order#F}, else row-major
   * @throws IllegalArgumentException if the array has no such place
   */
  public static NDArray[] unravelIndex(NDArray indices, Shape shape, Order order) {
    return Unravel.unravel(alive(indices), shape.lengths, order);
  }

  /**
   * {@return the places in a whole array that belong to positions on each axis}
   *
   * @param positions for each axis the positions, which broadcast together
   * @param shape the shape of the array
   * @param mode what becomes of positions that are not on their axis; negative ones are not
   * @param order in which order places are counted: {@link Order#F}, else row-major
   * @throws IllegalArgumentException if a position is not on its axis
   */
  public static NDArray ravelMultiIndex(
      NDArray[] positions, Shape shape, IndexMode mode, Order order) {
    IndexMode[] modes = new IndexMode[shape.ndim()];
    Arrays.fill(modes, mode);
    return Unravel.ravel(positions, shape.lengths, modes, order);
  }

  // ---------------------------------------------------------------- diagonals

  /**
   * {@return a read-only view of a diagonal, which is the last axis}
   *
   * @param a an array of at least two dimensions
   * @param offset how far the diagonal is above the main one; negative: below
   * @param axis1 the axis of rows
   * @param axis2 the axis of columns
   */
  public static NDArray diagonal(NDArray a, int offset, int axis1, int axis2) {
    if (a.ndim() < 2) {
      throw new IllegalArgumentException("diag requires an array of at least two dimensions");
    }
    int rows = Shapes.axis(axis1, a.ndim(), "axis1");
    int columns = Shapes.axis(axis2, a.ndim(), "axis2");
    if (rows == columns) {
      throw new IllegalArgumentException("axis1 and axis2 cannot be the same");
    }
    return diagonal(a, offset, rows, columns, false);
  }

  /**
   * {@return a diagonal of a matrix, as a read-only view, or the matrix with a given diagonal}
   *
   * @param a a matrix, or the diagonal
   * @param offset how far the diagonal is above the main one; negative: below
   * @throws IllegalArgumentException if {@code a} has neither one nor two dimensions
   */
  public static NDArray diag(NDArray a, int offset) {
    if (a.ndim() == 2) {
      return diagonal(a, offset, 0, 1);
    }
    if (a.ndim() != 1) {
      throw new IllegalArgumentException("Input must be 1- or 2-d.");
    }
    long n = a.size() + Math.abs((long) offset);
    NDArray matrix = NDArray.zeros(a.dtype(), n, n);
    diagonal(matrix, offset, 0, 1, true).assign(a);
    return matrix;
  }

  private static NDArray diagonal(NDArray a, long offset, int rows, int columns, boolean writable) {
    long above = Math.max(offset, 0);
    long below = Math.max(-offset, 0);
    long n = Math.max(Math.min(a.shape(rows) - below, a.shape(columns) - above), 0);
    long start = n == 0 ? 0 : below * a.strides(rows) + above * a.strides(columns);
    long[] shape = new long[a.ndim() - 1];
    long[] strides = new long[a.ndim() - 1];
    int k = 0;
    for (int axis = 0; axis < a.ndim(); axis++) {
      if (axis != rows && axis != columns) {
        shape[k] = a.shape(axis);
        strides[k++] = a.strides(axis);
      }
    }
    shape[k] = n;
    strides[k] = a.strides(rows) + a.strides(columns);
    return a.show(a.offset() + start, shape, strides, writable);
  }
}
