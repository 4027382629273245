package dev.ambi.bridge.exchange;

import java.util.Arrays;

/**
 * The memory that a tensor takes up.
 *
 * @param first how far the first element is from the lowest address, in bytes
 * @param bytes the size of all, 0 where there are no elements
 * @param shape the shape
 * @param strides the strides in bytes
 */
record Extent(long first, long bytes, long[] shape, long[] strides) {

  /**
   * @param item the size of an element in bytes
   * @param shape the shape as the producer wrote it
   * @param steps the strides in elements; null for a gapless row-major tensor
   */
  static Extent of(long item, long[] shape, long[] steps) {
    boolean empty = false;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] < 0) {
        throw new IllegalArgumentException("DLTensor: shape[%d] is %d".formatted(i, shape[i]));
      }
      empty |= shape[i] == 0;
    }
    try {
      long[] strides = new long[shape.length];
      long gapless = item;
      for (int i = shape.length - 1; i >= 0; i--) {
        strides[i] = steps == null || empty ? gapless : Math.multiplyExact(steps[i], item);
        gapless = Math.multiplyExact(gapless, Math.max(shape[i], 1));
      }
      long first = 0;
      long bytes = empty ? 0 : item;
      for (int i = 0; i < shape.length && !empty; i++) {
        long reach = Math.multiplyExact(shape[i] - 1, strides[i]);
        first = Math.addExact(first, Math.max(Math.negateExact(reach), 0));
        bytes = Math.addExact(bytes, Math.absExact(reach));
      }
      return new Extent(first, bytes, shape, strides);
    } catch (ArithmeticException e) {
      throw tooLarge(Arrays.toString(steps), shape, e);
    }
  }

  /** Refuses a first element from where the others would lie outside of the address space. */
  void check(long data) {
    if (bytes != 0 && (data < first || data - first + bytes < 0)) {
      throw tooLarge(Arrays.toString(strides) + " bytes", shape, null);
    }
  }

  private static IllegalArgumentException tooLarge(
      String strides, long[] shape, ArithmeticException cause) {
    return new IllegalArgumentException(
        "DLTensor: shape %s with strides %s leaves the address space"
            .formatted(Arrays.toString(shape), strides),
        cause);
  }
}
