package dev.ambi.core.internal.shape;

import dev.ambi.core.DType;
import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.Slice;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** Takes slices out of an axis and puts others in. */
public final class Edit {

  private Edit() {}

  /**
   * {@return a new array without some slices along an axis}
   *
   * @param a the array
   * @param which the places that go
   * @param axis the axis
   */
  public static NDArray delete(NDArray a, Index which, int axis) {
    int on = Shapes.axis(axis, a.ndim());
    long n = a.shape(on);
    if (which instanceof Index.Of of
        && of.isMask()
        && !(of.array().ndim() == 1 && of.array().size() == n)) {
      throw new IllegalArgumentException(
          "boolean array argument obj to delete must be one dimensional and match the axis length"
              + " of "
              + n);
    }
    NDArray keep = NDArray.full(DType.BOOL, true, n);
    if (which instanceof Index.At at) {
      checkPlace(at.position(), on, n, n - 1);
    }
    keep.set(false, which);
    return Axes.along(a, on, Index.of(keep));
  }

  private static long checkPlace(long place, int axis, long n, long last) {
    long p = place < 0 ? place + n : place;
    if (p < 0 || p > last) {
      throw new IndexOutOfBoundsException(
          "index " + place + " is out of bounds for axis " + axis + " with size " + n);
    }
    return p;
  }

  /**
   * {@return a new array with slices put in before one place}
   *
   * @param a the array
   * @param before the place, which may be the end
   * @param values the slices: an array that broadcasts to them
   * @param axis the axis
   */
  public static NDArray insert(NDArray a, long before, NDArray values, int axis) {
    int on = Shapes.axis(axis, a.ndim());
    long n = a.shape(on);
    long at = checkPlace(before, on, n, n);
    // The first axis of what is put in at one place counts the slices.
    return insertBlock(a, at, moveFirst(Axes.atLeast(values, a.ndim()), on), on);
  }

  private static NDArray insertBlock(NDArray a, long at, NDArray slices, int axis) {
    long n = a.shape(axis);
    long added = slices.shape(axis);
    NDArray result = wider(a, axis, added);
    Axes.range(result, axis, 0, at).assign(Axes.range(a, axis, 0, at));
    Axes.range(result, axis, at, at + added).set(slices, Index.ELLIPSIS);
    Axes.range(result, axis, at + added, n + added).assign(Axes.range(a, axis, at, n));
    return result;
  }

  private static NDArray moveFirst(NDArray a, int to) {
    int[] axes = new int[a.ndim()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i < to ? i + 1 : i == to ? 0 : i;
    }
    return a.transpose(axes);
  }

  private static NDArray wider(NDArray a, int axis, long by) {
    long[] shape = a.shape().toArray();
    shape[axis] = Math.addExact(shape[axis], by);
    return NDArray.empty(a.dtype(), shape);
  }

  /**
   * {@return a new array with a slice put in before each of several places}
   *
   * @param a the array
   * @param before the places of the array as it was, which may be the end
   * @param values the slices: an array that broadcasts to them
   * @param axis the axis
   */
  public static NDArray insert(NDArray a, NDArray before, NDArray values, int axis) {
    int on = Shapes.axis(axis, a.ndim());
    long n = a.shape(on);
    NDArray where =
        before.dtype().id() == TypeId.BOOL ? before.ravel().nonzero()[0] : before.ravel();
    NDArray given = where.astype(DType.INT64);
    long count = given.size();
    NDArray places = Axes.places(count, i -> checkPlace(given.getLong(i), on, n, n));
    if (count == 1) {
      return insertBlock(a, places.getLong(0), Axes.atLeast(values, a.ndim()), on);
    }
    // Each slice is moved on by those that stand before it.
    NDArray order = places.argsort();
    places.set(places.take(order).add(NDArray.arange(count)), order);
    NDArray result = wider(a, on, count);
    NDArray old = NDArray.full(DType.BOOL, true, n + count);
    Index[] index = new Index[on + 1];
    Arrays.fill(index, Slice.ALL);
    index[on] = Index.of(places);
    old.set(false, index[on]);
    result.set(values, index);
    index[on] = Index.of(old);
    result.set(a, index);
    return result;
  }
}
