package dev.ambi.bridge.abi;

import java.util.List;
import java.util.Optional;

/**
 * What a {@code PyArray_Descr} says, without the addresses by which it says it: the same for all
 * shapes that C has had for it. Two descriptors that say the same, say, one of each ABI, have equal
 * values.
 *
 * <p>Left out is what a program cannot see a difference by ({@code hash}, a cache) and what has no
 * value apart from its address ({@code typeobj}, {@code f}, {@code metadata}).
 *
 * @param typeNum {@code type_num}
 * @param kind as {@code 'f'}
 * @param type the one-letter code
 * @param byteorder {@code '='}, {@code '<'}, {@code '>'} or {@code '|'}
 * @param flags NPY_ITEM_REFCOUNT and so on; as an unsigned number
 * @param elsize in bytes
 * @param alignment in bytes
 * @param subarray of what each element is an array, if it is one
 * @param fields in the order of {@code names}; none where the elements have no fields
 * @param unit of a time
 */
public record DescrValue(
    int typeNum,
    char kind,
    char type,
    char byteorder,
    long flags,
    long elsize,
    long alignment,
    Optional<SubArray> subarray,
    List<Field> fields,
    Optional<TimeUnit> unit) {

  /** A value; its list is copied. */
  public DescrValue {
    fields = List.copyOf(fields);
  }

  /**
   * {@code PyArray_ArrayDescr}.
   *
   * @param base of the array's elements
   * @param shape of the array
   */
  public record SubArray(DescrValue base, List<Long> shape) {
    /** A value; its list is copied. */
    public SubArray {
      shape = List.copyOf(shape);
    }
  }

  /**
   * A field of a structured dtype.
   *
   * @param name one of {@code names}
   * @param type of what is in it
   * @param offset from the start of the element, in bytes
   * @param title a second name, if it has one; the {@code repr} of a title that is no text
   */
  public record Field(String name, DescrValue type, long offset, Optional<String> title) {}

  /**
   * {@code PyArray_DatetimeMetaData}.
   *
   * @param base NPY_DATETIMEUNIT
   * @param num how many of that
   */
  public record TimeUnit(int base, int num) {}
}
