package dev.ambi.bridge.numpy;

import dev.ambi.bridge.layout.NumPy2._PyArray_LegacyDescr;

/**
 * Where the fields of a {@code PyArray_Descr} lie that NumPy 2.0 moved; the others (kind, type,
 * byteorder, type_num) have one place in all versions. Offsets in bytes; -1 for a field that the
 * ABI has not.
 *
 * @param name whose shape it is, in words
 * @param maxDims {@code NPY_MAXDIMS}, which bounds the shape of a subarray
 * @param size of the struct
 * @param elsize of {@code elsize}
 * @param wide whether {@code elsize} and {@code alignment} have 64 bits, not 32
 * @param alignment of {@code alignment}
 * @param flags of {@code flags}
 * @param wideFlags whether {@code flags} has 64 bits, not 8
 * @param subarray of {@code subarray}
 * @param fields of {@code fields}
 * @param names of {@code names}
 * @param functions of {@code f}, the PyArray_ArrFuncs
 * @param metadata of {@code metadata}
 * @param cMetadata of {@code c_metadata}
 * @param hash of {@code hash}
 */
public record DescrLayout(
    String name,
    int maxDims,
    long size,
    long elsize,
    boolean wide,
    long alignment,
    long flags,
    boolean wideFlags,
    long subarray,
    long fields,
    long names,
    long functions,
    long metadata,
    long cMetadata,
    long hash) {
  /** NumPy 2.x, for the dtypes that 1.x had too: {@code _PyArray_LegacyDescr}. */
  public static final DescrLayout CURRENT =
      new DescrLayout(
          "NumPy 2.x",
          64,
          _PyArray_LegacyDescr.SIZEOF,
          _PyArray_LegacyDescr.ELSIZE,
          true,
          _PyArray_LegacyDescr.ALIGNMENT,
          _PyArray_LegacyDescr.FLAGS,
          true,
          _PyArray_LegacyDescr.SUBARRAY,
          _PyArray_LegacyDescr.FIELDS,
          _PyArray_LegacyDescr.NAMES,
          -1,
          _PyArray_LegacyDescr.METADATA,
          _PyArray_LegacyDescr.C_METADATA,
          _PyArray_LegacyDescr.HASH);

  /** {@code typeobj}: the scalar type. */
  public static final long TYPEOBJ = _PyArray_LegacyDescr.TYPEOBJ;

  /** {@code kind}. */
  public static final long KIND = _PyArray_LegacyDescr.KIND;

  /** {@code type}: the one-letter code. */
  public static final long TYPE = _PyArray_LegacyDescr.TYPE;

  /** {@code byteorder}: {@code = < > |}. */
  public static final long BYTEORDER = _PyArray_LegacyDescr.BYTEORDER;

  /** {@code type_num}. */
  public static final long TYPE_NUM = _PyArray_LegacyDescr.TYPE_NUM;
}
