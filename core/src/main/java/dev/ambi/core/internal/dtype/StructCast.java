package dev.ambi.core.internal.dtype;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.StructDType;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.MoveCast;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts structures part by part, in blocks that stay in the cache. What lies between the fields
 * of the result is left as it is: it may belong to fields that a view does not show.
 */
final class StructCast implements CastLoop {

  private static final long BLOCK_BYTES = 16 << 10;

  /**
   * A field, or several that lie side by side and are moved as they are.
   *
   * @param loop converts it
   * @param from its offset in the source
   * @param to its offset in the result
   */
  private record Part(CastLoop loop, long from, long to) {

    /** This part and the next one as one, or null if they have to stay two. */
    Part with(Part next) {
      return loop instanceof MoveCast(long a, int swap)
              && next.loop instanceof MoveCast(long b, int nextSwap)
              && swap == 0
              && nextSwap == 0
              && from + a == next.from
              && to + a == next.to
          ? new Part(new MoveCast(a + b, 0), from, to)
          : null;
    }
  }

  private final List<Part> parts;
  private final long block;

  private StructCast(List<Part> parts, long itemSize) {
    this.parts = parts;
    this.block = Math.max(BLOCK_BYTES / Math.max(itemSize, 1), 1);
  }

  static CastLoop between(StructDType from, StructDType to) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < to.fields().size(); i++) {
      Field f = from.fields().get(i);
      Field t = to.fields().get(i);
      add(parts, new Part(Casts.find(f.dtype(), t.dtype()), f.offset(), t.offset()));
    }
    return of(parts, Math.max(from.itemSize(), to.itemSize()));
  }

  /** The only field of a structure. */
  static CastLoop from(StructDType from, DType to) {
    Field f = from.fields().getFirst();
    return of(List.of(new Part(Casts.find(f.dtype(), to), f.offset(), 0)), from.itemSize());
  }

  /** One value into every field. */
  static CastLoop to(DType from, StructDType to) {
    List<Part> parts = new ArrayList<>();
    for (Field f : to.fields()) {
      parts.add(new Part(Casts.find(from, f.dtype()), 0, f.offset()));
    }
    return of(parts, to.itemSize());
  }

  private static void add(List<Part> parts, Part next) {
    Part merged = parts.isEmpty() ? null : parts.getLast().with(next);
    if (merged == null) {
      parts.add(next);
    } else {
      parts.set(parts.size() - 1, merged);
    }
  }

  private static CastLoop of(List<Part> parts, long itemSize) {
    if (parts.size() == 1 && parts.getFirst().from() == 0 && parts.getFirst().to() == 0) {
      return parts.getFirst().loop();
    }
    return new StructCast(parts, itemSize);
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
    for (long done = 0; done < n; done += block) {
      long count = Math.min(block, n - done);
      for (Part p : parts) {
        p.loop.run(
            src,
            srcAt + done * srcStride + p.from,
            srcStride,
            dst,
            dstAt + done * dstStride + p.to,
            dstStride,
            count);
      }
    }
  }
}
