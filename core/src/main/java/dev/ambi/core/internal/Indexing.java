package dev.ambi.core.internal;

import dev.ambi.core.Index;
import dev.ambi.core.Slice;

/** Turns an index into the view that it selects. */
public final class Indexing {

  private Indexing() {}

  /**
   * {@return the view that the entries select}
   *
   * @param base the array
   * @param entries the index
   */
  public static View select(View base, Index[] entries) {
    int ndim = base.shape().length;
    int taken = 0;
    int added = 0;
    int dropped = 0;
    int ellipses = 0;
    for (Index entry : entries) {
      switch (entry) {
        case Index.At at -> {
          taken++;
          dropped++;
        }
        case Slice slice -> taken++;
        case Index.NewAxis axis -> added++;
        case Index.Ellipsis ellipsis -> ellipses++;
      }
    }
    if (ellipses > 1) {
      throw new IndexOutOfBoundsException("an index can only have a single ellipsis ('...')");
    }
    if (taken > ndim) {
      throw tooMany(ndim, taken);
    }
    int result = ndim + added - dropped;
    if (result > Shapes.MAX_DIMS) {
      throw new IndexOutOfBoundsException(
          "number of dimensions must be within [0, 64], indexing result would have " + result);
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
      }
    }
    while (from < ndim) {
      shape[to] = base.shape()[from];
      strides[to++] = base.strides()[from++];
    }
    return new View(offset, shape, strides);
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
      throw new IndexOutOfBoundsException(
          "index " + position + " is out of bounds for axis " + axis + " with size " + length);
    }
    return p;
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
