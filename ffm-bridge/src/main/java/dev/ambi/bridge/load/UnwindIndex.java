package dev.ambi.bridge.load;

import java.util.Arrays;
import java.util.Optional;

/**
 * The index of {@code .eh_frame} (the Linux Standard Base calls it {@code .eh_frame_hdr}): a sorted
 * table of where functions begin, which is in every library whose stack can be unwound.
 */
final class UnwindIndex {
  private static final int VERSION = 1;

  /**
   * {@code DW_EH_PE_udata4}, and {@code DW_EH_PE_datarel | DW_EH_PE_sdata4}: what linkers write.
   */
  private static final int COUNT_ENCODING = 0x03;

  private static final int TABLE_ENCODING = 0x3b;
  private static final int ENTRY_SIZE = 8;

  private UnwindIndex() {}

  /** Where functions begin, ascending; none if there is no index or not of the usual kind. */
  static long[] functions(ElfImage image, long at) {
    Optional<Integer> head = at == 0 ? Optional.empty() : image.intAt(at);
    Optional<Integer> count = at == 0 ? Optional.empty() : image.intAt(at + 8);
    if (head.isEmpty()
        || count.isEmpty()
        || (head.get() & 0xff) != VERSION
        || (head.get() >>> 16 & 0xff) != COUNT_ENCODING
        || head.get() >>> 24 != TABLE_ENCODING
        || count.get() < 0
        || count.get() > image.bytes().length / ENTRY_SIZE) {
      return new long[0];
    }
    long[] functions = new long[count.get()];
    for (int i = 0; i < functions.length; i++) {
      Optional<Integer> begin = image.intAt(at + 12 + (long) i * ENTRY_SIZE);
      if (begin.isEmpty()) {
        return new long[0];
      }
      functions[i] = at + begin.get();
    }
    Arrays.sort(functions);
    return functions;
  }
}
