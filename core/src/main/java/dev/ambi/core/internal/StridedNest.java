package dev.ambi.core.internal;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Walks several arrays of one shape together, whose strides differ, and hands out runs along one
 * axis. Before it starts it drops axes of length one, orders the others as the first operand lies
 * in memory, turns those around that the first operand walks backwards, and joins those that are
 * one axis for every operand. So contiguous arrays, in whatever order, are one run. The order of
 * visits is not that of the indices, unless {@link #rowMajor} is asked for.
 */
public final class StridedNest {

  /** What is done with each run. */
  @FunctionalInterface
  public interface Body {
    /**
     * Works on one run.
     *
     * @param offsets where the run starts in each operand, in bytes; not to be kept or changed
     * @param strides the stride of the run in each operand; not to be changed
     * @param n the length of the run, at least one
     */
    void run(long[] offsets, long[] strides, long n);
  }

  /** The bytes of a line of the cache. */
  private static final long LINE = 64;

  /** The elements along each side of a tile. */
  private static final long TILE = 64;

  private final int operands;
  private int ndim;
  private final long[] shape;
  // strides[axis][operand], the last axis innermost
  private final long[][] strides;
  private final long[] offsets;
  private final boolean empty;

  /**
   * Prepares the walk.
   *
   * @param shape the common shape
   * @param offsets where each operand starts, in bytes
   * @param operandStrides the strides of each operand, by operand, then axis
   */
  public StridedNest(long[] shape, long[] offsets, long[]... operandStrides) {
    this(false, shape, offsets, operandStrides);
  }

  /**
   * {@return a walk in row-major order}
   *
   * @param shape the common shape
   * @param offsets where each operand starts, in bytes
   * @param operandStrides the strides of each operand, by operand, then axis
   */
  public static StridedNest rowMajor(long[] shape, long[] offsets, long[]... operandStrides) {
    return new StridedNest(true, shape, offsets, operandStrides);
  }

  private StridedNest(boolean rowMajor, long[] shape, long[] offsets, long[]... operandStrides) {
    this.operands = operandStrides.length;
    this.shape = new long[shape.length];
    this.strides = new long[shape.length][operands];
    this.offsets = offsets.clone();
    boolean none = false;
    for (int i = 0; i < shape.length; i++) {
      none |= shape[i] == 0;
      if (shape[i] != 1) {
        this.shape[ndim] = shape[i];
        for (int k = 0; k < operands; k++) {
          this.strides[ndim][k] = operandStrides[k][i];
        }
        ndim++;
      }
    }
    this.empty = none;
    if (!none) {
      if (!rowMajor) {
        turnAround();
        sort();
      }
      join();
    }
  }

  private void turnAround() {
    for (int i = 0; i < ndim; i++) {
      int k = 0;
      while (k < operands - 1 && strides[i][k] == 0) {
        k++;
      }
      if (strides[i][k] < 0) {
        for (k = 0; k < operands; k++) {
          offsets[k] += (shape[i] - 1) * strides[i][k];
          strides[i][k] = -strides[i][k];
        }
      }
    }
  }

  /** Largest stride outermost; insertion sort, since there are few and they are mostly in order. */
  private void sort() {
    for (int i = 1; i < ndim; i++) {
      for (int j = i; j > 0 && isInner(strides[j - 1], strides[j]); j--) {
        swap(j - 1, j);
      }
    }
  }

  private static boolean isInner(long[] a, long[] b) {
    for (int k = 0; k < a.length; k++) {
      long x = Math.abs(a[k]);
      long y = Math.abs(b[k]);
      // A stride of zero says nothing about the order.
      if (x != y && x != 0 && y != 0) {
        return x < y;
      }
    }
    return false;
  }

  private void join() {
    int last = 0;
    for (int i = 1; i < ndim; i++) {
      boolean one = true;
      for (int k = 0; k < operands; k++) {
        one &= strides[last][k] == strides[i][k] * shape[i];
      }
      if (one) {
        shape[last] *= shape[i];
        strides[last] = strides[i];
      } else {
        last++;
        shape[last] = shape[i];
        strides[last] = strides[i];
      }
    }
    ndim = Math.min(ndim, last + 1);
  }

  /** What is done with each plane of the two innermost axes. */
  @FunctionalInterface
  public interface PlaneBody {
    /**
     * Works on one plane.
     *
     * @param offsets where the plane starts in each operand, in bytes
     * @param outer the strides of the outer axis
     * @param rows the length of the outer axis
     * @param inner the strides of the inner axis
     * @param n the length of the inner axis
     * @return whether that was done
     */
    boolean run(long[] offsets, long[] outer, long rows, long[] inner, long n);
  }

  /**
   * Walks by planes of the two innermost axes.
   *
   * @param body what is done with each
   * @return whether it was done; false, and nothing done, if there are fewer axes or the body does
   *     not want such planes
   */
  public boolean forEachPlane(PlaneBody body) {
    if (empty || ndim < 2) {
      return false;
    }
    long[] at = offsets.clone();
    long[] index = new long[ndim];
    int outer = ndim - 2;
    do {
      if (!body.run(at, strides[outer], shape[outer], strides[outer + 1], shape[outer + 1])) {
        return false;
      }
    } while (next(at, index, outer - 1));
    return true;
  }

  /**
   * Walks as {@link #forEachRun} does, but cuts runs short where an operand lies across the first:
   * where its neighbours along a run are on different lines of the cache, and what else is on those
   * lines belongs to other runs. Square tiles use up the lines that they touch.
   *
   * @param body what is done with each run
   */
  public void forEachTiledRun(Body body) {
    int axis = crossing();
    if (axis < 0) {
      forEachRun(body);
      return;
    }
    for (; axis < ndim - 2; axis++) {
      swap(axis, axis + 1);
    }
    long[] start = new long[operands];
    forEachPlane((at, outer, rows, inner, n) -> {
      for (long i = 0; i < rows; i += TILE) {
        for (long j = 0; j < n; j += TILE) {
          for (long r = i; r < Math.min(i + TILE, rows); r++) {
            for (int k = 0; k < operands; k++) {
              start[k] = at[k] + r * outer[k] + j * inner[k];
            }
            body.run(start, inner, Math.min(TILE, n - j));
          }
        }
      }
      return true;
    });
  }

  /** The axis along which an operand that lies across the runs is densest, or -1. */
  private int crossing() {
    if (empty || ndim < 2 || shape[ndim - 1] <= TILE) {
      return -1;
    }
    for (int k = 1; k < operands; k++) {
      if (Math.abs(strides[ndim - 1][k]) < LINE) {
        continue;
      }
      for (int i = 0; i < ndim - 1; i++) {
        long stride = Math.abs(strides[i][k]);
        if (stride > 0 && stride < LINE) {
          return i;
        }
      }
    }
    return -1;
  }

  private void swap(int i, int j) {
    long[] s = strides[j];
    strides[j] = strides[i];
    strides[i] = s;
    long n = shape[j];
    shape[j] = shape[i];
    shape[i] = n;
  }

  /** Steps to the next place on the axes up to the given one; false behind the last. */
  private boolean next(long[] at, long[] index, int last) {
    int axis = last;
    while (axis >= 0 && ++index[axis] == shape[axis]) {
      index[axis] = 0;
      for (int k = 0; k < operands; k++) {
        at[k] -= strides[axis][k] * (shape[axis] - 1);
      }
      axis--;
    }
    if (axis < 0) {
      return false;
    }
    for (int k = 0; k < operands; k++) {
      at[k] += strides[axis][k];
    }
    return true;
  }

  private StridedNest(StridedNest whole, long from, long to) {
    this.operands = whole.operands;
    this.ndim = whole.ndim;
    this.shape = whole.shape.clone();
    this.strides = whole.strides.clone();
    this.offsets = whole.offsets.clone();
    this.empty = from == to;
    shape[0] = to - from;
    for (int k = 0; k < operands; k++) {
      offsets[k] += from * strides[0][k];
    }
  }

  /**
   * Splits the walk along its outermost axis over threads.
   *
   * @param grain the least number of elements that is worth a thread
   * @param body what is done with each part
   */
  public void forEachPart(long grain, Consumer<StridedNest> body) {
    if (empty || ndim == 0) {
      body.accept(this);
      return;
    }
    long each = 1;
    for (int i = 1; i < ndim; i++) {
      each *= shape[i];
    }
    long rows = Math.max(grain / each, 1);
    Parallel.ranges(shape[0], rows, (from, to) -> body.accept(new StridedNest(this, from, to)));
  }

  /**
   * Walks.
   *
   * @param body what is done with each run
   */
  public void forEachRun(Body body) {
    if (empty) {
      return;
    }
    if (ndim == 0) {
      body.run(offsets, new long[operands], 1);
      return;
    }
    int inner = ndim - 1;
    long[] at = offsets.clone();
    long[] index = new long[inner];
    do {
      body.run(at, strides[inner], shape[inner]);
    } while (next(at, index, inner - 1));
  }

  @Override
  public String toString() {
    return "StridedNest" + Arrays.toString(Arrays.copyOf(shape, ndim));
  }
}
