package dev.ambi.core.internal.index;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Shapes;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Moves what a {@link FancyIndex} selects between an array and another of the shape of the
 * selection, of the same dtype.
 *
 * <p>The axes that no array indexes are made part of the item as far as they lie together in both;
 * the next one becomes a run if it is long; the rest is walked for each block of offsets.
 */
final class FancyTransfer {

  /** From this length on it is better to copy runs than to make one axis more a loop outside. */
  private static final long RUN = 8;

  private final FancyIndex index;
  private final MemorySegment scattered;
  private final MemorySegment even;
  private final long evenOffset;
  private final long evenStep;
  private final ItemMover mover;
  // What is left of the axes that no array indexes.
  private final int ndim;
  private final long[] shape;
  private final long[] scatteredStrides;
  private final long[] evenStrides;

  /**
   * Prepares.
   *
   * @param a the array that is indexed
   * @param index what is selected
   * @param other an array of the selection's shape; its axes that stand for the index arrays are
   *     evenly spaced as one
   * @param otherStrides its strides
   */
  private FancyTransfer(NDArray a, FancyIndex index, NDArray other, long[] otherStrides) {
    this.index = index;
    scattered = a.memory();
    even = other.memory();
    evenOffset = other.offset();
    int before = index.at();
    int arrayAxes = index.broadcast().length;
    evenStep =
        step(index.broadcast(), Arrays.copyOfRange(otherStrides, before, before + arrayAxes));
    int n = index.restShape().length;
    shape = new long[n];
    scatteredStrides = new long[n];
    evenStrides = new long[n];
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (index.restShape()[i] != 1) {
        shape[kept] = index.restShape()[i];
        scatteredStrides[kept] = index.restStrides()[i];
        evenStrides[kept++] = otherStrides[i < before ? i : i + arrayAxes];
      }
    }
    long item = a.itemSize();
    while (kept > 0 && scatteredStrides[kept - 1] == item && evenStrides[kept - 1] == item) {
      item *= shape[--kept];
    }
    if (item == a.itemSize() && kept > 0 && shape[kept - 1] >= RUN) {
      kept--;
      DType d = a.dtype();
      mover =
          new RunMover(Casts.find(d, d), scatteredStrides[kept], evenStrides[kept], shape[kept]);
    } else {
      mover = Movers.of(item);
    }
    ndim = kept;
  }

  /** The one stride of several axes. */
  private static long step(long[] shape, long[] strides) {
    long size = Shapes.size(shape);
    return size <= 1 ? 0 : Shapes.reshapeStrides(shape, strides, new long[] {size}, 1)[0];
  }

  /**
   * Copies what is selected.
   *
   * @param a the array
   * @param index what is selected
   * @param result a gapless array of the selection's shape and of the same dtype
   * @throws IndexOutOfBoundsException if a position is not on its axis
   */
  static void read(NDArray a, FancyIndex index, NDArray result) {
    if (result.size() == 0) {
      index.check();
    } else {
      new FancyTransfer(a, index, result, result.strides()).run(true);
    }
  }

  /**
   * Writes what is selected, which is not nothing; all positions have been checked.
   *
   * @param a the array
   * @param index what is selected
   * @param value an array of the same dtype that broadcasts to the selection's shape, and does not
   *     overlap {@code a}
   * @param strides its strides, broadcast
   */
  static void write(NDArray a, FancyIndex index, NDArray value, long[] strides) {
    new FancyTransfer(a, index, value, strides).run(false);
  }

  /**
   * {@return whether the axes that stand for the index arrays are evenly spaced as one}
   *
   * @param index what is selected
   * @param strides the strides of an array of the selection's shape
   */
  static boolean isEven(FancyIndex index, long[] strides) {
    long[] shape = index.broadcast();
    long size = Shapes.size(shape);
    long[] s = Arrays.copyOfRange(strides, index.at(), index.at() + shape.length);
    return size <= 1 || Shapes.reshapeStrides(shape, s, new long[] {size}, 1) != null;
  }

  private void run(boolean read) {
    Offsets offsets = new Offsets(index.arrays(), index.broadcast());
    long at = evenOffset;
    for (int n = offsets.fill(); n > 0; n = offsets.fill()) {
      walk(0, offsets.block(), n, index.base(), at, read);
      at += n * evenStep;
    }
  }

  private void walk(int axis, long[] offsets, int n, long base, long at, boolean read) {
    if (axis < ndim) {
      for (long i = 0; i < shape[axis]; i++) {
        walk(
            axis + 1,
            offsets,
            n,
            base + i * scatteredStrides[axis],
            at + i * evenStrides[axis],
            read);
      }
    } else if (read) {
      mover.gather(scattered, base, offsets, n, even, at, evenStep);
    } else {
      mover.scatter(even, at, evenStep, scattered, base, offsets, n);
    }
  }
}
