package dev.ambi.core.internal.sort;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;

/** The elements of an array in order, and where in them each run of equal ones starts. */
public final class Groups {

  private final NDArray sorted;
  private final NDArray order;
  private final NDArray starts;

  /**
   * Sorts.
   *
   * @param a an array of one dimension
   * @param equalNaN whether NaN equals NaN and NaT equals NaT; within structures they never do
   * @param withOrder whether {@link #first} and {@link #inverse} will be asked for
   */
  public Groups(NDArray a, boolean equalNaN, boolean withOrder) {
    LineSort sort = LineSort.ascending();
    if (withOrder) {
      order = NDArray.empty(DType.INT64, a.size());
      sort.indices(a, order, 0);
      sorted = Gather.take(a, i -> order.memory().getAtIndex(JAVA_LONG, i), a.size());
    } else {
      order = null;
      sorted = NDArray.empty(a.dtype(), a.size());
      sort.values(a, sorted, 0);
    }
    ElementKeys keys = ElementKeys.of(a.dtype());
    boolean one = equalNaN && !(keys instanceof StructKeys);
    long count = 0;
    for (long i = 0; i < a.size(); i++) {
      count += isStart(keys, i, one) ? 1 : 0;
    }
    starts = NDArray.empty(DType.INT64, count);
    long group = 0;
    for (long i = 0; i < a.size(); i++) {
      if (isStart(keys, i, one)) {
        starts.memory().setAtIndex(JAVA_LONG, group++, i);
      }
    }
  }

  private boolean isStart(ElementKeys keys, long i, boolean equalNaN) {
    if (i == 0) {
      return true;
    }
    long at = sorted.offset() + i * sorted.itemSize();
    long before = at - sorted.itemSize();
    if (keys.isMissing(sorted.memory(), at)) {
      // Complex numbers with NaN in different parts are all one NaN.
      return !(equalNaN && keys.isMissing(sorted.memory(), before));
    }
    return keys.compare(sorted.memory(), before, sorted.memory(), at) != 0;
  }

  private long start(long group) {
    return group == starts.size() ? sorted.size() : starts.memory().getAtIndex(JAVA_LONG, group);
  }

  /** {@return the first element of each group} */
  public NDArray values() {
    return Gather.take(sorted, this::start, starts.size());
  }

  /** {@return for each group where in the array its first element was, int64} */
  public NDArray first() {
    return Gather.take(order, this::start, starts.size());
  }

  /** {@return for each group how many elements it has, int64} */
  public NDArray counts() {
    NDArray counts = NDArray.empty(DType.INT64, starts.size());
    for (long g = 0; g < starts.size(); g++) {
      counts.memory().setAtIndex(JAVA_LONG, g, start(g + 1) - start(g));
    }
    return counts;
  }

  /** {@return for each element of the array its group, int64} */
  public NDArray inverse() {
    NDArray inverse = NDArray.empty(DType.INT64, sorted.size());
    for (long g = 0; g < starts.size(); g++) {
      for (long i = start(g); i < start(g + 1); i++) {
        inverse.memory().setAtIndex(JAVA_LONG, order.memory().getAtIndex(JAVA_LONG, i), g);
      }
    }
    return inverse;
  }
}
