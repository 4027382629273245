package dev.ambi.core.internal;

import dev.ambi.core.CastLoop;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Copies whole arrays into one another, with broadcasting and casting. */
public final class Transfer {

  private Transfer() {}

  /**
   * Copies one array into another as NumPy's {@code copyto} does. Right also where they overlap.
   *
   * @param dst where to; writable
   * @param src where from; its shape broadcasts to that of {@code dst}
   */
  public static void assign(NDArray dst, NDArray src) {
    long[] shape = RawShape.of(dst);
    long[] from = RawShape.of(src);
    long[] strides = src.strides();
    int extra = 0;
    while (from.length - extra > shape.length && from[extra] == 1) {
      extra++;
    }
    if (extra > 0) {
      from = Arrays.copyOfRange(from, extra, from.length);
      strides = Arrays.copyOfRange(strides, extra, strides.length);
    }
    long[] spread = Shapes.broadcastStrides(from, strides, shape);
    if (spread == null) {
      throw new IllegalArgumentException(
          "could not broadcast input array from shape "
              + Shapes.compact(RawShape.of(src))
              + " into shape "
              + Shapes.compact(shape));
    }
    if (dst.size() == 0) {
      return;
    }
    if (overlaps(dst, src) && !isSameLayout(dst, src)) {
      assign(dst, src.copy());
      return;
    }
    MemorySegment to = dst.memory();
    MemorySegment source = src.memory();
    CastLoop cast = Casts.find(src.dtype(), dst.dtype());
    new StridedNest(shape, new long[] {dst.offset(), src.offset()}, dst.strides(), spread)
        .forEachTiledRun((at, step, n) -> cast.run(source, at[1], step[1], to, at[0], step[0], n));
  }

  /**
   * {@return whether two arrays lie element for element in the same place: what is read is only
   * ever overwritten by itself}
   *
   * @param a the one
   * @param b the other
   */
  public static boolean isSameLayout(NDArray a, NDArray b) {
    return a.memory().asSlice(a.offset(), 0).equals(b.memory().asSlice(b.offset(), 0))
        && a.itemSize() == b.itemSize()
        && Arrays.equals(RawShape.of(a), RawShape.of(b))
        && Arrays.equals(a.strides(), b.strides())
        && ((a.dtype().isNumeric() && b.dtype().isNumeric()) || a.dtype().equals(b.dtype()));
  }

  /**
   * {@return whether the stretches of memory in which two arrays lie have a byte in common}
   *
   * @param a the one
   * @param b the other
   */
  public static boolean overlaps(NDArray a, NDArray b) {
    if (a.memory().isNative() && b.memory().isNative()) {
      long startOfA = a.memory().address() + low(a);
      long startOfB = b.memory().address() + low(b);
      return a.size() > 0
          && b.size() > 0
          && startOfA < startOfB + length(b)
          && startOfB < startOfA + length(a);
    }
    return a.size() > 0
        && b.size() > 0
        && a.memory().isNative() == b.memory().isNative()
        && extent(a).asOverlappingSlice(extent(b)).isPresent();
  }

  private static MemorySegment extent(NDArray a) {
    return a.memory().asSlice(low(a), length(a));
  }

  /** The offset of the first byte of an array that has elements. */
  private static long low(NDArray a) {
    long low = a.offset();
    if (!a.isCContiguous()) {
      for (int i = 0; i < a.ndim(); i++) {
        low += Math.min((a.shape(i) - 1) * a.strides(i), 0);
      }
    }
    return low;
  }

  /** The number of bytes from the first to the last of an array that has elements. */
  private static long length(NDArray a) {
    if (a.isCContiguous()) {
      return a.nbytes();
    }
    long length = a.itemSize();
    for (int i = 0; i < a.ndim(); i++) {
      length += Math.abs((a.shape(i) - 1) * a.strides(i));
    }
    return length;
  }
}
