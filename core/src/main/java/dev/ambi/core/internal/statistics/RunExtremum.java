package dev.ambi.core.internal.statistics;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Scratch;
import dev.ambi.core.internal.loop.FindKernel;
import dev.ambi.core.internal.loop.ReduceLoop;
import dev.ambi.core.internal.ufunc.BuiltinReductions;
import java.lang.foreign.MemorySegment;

/**
 * The first extrema along one axis, by the kernels that find what an extremum is: block by block it
 * is seen which block has it, and only that one is searched for its place.
 */
final class RunExtremum {

  /** Elements of a block of a run. */
  private static final long BLOCK = 2048;

  /** Columns that are taken together. */
  private static final long COLUMNS = 512;

  private final MemorySegment in;
  private final TypeId id;
  private final long item;
  private final ReduceLoop reduce;
  private final FindKernel find;
  private final Better better;
  private final boolean nat;
  private final long step;
  private final long n;
  private final MemorySegment out;

  RunExtremum(NDArray a, boolean max, long step, long n, MemorySegment out) {
    this.in = a.memory();
    TypeId own = a.dtype().id();
    this.nat = own.isTemporal() && max;
    this.id = own.isTemporal() ? TypeId.INT64 : own;
    this.item = id.size();
    this.reduce = BuiltinReductions.find(max ? UFuncs.MAXIMUM : UFuncs.MINIMUM, DType.of(id));
    this.find = BuiltinReductions.search(id);
    this.better = Better.of(id, max);
    this.step = step;
    this.n = n;
    this.out = out;
  }

  /**
   * Finds the place of the extremum of one run.
   *
   * @param at where it begins
   * @param outAt where the place goes
   */
  void one(long at, long outAt) {
    try (Scratch scratch = Scratch.take(128)) {
      out.set(JAVA_LONG_UNALIGNED, outAt, along(at, scratch.memory()));
    }
  }

  void run(long[] at, long[] strides, long count) {
    if (count >= 8 && Math.abs(strides[0]) < Math.abs(step) && n > 1 && !nat) {
      for (long c = 0; c < count; c += COLUMNS) {
        columns(
            at[0] + c * strides[0],
            strides[0],
            Math.min(COLUMNS, count - c),
            at[1] + c * strides[1],
            strides[1]);
      }
      return;
    }
    try (Scratch scratch = Scratch.take(128)) {
      for (long i = 0; i < count; i++) {
        long best = along(at[0] + i * strides[0], scratch.memory());
        out.set(JAVA_LONG_UNALIGNED, at[1] + i * strides[1], best);
      }
    }
  }

  /** The place of the extremum of one run. */
  private long along(long at, MemorySegment two) {
    if (nat) {
      two.set(JAVA_LONG_UNALIGNED, 0, Long.MIN_VALUE);
      long first = find.first(in, at, step, n, two, 0);
      if (first >= 0) {
        return first;
      }
    }
    reduce.start(in, at, step, Math.min(BLOCK, n), null, two, 0);
    long block = 0;
    for (long b = BLOCK; b < n && !better.isLast(two, 0); b += BLOCK) {
      reduce.start(in, at + b * step, step, Math.min(BLOCK, n - b), null, two, 64);
      if (better.test(two, 64, two, 0)) {
        MemorySegment.copy(two, 64, two, 0, item);
        block = b;
      }
    }
    return block + find.first(in, at + block * step, step, Math.min(BLOCK, n - block), two, 0);
  }

  /** The places of the extrema of columns, whose elements lie closer together than their rows. */
  private void columns(long at, long stride, long count, long outAt, long outStride) {
    long rows = Math.clamp((long) Math.sqrt((double) n), 8, 64);
    long slot = COLUMNS * 8;
    try (Scratch scratch = Scratch.take(3 * slot)) {
      MemorySegment m = scratch.memory();
      var move = Casts.move(item);
      for (long r = 0; r < n; r += rows) {
        long here = r == 0 ? 0 : slot;
        move.run(in, at + r * step, stride, m, here, item, count);
        long more = Math.min(rows, n - r) - 1;
        if (more > 0) {
          reduce.reduceRows(in, at + (r + 1) * step, step, more, stride, count, null, m, here);
        }
        if (r == 0) {
          m.asSlice(2 * slot, count * 8).fill((byte) 0);
        } else {
          better.keep(m, here, count, r, 2 * slot);
        }
      }
      for (long c = 0; c < count; c++) {
        long block = m.get(JAVA_LONG_UNALIGNED, 2 * slot + c * 8);
        long row =
            find.first(
                in, at + block * step + c * stride, step, Math.min(rows, n - block), m, c * item);
        out.set(JAVA_LONG_UNALIGNED, outAt + c * outStride, block + row);
      }
    }
  }
}
