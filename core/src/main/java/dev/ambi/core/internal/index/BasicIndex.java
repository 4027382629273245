package dev.ambi.core.internal.index;

import dev.ambi.core.Index;
import dev.ambi.core.Slice;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.View;

/** Turns an index into the view that it selects. */
public final class BasicIndex {

  private BasicIndex() {}

  /**
   * {@return the view that the entries select}
   *
   * @param base the array
   * @param entries the index
   */
  public static View select(View base, Index[] entries) {
    int ndim = base.shape().length;
    int taken = taken(entries, ndim);
    int result = ndim;
    for (Index entry : entries) {
      result += entry instanceof Index.NewAxis ? 1 : entry instanceof Index.At ? -1 : 0;
    }
    if (result > Shapes.MAX_DIMS) {
      throw tooManyDimensions(result);
    }
    long offset = base.offset();
    long[] shape = new long[result];
    long[] strides = new long[result];
    int from = 0;
    int to = 0;
    for (Index entry : entries) {
      switch (entry) {
        case Index.At at ->
            offset += place(at.position(), base.shape(), from) * base.strides()[from++];
        case Slice slice -> {
          long length = base.shape()[from];
          shape[to] = slice.countOf(length);
          if (shape[to] > 0) {
            offset += slice.firstOf(length) * base.strides()[from];
          }
          // Where the product wraps around, one place at most is taken and no one uses it.
          strides[to++] = base.strides()[from++] * slice.step();
        }
        case Index.NewAxis axis -> shape[to++] = 1;
        case Index.Ellipsis ellipsis -> {
          for (int i = 0; i < ndim - taken; i++) {
            shape[to] = base.shape()[from];
            strides[to++] = base.strides()[from++];
          }
        }
        case Index.Of of -> throw new AssertionError("an array makes no view");
      }
    }
    while (from < ndim) {
      shape[to] = base.shape()[from];
      strides[to++] = base.strides()[from++];
    }
    return new View(offset, shape, strides);
  }

  /**
   * {@return how many axes the entries index}
   *
   * @param entries the index
   * @param ndim how many axes there are
   */
  static int taken(Index[] entries, int ndim) {
    int taken = 0;
    int ellipses = 0;
    for (Index entry : entries) {
      switch (entry) {
        case Index.At at -> taken++;
        case Slice slice -> taken++;
        case Index.Of of -> taken += of.isMask() ? of.array().ndim() : 1;
        case Index.NewAxis axis -> {}
        case Index.Ellipsis ellipsis -> ellipses++;
      }
    }
    if (ellipses > 1) {
      throw new IndexOutOfBoundsException("an index can only have a single ellipsis ('...')");
    }
    if (taken > ndim) {
      throw tooMany(ndim, taken);
    }
    return taken;
  }

  /**
   * {@return the error for a result of too many dimensions}
   *
   * @param ndim how many it would have
   */
  static IndexOutOfBoundsException tooManyDimensions(int ndim) {
    return new IndexOutOfBoundsException(
        "number of dimensions must be within [0, 64], indexing result would have " + ndim);
  }

  /**
   * {@return the position counted from the first}
   *
   * @param position the position; a negative one counts from the end
   * @param shape the shape
   * @param axis the axis
   */
  public static long place(long position, long[] shape, int axis) {
    long length = shape[axis];
    long p = position < 0 ? position + length : position;
    if (p < 0 || p >= length) {
      throw outOfBounds(position, axis, length);
    }
    return p;
  }

  /**
   * {@return the error for a position that is not on an axis}
   *
   * @param position the position
   * @param axis the axis
   * @param length its length
   */
  public static IndexOutOfBoundsException outOfBounds(long position, int axis, long length) {
    return new IndexOutOfBoundsException(
        "index " + position + " is out of bounds for axis " + axis + " with size " + length);
  }

  /**
   * {@return the error for an index of too many entries}
   *
   * @param ndim the number of axes
   * @param taken how many were indexed
   */
  public static IndexOutOfBoundsException tooMany(int ndim, int taken) {
    return new IndexOutOfBoundsException(
        "too many indices for array: array is "
            + ndim
            + "-dimensional, but "
            + taken
            + " were indexed");
  }
}
