package dev.ambi.core.internal.dtype;

import dev.ambi.core.CastLoop;
import dev.ambi.core.Shape;
import java.lang.foreign.MemorySegment;

/**
 * Converts sub-arrays of one shape to those of another, either of which may be a plain value. Axes
 * of length one are repeated, as are new ones in front; of surplus axes in front the first position
 * is taken; where a source is too short the result is zero, where it is too long the rest is left
 * out.
 *
 * @param loop converts an element
 * @param from the source
 * @param to the result
 */
record SubArrayCast(CastLoop loop, Side from, Side to) implements CastLoop {

  /**
   * A sub-array.
   *
   * @param shape its shape; none for a plain value
   * @param item the size of an element
   */
  record Side(Shape shape, long item) {

    /** The size of what lies under one position of an axis; the axis after the last: an element. */
    long step(int axis) {
      long bytes = item;
      for (int i = shape.ndim() - 1; i > axis; i--) {
        bytes *= shape.get(i);
      }
      return bytes;
    }

    long bytes() {
      return step(-1);
    }
  }

  @Override
  public void run(
      MemorySegment src,
      long srcAt,
      long srcStride,
      MemorySegment dst,
      long dstAt,
      long dstStride,
      long n) {
    boolean same = from.shape.equals(to.shape);
    long count = to.item == 0 ? to.shape.size() : to.bytes() / to.item;
    for (long i = 0; i < n; i++) {
      long s = srcAt + i * srcStride;
      long d = dstAt + i * dstStride;
      if (same) {
        loop.run(src, s, from.item, dst, d, to.item, count);
      } else if (from.shape.size() == 0) {
        dst.asSlice(d, to.bytes()).fill((byte) 0);
      } else {
        axis(src, s, dst, d, 0);
      }
    }
  }

  /** Converts along an axis of the result and those after it. */
  private void axis(MemorySegment src, long s, MemorySegment dst, long d, int axis) {
    int rank = to.shape.ndim();
    if (axis == rank) {
      loop.run(src, s, from.item, dst, d, to.item, 1);
      return;
    }
    int mine = axis + from.shape.ndim() - rank;
    long there = mine < 0 ? 1 : from.shape.get(mine);
    long srcStep = there == 1 ? 0 : from.step(mine);
    long dstStep = to.step(axis);
    long length = to.shape.get(axis);
    long covered = there == 1 ? length : Math.min(there, length);
    if (axis == rank - 1) {
      loop.run(src, s, srcStep, dst, d, dstStep, covered);
    } else {
      for (long i = 0; i < covered; i++) {
        axis(src, s + i * srcStep, dst, d + i * dstStep, axis + 1);
      }
    }
    dst.asSlice(d + covered * dstStep, (length - covered) * dstStep).fill((byte) 0);
  }
}
