package dev.ambi.core.internal.index;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The byte offsets that index arrays, broadcast together, select: made block by block, in row-major
 * order of the broadcast shape.
 */
final class Offsets {

  /** How many offsets a block has: few enough for the innermost cache. */
  static final int BLOCK = 1024;

  private final IndexArray[] arrays;
  private final MemorySegment[] memory;
  // The broadcast shape with the axes joined that are one for all arrays.
  private final int ndim;
  private final long[] shape;
  private final long[][] strides;
  private final long[] at;
  private final long[] index;
  private final long size;
  private long done;
  private final long[] block;

  /**
   * Prepares the offsets.
   *
   * @param arrays the index arrays
   * @param broadcast the shape to which they broadcast
   */
  Offsets(List<IndexArray> arrays, long[] broadcast) {
    this.arrays = arrays.toArray(IndexArray[]::new);
    int n = this.arrays.length;
    memory = new MemorySegment[n];
    at = new long[n];
    shape = new long[broadcast.length + 1];
    strides = new long[broadcast.length + 1][n];
    long[][] spread = new long[n][];
    for (int k = 0; k < n; k++) {
      var places = this.arrays[k].places();
      memory[k] = places.memory();
      at[k] = places.offset();
      spread[k] = Shapes.broadcastStrides(RawShape.of(places), places.strides(), broadcast);
    }
    size = Shapes.size(broadcast);
    ndim = join(broadcast, spread);
    index = new long[ndim];
    block = new long[(int) Math.min(BLOCK, Math.max(size, 1))];
  }

  private int join(long[] broadcast, long[][] spread) {
    int last = 0;
    shape[0] = 1;
    for (int i = 0; i < broadcast.length; i++) {
      if (broadcast[i] == 1) {
        continue;
      }
      boolean one = shape[last] != 1;
      for (int k = 0; k < spread.length; k++) {
        one &= strides[last][k] == spread[k][i] * broadcast[i];
      }
      if (one) {
        shape[last] *= broadcast[i];
      } else {
        last += shape[last] == 1 ? 0 : 1;
        shape[last] = broadcast[i];
      }
      for (int k = 0; k < spread.length; k++) {
        strides[last][k] = spread[k][i];
      }
    }
    return last + 1;
  }

  /** {@return how many offsets there are} */
  long size() {
    return size;
  }

  /** {@return the array that {@link #fill} fills} */
  long[] block() {
    return block;
  }

  /**
   * Makes the next block.
   *
   * @return how many offsets it has, 0 at the end
   * @throws IndexOutOfBoundsException if a position is not on its axis
   */
  int fill() {
    int n = (int) Math.min(block.length, size - done);
    int inner = ndim - 1;
    int filled = 0;
    long wrong = 0;
    while (filled < n) {
      int run = (int) Math.min(n - filled, shape[inner] - index[inner]);
      for (int k = 0; k < arrays.length; k++) {
        wrong |= add(k, strides[inner][k], filled, run);
      }
      filled += run;
      advance(run);
    }
    if (wrong < 0) {
      for (IndexArray array : arrays) {
        array.check();
      }
    }
    done += n;
    return n;
  }

  /** Adds what one array contributes; gives a negative number if a position is wrong. */
  private long add(int k, long step, int start, int n) {
    IndexArray array = arrays[k];
    MemorySegment m = memory[k];
    long length = array.length();
    long stride = array.stride();
    long from = at[k];
    long wrong = 0;
    long[] out = block;
    if (k == 0 && step == 8 && start == 0) {
      return gapless(m, from, n, length, stride, out);
    }
    if (k == 0) {
      return first(m, from, step, start, n, length, stride, out);
    }
    for (int i = 0; i < n; i++) {
      long place = m.get(JAVA_LONG_UNALIGNED, from + i * step);
      place += (place >> 63) & length;
      wrong |= place | (length - 1 - place);
      out[start + i] += place * stride;
    }
    return wrong;
  }

  /** The common case, in a loop of its own that the compiler vectorizes. */
  private static long gapless(
      MemorySegment m, long from, int n, long length, long stride, long[] out) {
    long wrong = 0;
    for (int i = 0; i < n; i++) {
      long place = m.get(JAVA_LONG_UNALIGNED, from + i * 8L);
      place += (place >> 63) & length;
      wrong |= place | (length - 1 - place);
      out[i] = place * stride;
    }
    return wrong;
  }

  private static long first(
      MemorySegment m,
      long from,
      long step,
      int start,
      int n,
      long length,
      long stride,
      long[] out) {
    long wrong = 0;
    for (int i = 0; i < n; i++) {
      long place = m.get(JAVA_LONG_UNALIGNED, from + i * step);
      place += (place >> 63) & length;
      wrong |= place | (length - 1 - place);
      out[start + i] = place * stride;
    }
    return wrong;
  }

  /** Moves on by part of a run, or to the start of the next one. */
  private void advance(int run) {
    int axis = ndim - 1;
    index[axis] += run;
    for (int k = 0; k < at.length; k++) {
      at[k] += strides[axis][k] * run;
    }
    while (axis > 0 && index[axis] == shape[axis]) {
      index[axis] = 0;
      for (int k = 0; k < at.length; k++) {
        at[k] += strides[axis - 1][k] - strides[axis][k] * shape[axis];
      }
      index[--axis]++;
    }
  }
}
