package dev.ambi.core;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Function;

/**
 * A dtype that this engine does not have: what its elements mean is known to the implementation
 * alone, for instance to functions in C.
 *
 * <p>Casts and promotions are not asked of the dtype but registered in {@link CastTable} under its
 * {@link #family()}; copies of elements as they are need no entry. Two dtypes of one family that
 * are {@code equals} have the same elements.
 */
public non-sealed interface UserDType extends DType {

  @Override
  default TypeId id() {
    return TypeId.USER;
  }

  /** {@return what NumPy gives for {@code dtype.name}} */
  @Override
  String name();

  /** {@return {@code V}, unless the dtype says otherwise} */
  @Override
  default char kind() {
    return 'V';
  }

  /** {@return the machine's byte order, unless the dtype has others} */
  @Override
  default ByteOrder byteOrder() {
    return ByteOrder.nativeOrder();
  }

  /** {@return this dtype, unless it has other byte orders} */
  @Override
  default DType withByteOrder(ByteOrder order) {
    return this;
  }

  @Override
  default String repr() {
    return "dtype(" + name() + ")";
  }

  @Override
  int alignment();

  /**
   * {@return the key in {@link CastTable}, the same for all dtypes that differ in details alone}
   */
  @Override
  Object family();

  /** {@return how many characters its values may need as text} */
  default long textLength() {
    return 32;
  }

  /**
   * {@return an element as a Java object}
   *
   * @param memory the memory
   * @param at where the element is, aligned or not
   */
  Object getItem(MemorySegment memory, long at);

  /**
   * Writes an element.
   *
   * @param memory the memory
   * @param at where the element goes, aligned or not
   * @param value its value
   * @throws IllegalArgumentException if the dtype has no such value
   */
  void setItem(MemorySegment memory, long at, Object value);

  /**
   * {@return the order of two elements: negative, zero or positive}
   *
   * @param a the memory of one
   * @param aAt where it is
   * @param b the memory of the other
   * @param bAt where it is
   * @throws IllegalArgumentException if the dtype has no order
   */
  int compare(MemorySegment a, long aAt, MemorySegment b, long bAt);

  /**
   * {@return whether an element is true}
   *
   * @param memory the memory
   * @param at where the element is
   */
  boolean nonzero(MemorySegment memory, long at);

  /**
   * {@return the loop that copies elements of this dtype, or turns them into the other byte order}
   *
   * @param swap whether the byte order changes
   */
  CastLoop copySwap(boolean swap);

  /**
   * {@return the text of an element, within an array or alone}
   *
   * @param value what {@link #getItem} gave
   */
  default String format(Object value) {
    return String.valueOf(value);
  }

  /**
   * {@return how elements that are shown together are written, so that they align; each by itself
   * where the dtype says nothing else}
   *
   * @param shown the elements that will be written, as {@link #getItem} gives them
   * @param options the options
   */
  default Function<Object, String> formatter(List<Object> shown, PrintOptions options) {
    return this::format;
  }
}
