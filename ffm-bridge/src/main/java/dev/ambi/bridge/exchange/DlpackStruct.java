package dev.ambi.bridge.exchange;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.view.DlTensor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;

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
    String name, long bytes, long context, long deleter, long flags, long tensor, long ourDeleter) {

  private static final String TENSOR = "dl_tensor";
  private static final String CONTEXT = "manager_ctx";
  private static final String DELETER = "deleter";
  private static final String FLAGS = "flags";

  static final DlpackStruct PLAIN =
      of(
          MemoryLayout.structLayout(
                  DlTensor.LAYOUT.withName(TENSOR),
                  JAVA_LONG.withName(CONTEXT),
                  JAVA_LONG.withName(DELETER))
              .withName("DLManagedTensor"),
          false,
          "ambi_loan_delete_tensor");

  static final DlpackStruct VERSIONED =
      of(
          MemoryLayout.structLayout(
                  JAVA_INT.withName("major"),
                  JAVA_INT.withName("minor"),
                  JAVA_LONG.withName(CONTEXT),
                  JAVA_LONG.withName(DELETER),
                  JAVA_LONG.withName(FLAGS),
                  DlTensor.LAYOUT.withName(TENSOR))
              .withName("DLManagedTensorVersioned"),
          true,
          "ambi_loan_delete_versioned");

  /** The version that VERSIONED is of, both as read and as written. */
  static final int MAJOR = 1;

  static final int READ_ONLY = 1;
  static final int IS_COPIED = 2;

  private static DlpackStruct of(StructLayout layout, boolean hasFlags, String deleter) {
    return new DlpackStruct(
        layout.name().orElseThrow(),
        layout.byteSize(),
        Memory.offset(layout, CONTEXT),
        Memory.offset(layout, DELETER),
        hasFlags ? Memory.offset(layout, FLAGS) : -1,
        Memory.offset(layout, TENSOR),
        LibAmbi.address(deleter));
  }

  boolean isVersioned() {
    return flags >= 0;
  }
}
