package dev.ambi.bridge.exchange;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The elements of an array as Arrow wants them: one after the other in row-major order.
 *
 * @param format Arrow's format
 * @param shape the shape, of at least one dimension
 * @param data the elements
 * @param validity a bit for each element, 0 for null; null where there are no nulls
 * @param nulls how many nulls there are
 */
record ArrowLeaf(
    String format, long[] shape, MemorySegment data, MemorySegment validity, long nulls) {

  static ArrowLeaf of(NDArray array, ExportMode mode) {
    if (array.ndim() == 0) {
      throw new IllegalArgumentException(
          "Arrow has no array of no dimensions: export array.reshape(1)");
    }
    boolean bits = array.dtype().id() == TypeId.BOOL;
    boolean days = ArrowFormats.isDays(array.dtype());
    if ((bits || days) && mode != ExportMode.COPY) {
      throw new IllegalArgumentException(
          bits
              ? "Arrow has eight bools to a byte: export them with ExportMode.COPY"
              : "Arrow has days in 32 bits: export them with ExportMode.COPY, or cast them to a"
                  + " unit of s, ms, us or ns");
    }
    String format =
        bits
            ? ArrowFormats.BOOL
            : days ? ArrowFormats.DATE32 : ArrowFormats.format(array.dtype().toNative());
    NDArray lent = Lendable.of(array, mode).array();
    if (!lent.isCContiguous()) {
      throw new IllegalArgumentException(
          "Arrow's elements lie one after the other, and those of an array of shape %s have other"
                  .formatted(lent.shape())
              + " strides: export it with ExportMode.COPY");
    }
    MemorySegment data = lent.memory().asSlice(lent.offset(), lent.nbytes());
    MemorySegment validity = lent.dtype().id().isTemporal() ? validity(data) : null;
    long nulls = validity == null ? 0 : Bits.zeros(validity.address(), 0, lent.size());
    return new ArrowLeaf(
        format,
        lent.shape().toArray(),
        bits ? packed(data) : days ? days(data) : data,
        validity,
        nulls);
  }

  /** NaT is an ordinary number to Arrow: it has nulls for it. */
  private static MemorySegment validity(MemorySegment data) {
    long n = data.byteSize() / Long.BYTES;
    MemorySegment valid = null;
    for (long i = 0; i < n; i++) {
      if (data.get(JAVA_LONG, i * Long.BYTES) == Long.MIN_VALUE) {
        if (valid == null) {
          valid = Arena.ofAuto().allocate(Bits.bytes(n), Long.BYTES).fill((byte) -1);
        }
        Bits.clear(valid, i);
      }
    }
    return valid;
  }

  private static MemorySegment packed(MemorySegment bools) {
    MemorySegment packed =
        Arena.ofAuto().allocate(Math.max(1, Bits.bytes(bools.byteSize())), Long.BYTES);
    for (long i = 0; i < bools.byteSize(); i++) {
      if (bools.get(JAVA_BYTE, i) != 0) {
        Bits.set(packed, i);
      }
    }
    return packed;
  }

  private static MemorySegment days(MemorySegment data) {
    long n = data.byteSize() / Long.BYTES;
    MemorySegment days = Arena.ofAuto().allocate(Math.max(1, n * Integer.BYTES), Long.BYTES);
    for (long i = 0; i < n; i++) {
      long day = data.get(JAVA_LONG, i * Long.BYTES);
      boolean nat = day == Long.MIN_VALUE;
      if (!nat && day != (int) day) {
        throw new IllegalArgumentException(
            "Arrow has days in 32 bits, and element %d is day %d since 1970: cast to a unit of s"
                .formatted(i, day));
      }
      days.set(JAVA_INT, i * Integer.BYTES, nat ? 0 : (int) day);
    }
    return days;
  }

  /** {@return how many rows there are} */
  long length() {
    return shape[0];
  }

  /** {@return the format of what is below the first {@code axis} axes} */
  String format(int axis) {
    return axis == shape.length - 1 ? format : ArrowFormats.FIXED_LIST + shape[axis + 1];
  }

  /** {@return whether an element of this dtype can stand for a null} */
  static boolean hasNull(DType dtype) {
    return dtype.id().isFloat() || dtype.id().isTemporal();
  }
}
