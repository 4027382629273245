package dev.ambi.bridge.exchange;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Set;

/**
 * What an {@code ArrowArray} says, read and checked.
 *
 * @param name for messages
 * @param form how the elements lie in memory
 * @param dtype the type of the elements
 * @param shape the shape
 * @param data the address of the buffer
 * @param first the element of the buffer that is the first of the array
 * @param levels where there are nulls
 */
record ArrowColumn(
    String name, Form form, DType dtype, long[] shape, long data, long first, List<Level> levels) {

  /** How elements lie in memory. */
  enum Form {
    AS_IN_ARRAYS,
    BITS,
    DAYS
  }

  /**
   * Rows some of which are null.
   *
   * @param validity the address of the bitmap
   * @param first the bit of the first row
   * @param rows how many rows there are
   */
  record Level(long validity, long first, long rows) {}

  private static final short NAN_16 = 0x7e00;

  private long size() {
    long size = 1;
    for (long length : shape) {
      size *= length;
    }
    return size;
  }

  /** {@return whether the elements are to be copied} */
  boolean isCopied(boolean masked) {
    return form != Form.AS_IN_ARRAYS || !masked && !levels.isEmpty();
  }

  /** Refuses what the caller has not allowed. */
  void check(Set<ArrowAllow> allowed, boolean masked) {
    if (form != Form.AS_IN_ARRAYS && !allowed.contains(ArrowAllow.COPY)) {
      throw new IllegalArgumentException(
          name
              + (form == Form.BITS
                  ? ": Arrow's bools are eight to a byte"
                  : ": Arrow's days are 32 bits, those of datetime64[D] 64")
              + "; ArrowAllow.COPY lets them be copied");
    }
    if (levels.isEmpty() || masked) {
      return;
    }
    if (!ArrowLeaf.hasNull(dtype)) {
      throw new IllegalArgumentException(
          "%s: some elements are null, which %s cannot say; import them masked"
              .formatted(name, dtype.repr()));
    }
    if (!allowed.contains(ArrowAllow.FILL_NULLS)) {
      throw new IllegalArgumentException(
          name
              + ": some elements are null; ArrowAllow.FILL_NULLS makes them "
              + (dtype.id().isFloat() ? "NaN" : "NaT")
              + " in a copy, or import them masked");
    }
  }

  /**
   * {@return the elements}
   *
   * @param memory of the producer
   * @param arena for copies; null for the collector's memory
   */
  NDArray values(Borrowed memory, Arena arena, boolean masked) {
    if (form != Form.AS_IN_ARRAYS) {
      NDArray copy = empty(arena, dtype);
      if (form == Form.BITS) {
        Bits.each(true, data, first, size(), i -> at(copy).set(JAVA_BYTE, i, (byte) 1));
      } else {
        days(at(copy));
      }
      return masked ? copy : filled(copy);
    }
    long item = dtype.itemSize();
    MemorySegment elements = memory.memory(data + first * item, size() * item);
    NDArray shared = NDArray.of(elements, dtype, shape).readOnly();
    if (!isCopied(masked)) {
      return shared;
    }
    return filled(arena == null ? shared.copy() : shared.copy(arena, Order.C));
  }

  private void days(MemorySegment out) {
    long n = size();
    for (long i = 0; i < n; i++) {
      out.set(
          JAVA_LONG_UNALIGNED, i * Long.BYTES, Memory.getInt(data + (first + i) * Integer.BYTES));
    }
  }

  /** {@return true where an element is null} */
  NDArray mask(Arena arena) {
    NDArray mask = empty(arena, DType.BOOL);
    MemorySegment bytes = at(mask);
    for (Level level : levels) {
      long each = level.rows() == 0 ? 0 : size() / level.rows();
      Bits.each(
          false,
          level.validity(),
          level.first(),
          level.rows(),
          i -> bytes.asSlice(i * each, each).fill((byte) 1));
    }
    return mask;
  }

  /** {@return the array, whose null elements are now NaN or NaT} */
  private NDArray filled(NDArray copy) {
    if (levels.isEmpty()) {
      return copy;
    }
    MemorySegment elements = at(copy);
    MemorySegment nulls = at(mask(null));
    long n = size();
    for (long i = 0; i < n; i++) {
      if (nulls.get(JAVA_BYTE, i) != 0) {
        switch (dtype.id()) {
          case FLOAT16 -> elements.set(ValueLayout.JAVA_SHORT_UNALIGNED, i * Short.BYTES, NAN_16);
          case FLOAT32 ->
              elements.set(ValueLayout.JAVA_FLOAT_UNALIGNED, i * Float.BYTES, Float.NaN);
          case FLOAT64 ->
              elements.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, i * Double.BYTES, Double.NaN);
          default -> elements.set(JAVA_LONG_UNALIGNED, i * Long.BYTES, Long.MIN_VALUE);
        }
      }
    }
    return copy;
  }

  private NDArray empty(Arena arena, DType type) {
    return arena == null ? NDArray.zeros(type, shape) : NDArray.zeros(arena, type, Order.C, shape);
  }

  private static MemorySegment at(NDArray array) {
    return array.memory().asSlice(array.offset(), array.nbytes());
  }
}
