package dev.ambi.core.internal.sort;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongUnaryOperator;

/** Copies elements in an order. */
public final class Gather {

  /** From this size in bytes on a bulk copy is faster than word by word. */
  private static final long LARGE = 64;

  private Gather() {}

  /**
   * {@return some elements of an array of one dimension, a copy}
   *
   * @param a the array
   * @param order the position of each
   * @param n how many
   */
  public static NDArray take(NDArray a, LongUnaryOperator order, long n) {
    NDArray result = NDArray.empty(a.dtype(), n);
    Place from = new Place(a.memory(), a.offset(), a.strides(0));
    Place to = new Place(result.memory(), result.offset(), result.strides(0));
    run(from, order, to, n, a.itemSize());
    return result;
  }

  /**
   * {@return the elements of an array of one dimension at which a mask is true, a copy}
   *
   * @param a the array
   * @param mask a bool array of the same size, gapless
   */
  public static NDArray where(NDArray a, NDArray mask) {
    NDArray positions = NDArray.empty(DType.INT64, a.size());
    long n = 0;
    for (long i = 0; i < a.size(); i++) {
      if (mask.memory().get(JAVA_BYTE, mask.offset() + i) != 0) {
        positions.memory().setAtIndex(JAVA_LONG, n++, i);
      }
    }
    return take(a, i -> positions.memory().getAtIndex(JAVA_LONG, i), n);
  }

  /**
   * Copies elements.
   *
   * @param from where from
   * @param order the position of each
   * @param to where to: the same place or one that shares nothing with it
   * @param n how many
   * @param size the size of an element in bytes
   */
  static void run(Place from, LongUnaryOperator order, Place to, long n, long size) {
    if (from.equals(to)) {
      try (Arena arena = Arena.ofConfined()) {
        Place copy = new Place(arena.allocate(n * size, Long.BYTES), 0, size);
        run(from, order, copy, n, size);
        run(copy, LongUnaryOperator.identity(), to, n, size);
      }
    } else if (size % Long.BYTES == 0 && size <= LARGE) {
      for (long i = 0; i < n; i++) {
        long source = from.at(order.applyAsLong(i));
        long target = to.at(i);
        for (long at = 0; at < size; at += Long.BYTES) {
          long v = from.memory().get(JAVA_LONG_UNALIGNED, source + at);
          to.memory().set(JAVA_LONG_UNALIGNED, target + at, v);
        }
      }
    } else {
      for (long i = 0; i < n; i++) {
        long source = from.at(order.applyAsLong(i));
        MemorySegment.copy(from.memory(), source, to.memory(), to.at(i), size);
      }
    }
  }
}
