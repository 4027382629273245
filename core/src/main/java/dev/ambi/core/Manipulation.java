package dev.ambi.core;

import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.index.Values;
import dev.ambi.core.internal.shape.Axes;
import dev.ambi.core.internal.shape.AxisOrder;
import dev.ambi.core.internal.shape.Edit;
import dev.ambi.core.internal.shape.Join;
import dev.ambi.core.internal.shape.Pad;
import dev.ambi.core.internal.shape.Parts;
import dev.ambi.core.internal.shape.Repeat;
import dev.ambi.core.internal.shape.Roll;
import dev.ambi.core.internal.shape.Stacks;

/**
 * Functions that show the elements of arrays in another shape or order, join arrays and take them
 * apart. What only rearranges axes makes views, which share their elements with the array; what
 * joins, repeats or moves elements copies. Arrays of several dtypes are joined in the dtype to
 * which they promote.
 */
public final class Manipulation {

  private Manipulation() {}

  // ---------------------------------------------------------------- shape

  /**
   * {@return read-only views of all arrays in the shape to which they broadcast}
   *
   * @param arrays the arrays
   * @throws IllegalArgumentException if they do not broadcast together
   */
  public static NDArray[] broadcastArrays(NDArray... arrays) {
    return Axes.broadcast(arrays);
  }

  /**
   * {@return a read-only view in which axes of length one, and new ones in front, are repeated}
   *
   * @param a the array
   * @param shape the larger shape
   * @throws IllegalArgumentException if the array does not broadcast to it
   */
  public static NDArray broadcastTo(NDArray a, long... shape) {
    return a.broadcastTo(shape);
  }

  /**
   * {@return the same elements, in row-major order, in another shape}
   *
   * @param a the array
   * @param copy whether to copy where a view would do
   * @param shape the shape; one length may be negative and is computed
   * @throws IllegalArgumentException if the shape has another number of elements, or only a copy
   *     could show it and none may be made
   */
  public static NDArray reshape(NDArray a, CopyMode copy, long... shape) {
    NDArray result = a.reshape(shape);
    boolean isView = result.memory == a.memory;
    if (!isView && copy == CopyMode.NEVER) {
      throw new IllegalArgumentException(
          "Unable to avoid creating a copy while reshaping: shape "
              + a.shape()
              + ", strides "
              + Shapes.tuple(a.strides)
              + " to shape "
              + result.shape());
    }
    return isView && copy == CopyMode.ALWAYS ? result.copy() : result;
  }

  /**
   * {@return a view with new axes of length one}
   *
   * @param a the array
   * @param axes where they are in the result
   * @throws IndexOutOfBoundsException if the result has no such axis
   * @throws IllegalArgumentException if one is there twice
   */
  public static NDArray expandDims(NDArray a, int... axes) {
    int ndim = a.ndim() + axes.length;
    if (ndim > Shapes.MAX_DIMS) {
      Shapes.check(new long[ndim], 1);
    }
    boolean[] added = new boolean[ndim];
    for (int axis : Axes.distinct(axes, ndim, "repeated axis")) {
      added[axis] = true;
    }
    long[] shape = new long[ndim];
    long[] strides = new long[ndim];
    int k = 0;
    for (int i = 0; i < ndim; i++) {
      shape[i] = added[i] ? 1 : a.shape[k];
      strides[i] = added[i] ? 0 : a.strides[k++];
    }
    return a.show(a.offset, shape, strides, a.writable);
  }

  /**
   * {@return a view without axes of length one}
   *
   * @param a the array
   * @param axes which; none for all of them
   */
  public static NDArray squeeze(NDArray a, int... axes) {
    return a.squeeze(axes);
  }

  /**
   * {@return the array, or a view of it with axes of length one in front, or, for {@code ndim} 3,
   * around}
   *
   * @param a the array
   * @param ndim how many axes there are to be at least: 1, 2 or 3
   */
  public static NDArray atLeast(int ndim, NDArray a) {
    return Stacks.atLeast(ndim, a);
  }

  // ---------------------------------------------------------------- order

  /**
   * {@return a view with axes reversed}
   *
   * @param a the array
   * @param axes which; none for all
   * @throws IllegalArgumentException if one is there twice
   */
  public static NDArray flip(NDArray a, int... axes) {
    return AxisOrder.flip(a, axes);
  }

  /**
   * {@return a view with the axes in another order}
   *
   * @param a the array
   * @param axes for each axis of the view the axis of the array
   */
  public static NDArray permuteDims(NDArray a, int... axes) {
    return axes.length == 0 && a.ndim() == 0 ? a : a.transpose(axes);
  }

  /**
   * {@return a view with one axis in another place}
   *
   * @param a the array
   * @param source the axis
   * @param destination where it is in the view
   */
  public static NDArray moveaxis(NDArray a, int source, int destination) {
    return moveaxis(a, new int[] {source}, new int[] {destination});
  }

  /**
   * {@return a view with axes in other places; the others keep their order}
   *
   * @param a the array
   * @param source the axes
   * @param destination for each where it is in the view
   * @throws IllegalArgumentException if one is there twice, or the lengths differ
   */
  public static NDArray moveaxis(NDArray a, int[] source, int[] destination) {
    return permuteDims(a, AxisOrder.moved(a.ndim(), source, destination));
  }

  /**
   * {@return a new array whose elements, counted through in row-major order, have moved on}
   *
   * @param a the array
   * @param shift how far; what leaves at the end comes in at the start
   */
  public static NDArray roll(NDArray a, long shift) {
    return Roll.roll(a.ravel(), new long[] {shift}, new int[] {0}).reshape(a.shape);
  }

  /**
   * {@return a new array whose slices along an axis have moved on}
   *
   * @param a the array
   * @param shift how far; what leaves at the end comes in at the start
   * @param axis the axis
   */
  public static NDArray roll(NDArray a, long shift, int axis) {
    return Roll.roll(a, new long[] {shift}, new int[] {axis});
  }

  /**
   * {@return a new array whose slices along several axes have moved on}
   *
   * @param a the array
   * @param shifts how far; one for all axes, or one for each
   * @param axes the axes; one may be there several times
   */
  public static NDArray roll(NDArray a, long[] shifts, int[] axes) {
    return Roll.roll(a, shifts, axes);
  }

  /**
   * {@return a view turned by right angles, from the first axis towards the second}
   *
   * @param a the array
   * @param times how often
   * @param first one axis of the plane
   * @param second the other
   */
  public static NDArray rot90(NDArray a, int times, int first, int second) {
    return AxisOrder.turn(a, times, first, second);
  }

  // ---------------------------------------------------------------- joining

  /**
   * {@return a new array of the arrays one after the other along the first axis}
   *
   * @param arrays arrays of one shape but for that axis
   */
  public static NDArray concat(NDArray... arrays) {
    return Join.concat(0, arrays);
  }

  /**
   * {@return a new array of the arrays one after the other along an axis}
   *
   * @param axis the axis
   * @param arrays arrays of one shape but for that axis
   * @throws IllegalArgumentException if there is none, or the shapes do not go together
   */
  public static NDArray concat(int axis, NDArray... arrays) {
    return Join.concat(axis, arrays);
  }

  /**
   * {@return a new array of the arrays one after the other along a new axis}
   *
   * @param axis where that is in the result
   * @param arrays arrays of one shape
   * @throws IllegalArgumentException if there is none, or the shapes differ
   */
  public static NDArray stack(int axis, NDArray... arrays) {
    return Join.stack(axis, arrays);
  }

  /**
   * {@return a new array of the arrays one below the other: arrays of one dimension are rows}
   *
   * @param arrays the arrays
   */
  public static NDArray vstack(NDArray... arrays) {
    return Stacks.vertical(arrays);
  }

  /**
   * {@return a new array of the arrays side by side: along the second axis, or the only one}
   *
   * @param arrays the arrays
   */
  public static NDArray hstack(NDArray... arrays) {
    return Stacks.horizontal(arrays);
  }

  /**
   * {@return a new array of the arrays one behind the other, along the third axis}
   *
   * @param arrays the arrays
   */
  public static NDArray dstack(NDArray... arrays) {
    return Stacks.deep(arrays);
  }

  /**
   * {@return a new array of the arrays side by side: arrays of one dimension are columns}
   *
   * @param arrays the arrays
   */
  public static NDArray columnStack(NDArray... arrays) {
    return Stacks.columns(arrays);
  }

  // ---------------------------------------------------------------- repeating

  /**
   * {@return a new array of one dimension in which each element stands several times}
   *
   * @param a the array
   * @param count how often
   */
  public static NDArray repeat(NDArray a, long count) {
    return Repeat.repeat(a.ravel(), count, 0);
  }

  /**
   * {@return a new array in which each slice along an axis stands several times}
   *
   * @param a the array
   * @param count how often
   * @param axis the axis
   */
  public static NDArray repeat(NDArray a, long count, int axis) {
    return Repeat.repeat(a, count, axis);
  }

  /**
   * {@return a new array in which each slice along an axis stands as often as its count says}
   *
   * @param a the array
   * @param counts integers, one for each slice, or one for all
   * @param axis the axis
   * @throws IllegalArgumentException if one is negative, or there are too few or too many
   */
  public static NDArray repeat(NDArray a, NDArray counts, int axis) {
    return Repeat.repeat(a, counts, axis);
  }

  /**
   * {@return a new array made of copies of an array, side by side}
   *
   * @param a the array
   * @param repetitions for each axis how often; missing ones in front are one, and missing axes of
   *     the array in front have length one
   */
  public static NDArray tile(NDArray a, long... repetitions) {
    return Repeat.tile(a, repetitions);
  }

  /**
   * {@return a new array with margins of one value}
   *
   * @param a the array
   * @param widths for each axis, or once for all, the widths before and after, or one for both
   * @param value the value, converted as {@link NDArray#setObject} does
   */
  public static NDArray pad(NDArray a, long[][] widths, Object value) {
    return Pad.constant(a, widths, value);
  }

  /**
   * {@return a new array with margins made from the array}
   *
   * @param a the array
   * @param widths for each axis, or once for all, the widths before and after, or one for both
   * @param mode how
   * @throws IllegalArgumentException if an axis is empty and gets a margin
   */
  public static NDArray pad(NDArray a, long[][] widths, PadMode mode) {
    return Pad.pad(a, widths, mode);
  }

  // ---------------------------------------------------------------- taking apart

  /**
   * {@return views of the slices along an axis, without that axis}
   *
   * @param a the array
   * @param axis the axis
   * @throws ArithmeticException if there are more slices than a Java array holds
   */
  public static NDArray[] unstack(NDArray a, int axis) {
    return Parts.unstack(a, axis);
  }

  /**
   * {@return views of equal parts along an axis}
   *
   * @param a the array
   * @param sections how many
   * @param axis the axis
   * @throws IllegalArgumentException if the axis does not divide into so many
   */
  public static NDArray[] split(NDArray a, int sections, int axis) {
    return Parts.equal(a, sections, axis);
  }

  /**
   * {@return views of parts along an axis, the first of which may be longer by one than the others}
   *
   * @param a the array
   * @param sections how many
   * @param axis the axis
   */
  public static NDArray[] arraySplit(NDArray a, int sections, int axis) {
    return Parts.nearlyEqual(a, sections, axis);
  }

  /**
   * {@return views of the parts along an axis between places, of which negative ones count from the
   * end}
   *
   * @param a the array
   * @param places where the second and later parts begin
   * @param axis the axis
   */
  public static NDArray[] split(NDArray a, long[] places, int axis) {
    return Parts.between(a, places, axis);
  }

  /**
   * {@return a new array without some slices along an axis}
   *
   * @param a the array
   * @param which the places that go: one, a slice, integers or a mask
   * @param axis the axis
   */
  public static NDArray delete(NDArray a, Index which, int axis) {
    return Edit.delete(a, which, axis);
  }

  /**
   * {@return a new array with slices put in before a place}
   *
   * @param a the array
   * @param before the place, which may be the end
   * @param values an array whose first axis counts the slices, or a single value
   * @param axis the axis
   */
  public static NDArray insert(NDArray a, long before, Object values, int axis) {
    return Edit.insert(a, before, Values.of(a, values), axis);
  }

  /**
   * {@return a new array with a slice put in before each of several places}
   *
   * @param a the array
   * @param before integers: places of the array as it was, which may be the end
   * @param values an array that broadcasts to the slices, or a single value
   * @param axis the axis
   */
  public static NDArray insert(NDArray a, NDArray before, Object values, int axis) {
    return Edit.insert(a, before, Values.of(a, values), axis);
  }

  /**
   * {@return a new array of one dimension: the elements of an array and then those of another}
   *
   * @param a the array
   * @param values the other
   */
  public static NDArray append(NDArray a, NDArray values) {
    return concat(0, a.ravel(), values.ravel());
  }
}
