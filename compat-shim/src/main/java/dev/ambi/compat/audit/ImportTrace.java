package dev.ambi.compat.audit;

import java.util.List;

/**
 * What a binary called while it was imported.
 *
 * @param calls the slots
 * @param failure why there is no more; empty if the import came to its end
 */
record ImportTrace(List<Call> calls, String failure) {
  /**
   * A slot that was called.
   *
   * @param offset how far into the file the lowest place is that a call came back to; -1 if none is
   *     in the file
   */
  record Call(String table, int slot, long offset) {}

  static ImportTrace none(String why) {
    return new ImportTrace(List.of(), why);
  }
}
