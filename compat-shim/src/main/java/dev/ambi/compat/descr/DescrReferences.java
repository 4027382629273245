package dev.ambi.compat.descr;

import dev.ambi.bridge.abi.DescrFieldException;

/**
 * What becomes of the addresses in a descriptor when it gets another shape. The translator knows
 * the struct; what it refers to belongs to a Python runtime, which this interface speaks for.
 *
 * <p>The methods get the address in the source, never 0, and give that for the target. Whether they
 * count references, and what makes and frees the memory, is the implementation's affair; the
 * translator calls each method at most once for a descriptor, and only where there is something to
 * translate. One of them that fails leaves the target as it was, and {@link #drop} is told what the
 * others had given by then.
 */
public interface DescrReferences {
  /**
   * {@code typeobj}, {@code names} or {@code metadata}: objects that both ABIs share.
   *
   * @param object its address
   * @return the address for the target: the same, unless references are counted by copying
   */
  default long shared(long object) {
    return object;
  }

  /**
   * {@code fields}, a dict of descriptors of the source's ABI.
   *
   * @param fields address of the dict
   * @return that of one with descriptors of the target's ABI
   * @throws DescrFieldException where a field cannot be said
   */
  long fields(long fields);

  /**
   * {@code subarray}, a {@code PyArray_ArrayDescr} with a descriptor of the source's ABI.
   *
   * @param subarray address of the struct
   * @return that of one with a descriptor of the target's ABI
   * @throws DescrFieldException where the base cannot be said
   */
  long subarray(long subarray);

  /**
   * {@code c_metadata}, whose owner is the descriptor: a clone, where both are to live.
   *
   * @param auxData address of the NpyAuxData
   * @return that of the target's
   */
  default long auxData(long auxData) {
    return auxData;
  }

  /**
   * {@code f} of a target that has one, of a source that has not: 2.x keeps the functions in the
   * dtype's class.
   *
   * @param typeNum {@code type_num}
   * @return address of the PyArray_ArrFuncs, not 0
   * @throws DescrFieldException where they are not known
   */
  long functions(int typeNum);

  /**
   * Takes back what was made for a target, since another part of it cannot be.
   *
   * @param fields what {@link #fields} gave, or {@link #shared} for a descriptor whose fields both
   *     ABIs share; 0 for nothing
   * @param subarray what {@link #subarray} gave; 0 for nothing
   */
  default void drop(long fields, long subarray) {}

  /**
   * For descriptors without fields and subarray, whose target needs no functions.
   *
   * @return references that refuse to translate those
   */
  static DescrReferences none() {
    return NoReferences.INSTANCE;
  }
}
