package dev.ambi.core.internal.index;

import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.Slice;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an index with arrays in it selects of an array.
 *
 * @param base the offset at which the element lies that the plain entries alone begin with
 * @param restShape the axes that no array indexes: slices, new axes, whole axes
 * @param restStrides their strides
 * @param at how many of those come before the axes of the index arrays in the result
 * @param arrays the index arrays
 * @param broadcast the shape to which they broadcast
 */
@SuppressWarnings("ArrayRecordComponent")
record FancyIndex(
    long base,
    long[] restShape,
    long[] restStrides,
    int at,
    List<IndexArray> arrays,
    long[] broadcast) {

  /** {@return the shape of what is selected} */
  long[] shape() {
    long[] shape = new long[restShape.length + broadcast.length];
    System.arraycopy(restShape, 0, shape, 0, at);
    System.arraycopy(broadcast, 0, shape, at, broadcast.length);
    System.arraycopy(restShape, at, shape, at + broadcast.length, restShape.length - at);
    return shape;
  }

  /** Refuses positions that are not on their axis, unless there is nothing to select at all. */
  void check() {
    if (Shapes.size(broadcast) > 0) {
      arrays.forEach(IndexArray::check);
    }
  }

  /**
   * {@return what the entries select}
   *
   * @param a the array
   * @param entries the index, with an array in it
   */
  static FancyIndex of(NDArray a, Index[] entries) {
    return new Builder(a, entries).build();
  }

  /** Reads the entries from left to right. */
  private static final class Builder {

    private final Index[] entries;
    private final long[] shape;
    private final long[] strides;
    private long base;
    private final List<Long> restShape = new ArrayList<>();
    private final List<Long> restStrides = new ArrayList<>();
    private final List<IndexArray> arrays = new ArrayList<>();
    // Shapes that take part in broadcasting: also those of masks without axes.
    private final List<long[]> shapes = new ArrayList<>();
    private int axis;
    private int at = -1;
    private boolean parted;
    private boolean interrupted;

    Builder(NDArray a, Index[] entries) {
      this.entries = entries;
      this.shape = RawShape.of(a);
      this.strides = a.strides();
      this.base = a.offset();
    }

    FancyIndex build() {
      int taken = BasicIndex.taken(entries, shape.length);
      for (Index entry : entries) {
        switch (entry) {
          case Index.At p -> {
            arrayHere();
            base += BasicIndex.place(p.position(), shape, axis) * strides[axis];
            axis++;
          }
          case Index.Of of -> {
            arrayHere();
            add(of.array());
          }
          case Slice slice -> {
            notArrayHere();
            long n = slice.countOf(shape[axis]);
            if (n > 0) {
              base += slice.firstOf(shape[axis]) * strides[axis];
            }
            rest(n, strides[axis] * slice.step());
            axis++;
          }
          case Index.NewAxis none -> {
            notArrayHere();
            rest(1, 0);
          }
          case Index.Ellipsis ellipsis -> {
            notArrayHere();
            whole(shape.length - taken);
          }
        }
      }
      whole(shape.length - axis);
      long[] broadcast = broadcast();
      int ndim = restShape.size() + broadcast.length;
      if (ndim > Shapes.MAX_DIMS) {
        throw BasicIndex.tooManyDimensions(ndim);
      }
      return new FancyIndex(
          base, toArray(restShape), toArray(restStrides), parted ? 0 : at, arrays, broadcast);
    }

    /** Arrays (and with them integers) that stand apart put their axes first. */
    private void arrayHere() {
      if (at < 0) {
        at = restShape.size();
      } else if (interrupted) {
        parted = true;
      }
    }

    private void notArrayHere() {
      interrupted = at >= 0;
    }

    private void rest(long n, long stride) {
      restShape.add(n);
      restStrides.add(stride);
    }

    private void whole(int n) {
      for (int end = axis + n; axis < end; axis++) {
        rest(shape[axis], strides[axis]);
      }
    }

    private void add(NDArray index) {
      if (index.dtype().id() != TypeId.BOOL) {
        add(IndexArray.asInt64(index), false);
        return;
      }
      if (index.ndim() == 0) {
        shapes.add(new long[] {index.getBoolean() ? 1 : 0});
        return;
      }
      for (int i = 0; i < index.ndim(); i++) {
        if (index.shape(i) != shape[axis + i]) {
          throw new IndexOutOfBoundsException(
              "boolean index did not match indexed array along axis "
                  + (axis + i)
                  + "; size of axis is "
                  + shape[axis + i]
                  + " but size of corresponding boolean axis is "
                  + index.shape(i));
        }
      }
      for (NDArray places : Masks.nonzero(index)) {
        add(places, true);
      }
    }

    private void add(NDArray places, boolean known) {
      arrays.add(new IndexArray(places, axis, shape[axis], strides[axis], known));
      shapes.add(RawShape.of(places));
      axis++;
    }

    private long[] broadcast() {
      try {
        return Shapes.broadcast(shapes.toArray(long[][]::new));
      } catch (IllegalArgumentException e) {
        StringBuilder all = new StringBuilder();
        shapes.forEach(s -> all.append(Shapes.compact(s)).append(' '));
        IndexOutOfBoundsException error =
            new IndexOutOfBoundsException(
                "shape mismatch: indexing arrays could not be broadcast together with shapes "
                    + all);
        error.initCause(e);
        throw error;
      }
    }

    private static long[] toArray(List<Long> list) {
      long[] result = new long[list.size()];
      Arrays.setAll(result, list::get);
      return result;
    }
  }
}
