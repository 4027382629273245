package dev.ambi.core.internal.ufunc;

import dev.ambi.core.CastLoop;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.Scratch;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.loop.ReduceLoop;
import java.lang.foreign.MemorySegment;

/** Combines runs of elements into accumulators: along a run, or run by run. */
final class ReduceRuns implements AutoCloseable {

  /** How many elements are cast at a time. */
  private static final long BLOCK = 1024;

  private final Resolved resolved;
  private final ReduceLoop reduce;
  private final CastLoop load;
  private final MemorySegment in;
  private final MemorySegment acc;
  private final long item;
  private Scratch scratch;

  ReduceRuns(Resolved resolved, ReduceLoop reduce, CastLoop load, NDArray a, NDArray result) {
    this.resolved = resolved;
    this.reduce = reduce;
    this.load = load;
    this.in = a.memory();
    this.acc = result.memory();
    this.item = resolved.dtypes()[1].itemSize();
  }

  void walk(StridedNest nest) {
    if (reduce != null && nest.forEachPlane(this::plane)) {
      return;
    }
    nest.forEachRun(this::run);
  }

  /** Walks what a mask, the last operand of the nest, chooses. */
  void walk(StridedNest nest, MemorySegment mask) {
    nest.forEachRun(Walk.masked(mask, 2, this::run));
  }

  /** A plane whose rows are combined into one row. */
  private boolean plane(long[] at, long[] outer, long rows, long[] inner, long n) {
    if (outer[1] != 0 || inner[1] != item) {
      return false;
    }
    reduce.reduceRows(in, at[0], outer[0], rows, inner[0], n, load, acc, at[1]);
    return true;
  }

  private void run(long[] at, long[] strides, long n) {
    if (strides[1] == 0 && reduce != null) {
      reduce.reduce(in, at[0], strides[0], n, load, acc, at[1]);
    } else if (load == null) {
      combine(in, at[0], strides[0], at[1], strides[1], n);
    } else {
      scratch = scratch == null ? Scratch.take(BLOCK * item) : scratch;
      MemorySegment block = scratch.memory();
      for (long done = 0; done < n; done += BLOCK) {
        long m = Math.min(BLOCK, n - done);
        load.run(in, at[0] + done * strides[0], strides[0], block, 0, item, m);
        combine(block, 0, item, at[1] + done * strides[1], strides[1], m);
      }
    }
  }

  private void combine(
      MemorySegment from, long at, long stride, long accAt, long accStride, long n) {
    resolved
        .loop()
        .run(
            new MemorySegment[] {acc, from, acc},
            new long[] {accAt, at, accAt},
            new long[] {accStride, stride, accStride},
            n);
  }

  @Override
  public void close() {
    if (scratch != null) {
      scratch.close();
    }
  }
}
