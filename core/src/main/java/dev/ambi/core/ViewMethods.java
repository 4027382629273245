package dev.ambi.core;

import dev.ambi.core.internal.Reinterpret;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.View;

/**
 * Other looks at the elements of an array, and arrays laid out like it. Part of {@link NDArray}.
 */
public sealed interface ViewMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  /**
   * {@return a view that takes the same bytes for elements of another type}
   *
   * @param type the type; where its size differs, the last axis has to be gapless and changes its
   *     length
   */
  default NDArray view(DType type) {
    NDArray a = self();
    if (type instanceof SubArrayDType) {
      if (type.itemSize() != a.dtype.itemSize()) {
        throw new IllegalArgumentException(
            "Changing the dtype to a subarray type is only supported if the total itemsize is"
                + " unchanged");
      }
      return NDArray.of(a.memory, a.offset, type, a.shape, a.strides, a.writable);
    }
    return a.show(
        type, Reinterpret.as(type, a.dtype.itemSize(), new View(a.offset, a.shape, a.strides)));
  }

  /** {@return a view that cannot be written to; this array if it is one} */
  default NDArray readOnly() {
    NDArray a = self();
    return a.writable ? a.show(a.offset, a.shape, a.strides, false) : a;
  }

  /**
   * {@return a new array of this one's shape, in memory in the same order, whose elements are to be
   * overwritten: they may be anything}
   *
   * @param type the type of the elements
   */
  default NDArray emptyLike(DType type) {
    NDArray a = self();
    long item = type.itemSize();
    long[] like =
        a.contiguous ? Shapes.strides(a.shape, item) : Shapes.stridesLike(a.shape, a.strides, item);
    return NDArray.allocate(type, a.shape, like, !type.isNumeric());
  }
}
