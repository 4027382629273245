package dev.ambi.bridge.exchange;

import dev.ambi.bridge.nativelib.LibAmbi;

/**
 * The two structs that own a {@code DLTensor}, by the offsets of {@code dlpack.h}.
 *
 * @param name as C has it
 * @param bytes its size
 * @param context where {@code manager_ctx} is
 * @param deleter where {@code deleter} is
 * @param flags where the flags are; -1 for none
 * @param tensor where {@code dl_tensor} is
 * @param ourDeleter the address of libambi's deleter
 */
record DlpackStruct(
    String name, int bytes, int context, int deleter, int flags, int tensor, long ourDeleter) {

  static final DlpackStruct PLAIN =
      new DlpackStruct(
          "DLManagedTensor", 64, 48, 56, -1, 0, LibAmbi.address("ambi_loan_delete_tensor"));

  static final DlpackStruct VERSIONED =
      new DlpackStruct(
          "DLManagedTensorVersioned",
          80,
          8,
          16,
          24,
          32,
          LibAmbi.address("ambi_loan_delete_versioned"));

  /** The version that VERSIONED is of, both as read and as written. */
  static final int MAJOR = 1;

  static final int READ_ONLY = 1;
  static final int IS_COPIED = 2;

  /** {@code kDLCPU}. */
  static final int CPU = 1;

  // Of DLTensor.
  static final int DATA = 0;
  static final int DEVICE_TYPE = 8;
  static final int NDIM = 16;
  static final int DTYPE = 20;
  static final int SHAPE = 24;
  static final int STRIDES = 32;
  static final int BYTE_OFFSET = 40;

  boolean isVersioned() {
    return flags >= 0;
  }
}
