package dev.ambi.core.internal.index;

import dev.ambi.core.NDArray;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.StridedNest;
import dev.ambi.core.internal.Transfer;
import dev.ambi.core.internal.loop.Specializer;
import dev.ambi.core.internal.loop.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** Reads and writes the elements for which a mask of the array's own shape is true. */
final class MaskTransfer {

  private static final MaskLoop[] LOOPS = new MaskLoop[5];

  static {
    for (int i = 0; i < LOOPS.length; i++) {
      MaskLoop scalar =
          Specializer.specialize(
              MethodHandles.lookup(), ScalarMaskLoop.class, MaskLoop.class, new ItemSize(1 << i));
      LOOPS[i] = Vectors.AVAILABLE ? VectorMaskLoops.of(1 << i, scalar) : scalar;
    }
  }

  private MaskTransfer() {}

  private static MaskLoop loop(NDArray a) {
    return LOOPS[Long.numberOfTrailingZeros(a.itemSize())];
  }

  /**
   * {@return a new array of one dimension with the elements for which the mask is true}
   *
   * @param a an array whose items {@link Items} moves
   * @param mask an array of bool of the same shape
   */
  static NDArray read(NDArray a, NDArray mask) {
    NDArray result = NDArray.empty(a.dtype(), Masks.count(mask));
    MaskLoop loop = loop(a);
    MemorySegment m = mask.memory();
    MemorySegment from = a.memory();
    MemorySegment to = result.memory();
    long end = result.offset() + result.nbytes();
    long[] k = {result.offset()};
    StridedNest.rowMajor(
            RawShape.of(a), new long[] {mask.offset(), a.offset()}, mask.strides(), a.strides())
        .forEachRun((at, step, n) ->
            k[0] = loop.pack(m, at[0], step[0], from, at[1], step[1], to, k[0], end, n));
    return result;
  }

  /**
   * Refuses a value of another length than the mask asks for.
   *
   * @param mask an array of bool
   * @param value what is to be written
   * @return how many elements of the mask are true
   */
  static long check(NDArray mask, NDArray value) {
    if (value.ndim() > 1) {
      throw new IllegalArgumentException(
          "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has "
              + value.ndim()
              + " dimensions");
    }
    long count = Masks.count(mask);
    if (value.size() != 1 && value.size() != count) {
      throw new IllegalArgumentException(
          "NumPy boolean array indexing assignment cannot assign "
              + value.size()
              + " input values to the "
              + count
              + " output values where the mask is true");
    }
    return count;
  }

  /**
   * Writes to where the mask is true.
   *
   * @param a an array whose items {@link Items} moves; writable
   * @param mask an array of bool of the same shape
   * @param count how many elements of the mask are true
   * @param value one element, or {@code count} of them, of the same dtype and apart from {@code a}
   */
  static void write(NDArray a, NDArray mask, long count, NDArray value) {
    if (count == 0) {
      return;
    }
    NDArray where = Transfer.overlaps(a, mask) ? mask.copy() : mask;
    MaskLoop loop = loop(a);
    MemorySegment m = where.memory();
    MemorySegment from = value.memory();
    MemorySegment to = a.memory();
    long fromStep = value.size() == 1 ? 0 : value.strides(0);
    long[] k = {value.offset()};
    StridedNest.rowMajor(
            RawShape.of(a), new long[] {where.offset(), a.offset()}, where.strides(), a.strides())
        .forEachRun((at, step, n) ->
            k[0] = loop.unpack(m, at[0], step[0], from, k[0], fromStep, to, at[1], step[1], n));
  }
}
