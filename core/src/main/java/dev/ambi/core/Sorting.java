package dev.ambi.core;

import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.sort.LineSort;
import dev.ambi.core.internal.sort.Monotonic;
import dev.ambi.core.internal.sort.SortedSearch;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * Sorting and searching.
 *
 * <p>The order is NumPy's. NaN comes last, and NaT; complex numbers are sorted by their real part,
 * then by their imaginary part, those with NaN last; structures by their fields; text by code
 * points or bytes. In descending order everything comes the other way round, NaN first.
 *
 * <p>Every sort is stable, also where nobody asks for that: elements that are equal keep their
 * order, so 0.0 and -0.0, and NaNs of different bits, stay in theirs. The time is linear in the
 * number of elements, whatever they are.
 */
public final class Sorting {

  /** On which side of equal elements a search ends. */
  public enum Side {
    /** Before them. */
    LEFT,
    /** Behind them. */
    RIGHT
  }

  private Sorting() {}

  /**
   * {@return a copy that is sorted along the last axis}
   *
   * @param a an array of at least one dimension
   * @throws IndexOutOfBoundsException if it has none
   */
  public static NDArray sort(NDArray a) {
    return sort(a, -1);
  }

  /**
   * {@return a copy that is sorted along an axis}
   *
   * @param a an array of at least one dimension
   * @param axis the axis; a negative one counts from the last
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static NDArray sort(NDArray a, int axis) {
    return sort(a, axis, false, true);
  }

  /**
   * {@return a copy that is sorted along an axis}
   *
   * @param a an array of at least one dimension
   * @param axis the axis; a negative one counts from the last
   * @param descending whether the greatest element comes first
   * @param stable whether equal elements have to keep their order; they do in any case
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static NDArray sort(NDArray a, int axis, boolean descending, boolean stable) {
    return values(descending ? LineSort.descending() : LineSort.ascending(), a, axis);
  }

  private static NDArray values(LineSort sort, NDArray a, int axis) {
    int d = Shapes.axis(axis, a.ndim());
    a.checkAlive();
    NDArray result =
        NDArray.allocate(
            a.dtype(), a.shape, Shapes.stridesLike(a.shape, a.strides(), a.itemSize()), false);
    sort.values(a, result, d);
    return result;
  }

  /**
   * Sorts an array along its last axis.
   *
   * @param a a writable array of at least one dimension
   * @throws IndexOutOfBoundsException if it has none
   * @throws UnsupportedOperationException if it is read-only
   */
  public static void sortInPlace(NDArray a) {
    sortInPlace(a, -1);
  }

  /**
   * Sorts an array along an axis.
   *
   * @param a a writable array of at least one dimension
   * @param axis the axis; a negative one counts from the last
   * @throws IndexOutOfBoundsException if there is no such axis
   * @throws UnsupportedOperationException if the array is read-only
   */
  public static void sortInPlace(NDArray a, int axis) {
    int d = Shapes.axis(axis, a.ndim());
    checkWritable(a, "sort");
    LineSort.ascending().values(a, a, d);
  }

  private static void checkWritable(NDArray a, String what) {
    a.checkAlive();
    if (!a.isWritable()) {
      throw new UnsupportedOperationException(what + " array is read-only");
    }
  }

  /**
   * {@return the positions along the last axis that bring the array into order, int64}
   *
   * @param a an array; one of no dimensions counts as one of one element
   */
  public static NDArray argsort(NDArray a) {
    return argsort(a, -1);
  }

  /**
   * {@return the positions along an axis that bring the array into order, int64}
   *
   * @param a an array; one of no dimensions counts as one of one element
   * @param axis the axis; a negative one counts from the last
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static NDArray argsort(NDArray a, int axis) {
    return argsort(a, axis, false, true);
  }

  /**
   * {@return the positions along an axis that bring the array into order, int64}
   *
   * @param a an array; one of no dimensions counts as one of one element
   * @param axis the axis; a negative one counts from the last
   * @param descending whether the greatest element comes first
   * @param stable whether equal elements have to keep their order; they do in any case
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static NDArray argsort(NDArray a, int axis, boolean descending, boolean stable) {
    return indices(descending ? LineSort.descending() : LineSort.ascending(), a, axis);
  }

  private static NDArray indices(LineSort sort, NDArray array, int axis) {
    NDArray a = array.ndim() == 0 ? array.reshape(1) : array;
    int d = Shapes.axis(axis, a.ndim());
    a.checkAlive();
    NDArray result = NDArray.empty(DType.INT64, a.shape);
    sort.indices(a, result, d);
    return result;
  }

  /**
   * {@return a copy in which one element is where sorting would put it, no greater one before it
   * and no smaller one behind, along the last axis}
   *
   * @param a an array of at least one dimension
   * @param kth the position; a negative one counts from the end
   * @throws IllegalArgumentException if there is no such position
   * @throws IndexOutOfBoundsException if the array has no dimension
   */
  public static NDArray partition(NDArray a, long kth) {
    return partition(a, new long[] {kth}, -1);
  }

  /**
   * {@return a copy in which some elements are where sorting would put them, no greater one before
   * each and no smaller one behind, along an axis}
   *
   * @param a an array of at least one dimension
   * @param kth the positions; negative ones count from the end
   * @param axis the axis; a negative one counts from the last
   * @throws IllegalArgumentException if there is no such position
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static NDArray partition(NDArray a, long[] kth, int axis) {
    return values(LineSort.partition(positions(a, kth, axis)), a, axis);
  }

  /**
   * Does in place what {@link #partition(NDArray, long[], int)} does.
   *
   * @param a a writable array of at least one dimension
   * @param kth the positions; negative ones count from the end
   * @param axis the axis; a negative one counts from the last
   * @throws IllegalArgumentException if there is no such position
   * @throws IndexOutOfBoundsException if there is no such axis
   * @throws UnsupportedOperationException if the array is read-only
   */
  public static void partitionInPlace(NDArray a, long[] kth, int axis) {
    int d = Shapes.axis(axis, a.ndim());
    checkWritable(a, "partition");
    LineSort.partition(positions(a, kth, axis)).values(a, a, d);
  }

  /**
   * {@return the positions along the last axis that bring the array into the order of {@link
   * #partition(NDArray, long)}, int64}
   *
   * @param a an array; one of no dimensions counts as one of one element
   * @param kth the position; a negative one counts from the end
   * @throws IllegalArgumentException if there is no such position
   */
  public static NDArray argpartition(NDArray a, long kth) {
    return argpartition(a, new long[] {kth}, -1);
  }

  /**
   * {@return the positions along an axis that bring the array into the order of {@link
   * #partition(NDArray, long[], int)}, int64}
   *
   * @param a an array; one of no dimensions counts as one of one element
   * @param kth the positions; negative ones count from the end
   * @param axis the axis; a negative one counts from the last
   * @throws IllegalArgumentException if there is no such position
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static NDArray argpartition(NDArray a, long[] kth, int axis) {
    NDArray line = a.ndim() == 0 ? a.reshape(1) : a;
    return indices(LineSort.partition(positions(line, kth, axis)), line, axis);
  }

  private static long[] positions(NDArray a, long[] kth, int axis) {
    long n = a.shape(axis);
    // As in NumPy, any position will do where there are none.
    return a.size() == 0
        ? new long[0]
        : Arrays.stream(kth)
            .map(k -> {
              long position = k < 0 ? k + n : k;
              if (position < 0 || position >= n) {
                throw new IllegalArgumentException(
                    "kth(=" + position + ") out of bounds (" + n + ")");
              }
              return position;
            })
            .toArray();
  }

  /**
   * {@return the positions along the last axis that bring several arrays into order, int64}
   *
   * @param keys the arrays, of one shape; the last is the most important, the others decide where
   *     those behind them are equal
   * @throws IllegalArgumentException if there are none, or their shapes differ
   */
  public static NDArray lexsort(NDArray... keys) {
    return lexsort(-1, keys);
  }

  /**
   * {@return the positions along an axis that bring several arrays into order, int64}
   *
   * @param axis the axis; a negative one counts from the last
   * @param keys the arrays, of one shape; the last is the most important, the others decide where
   *     those behind them are equal
   * @throws IllegalArgumentException if there are none, or their shapes differ
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static NDArray lexsort(int axis, NDArray... keys) {
    if (keys.length == 0) {
      throw new IllegalArgumentException("need sequence of keys with len > 0 in lexsort");
    }
    for (NDArray key : keys) {
      key.checkAlive();
      if (!Arrays.equals(key.shape, keys[0].shape)) {
        throw new IllegalArgumentException(
            "all keys need to be the same shape: " + keys[0].shape() + " and " + key.shape());
      }
    }
    if (keys[0].ndim() == 0) {
      Shapes.axis(axis, 1);
      return NDArray.scalar(0L);
    }
    int d = Shapes.axis(axis, keys[0].ndim());
    NDArray result = NDArray.empty(DType.INT64, keys[0].shape);
    LineSort.ascending().indices(List.of(keys), result, d);
    return result;
  }

  /**
   * {@return where in a sorted array elements would have to be put, before equal ones, int64, of
   * the shape of {@code v}}
   *
   * @param a a sorted array of one dimension
   * @param v the elements
   * @throws IllegalArgumentException if {@code a} has not one dimension, or no dtype holds the
   *     elements of both
   */
  public static NDArray searchsorted(NDArray a, NDArray v) {
    return searchsorted(a, v, Side.LEFT);
  }

  /**
   * {@return where in a sorted array elements would have to be put, int64, of the shape of {@code
   * v}}
   *
   * @param a a sorted array of one dimension
   * @param v the elements
   * @param side whether before or behind equal ones
   * @throws IllegalArgumentException if {@code a} has not one dimension, or no dtype holds the
   *     elements of both
   */
  public static NDArray searchsorted(NDArray a, NDArray v, Side side) {
    return search(a, v, side, null);
  }

  /**
   * {@return where in {@code a}, brought into order, elements would have to be put, int64, of the
   * shape of {@code v}}
   *
   * @param a an array of one dimension
   * @param v the elements
   * @param side whether before or behind equal ones
   * @param sorter the positions that bring {@code a} into order, as {@link #argsort(NDArray)} gives
   *     them: an array of integers of the shape of {@code a}
   * @throws IllegalArgumentException if {@code a} has not one dimension, no dtype holds the
   *     elements of both, or {@code sorter} does not fit
   */
  public static NDArray searchsorted(NDArray a, NDArray v, Side side, NDArray sorter) {
    if (!sorter.dtype().id().isInteger()) {
      throw new IllegalArgumentException(
          "sorter must only contain integers, not " + sorter.dtype());
    }
    if (sorter.ndim() != 1) {
      throw new IllegalArgumentException(
          "could not parse sorter argument of shape " + sorter.shape());
    }
    if (sorter.size() != a.size()) {
      throw new IllegalArgumentException(
          "sorter.size must equal a.size: " + sorter.size() + " and " + a.size());
    }
    return search(a, v, side, sorter.astype(DType.INT64));
  }

  private static NDArray search(NDArray a, NDArray v, Side side, NDArray sorter) {
    a.checkAlive();
    v.checkAlive();
    if (a.ndim() != 1) {
      throw new IllegalArgumentException(
          (a.ndim() > 1
                  ? "object too deep for desired array: "
                  : "object of too small depth for desired array: ")
              + a.shape());
    }
    DType common = common(a, v);
    NDArray line = a.dtype().toNative().equals(common) ? a : a.astype(common);
    NDArray needles = v.dtype().equals(line.dtype()) ? v : v.astype(line.dtype());
    NDArray result = NDArray.empty(DType.INT64, v.shape);
    new SortedSearch(line, sorter, v.size())
        .positions(needles.asContiguous(), side == Side.RIGHT, result);
    return result;
  }

  /** The native dtype that holds the elements of both. */
  static DType common(NDArray a, NDArray b) {
    DType x = a.dtype().toNative();
    DType y = b.dtype().toNative();
    return x.equals(y) ? x : DType.promote(x, y);
  }

  /**
   * {@return for each element which bin it falls into, int64: {@code i} if {@code bins[i-1] <= x <
   * bins[i]}, 0 if it is below all and the number of bins if above}
   *
   * @param x the elements
   * @param bins the edges, of one dimension, rising or falling
   * @throws IllegalArgumentException if the edges are neither, or {@code x} is complex
   */
  public static NDArray digitize(NDArray x, NDArray bins) {
    return digitize(x, bins, false);
  }

  /**
   * {@return for each element which bin it falls into, int64}
   *
   * @param x the elements
   * @param bins the edges, of one dimension, rising or falling
   * @param right whether a bin includes its upper edge instead of its lower
   * @throws IllegalArgumentException if the edges are neither, or {@code x} is complex
   */
  public static NDArray digitize(NDArray x, NDArray bins, boolean right) {
    if (x.dtype().id().isComplex()) {
      throw new IllegalArgumentException("x may not be complex");
    }
    if (bins.ndim() > 1) {
      throw new IllegalArgumentException("object too deep for desired array: " + bins.shape());
    }
    Side side = right ? Side.LEFT : Side.RIGHT;
    return switch (Monotonic.direction(bins)) {
      case RISING -> searchsorted(bins, x, side);
      case FALLING -> {
        NDArray found = searchsorted(bins.get("::-1"), x, side);
        for (long i = 0; i < found.size(); i++) {
          long position = found.memory().getAtIndex(ValueLayout.JAVA_LONG, i);
          found.memory().setAtIndex(ValueLayout.JAVA_LONG, i, bins.size() - position);
        }
        yield found;
      }
      case NEITHER ->
          throw new IllegalArgumentException("bins must be monotonically increasing or decreasing");
    };
  }
}
