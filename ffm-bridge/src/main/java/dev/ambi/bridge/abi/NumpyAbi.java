package dev.ambi.bridge.abi;

import dev.ambi.core.DType;

/**
 * One of NumPy's binary interfaces: how its structs look, and which function is in which slot. The
 * bridge implements the current one (NumPy 2.x); others are found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>One instance serves the whole process. All methods are called with the interpreter lock held
 * and are safe to call again.
 */
public interface NumpyAbi {
  /**
   * The number by which libambi's trampolines tell the ABIs apart: 1 for NumPy 1.x, 2 for NumPy
   * 2.x.
   */
  int tag();

  /** In words, for messages: {@code "NumPy 1.x"}. */
  String displayName();

  /** What {@code PyArray_GetNDArrayCVersion} gives: 0x01000009 or 0x02000000. */
  int abiVersion();

  /** {@code NPY_MAXDIMS}: arrays of more dimensions cannot be shown to this ABI's binaries. */
  int maxDims();

  /** Address of the {@code _ARRAY_API} table: pointers, none NULL. */
  long arrayTable();

  /** Address of the {@code _UFUNC_API} table: pointers, none NULL. */
  long ufuncTable();

  /** Address of the type object of arrays shown to this ABI's binaries. */
  long arrayType();

  /** Address of the type object (or its base) of descriptors shown to this ABI's binaries. */
  long descrType();

  /** How descriptors lie in memory. */
  DescrCodec descrs();

  /** Reading and making {@code PyArray_Descr} structs of this ABI's shape. */
  interface DescrCodec {
    /**
     * A descriptor for {@code dtype}: a borrowed reference to an object that lives as long as the
     * process. Equal dtypes give the same address.
     *
     * @throws IllegalArgumentException when this ABI cannot say the dtype; names the field and the
     *     value
     */
    long descrFor(DType dtype);

    /** The dtype that the struct at {@code descr} says. */
    DType dtypeOf(long descr);

    /** {@code type_num}. */
    int typeNum(long descr);

    /** {@code elsize}. */
    long elsize(long descr);

    /**
     * A new reference to a descriptor that the caller may change, equal to {@code descr}
     * (PyArray_DescrNew).
     */
    long copy(long descr);
  }
}
