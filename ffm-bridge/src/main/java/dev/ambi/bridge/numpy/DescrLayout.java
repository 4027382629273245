package dev.ambi.bridge.numpy;

/**
 * Where the fields of a {@code PyArray_Descr} lie that NumPy 2.0 moved; the others (kind, type,
 * byteorder, type_num) have one place in all versions. Offsets in bytes; -1 for a field that the
 * ABI has not.
 *
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
    int size,
    int elsize,
    boolean wide,
    int alignment,
    int flags,
    boolean wideFlags,
    int subarray,
    int fields,
    int names,
    int functions,
    int metadata,
    int cMetadata,
    int hash) {
  /** NumPy 2.x, for the dtypes that 1.x had too: {@code _PyArray_LegacyDescr}. */
  static final DescrLayout CURRENT =
      new DescrLayout(120, 40, true, 48, 32, true, 88, 96, 104, -1, 56, 112, 64);

  /** {@code typeobj}: the scalar type. */
  static final int TYPEOBJ = 16;

  /** {@code kind}. */
  static final int KIND = 24;

  /** {@code type}: the one-letter code. */
  static final int TYPE = 25;

  /** {@code byteorder}: {@code = < > |}. */
  static final int BYTEORDER = 26;

  /** {@code type_num}. */
  static final int TYPE_NUM = 28;
}
