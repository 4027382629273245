package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.ApiSlots;

/** Functions that the 2.x tables have no longer, and what to use instead. */
final class RemovedFunctions {
  private RemovedFunctions() {}

  static String message(String table, int slot) {
    for (ApiSlot s : ApiSlots.all()) {
      if (s.table().equals(table) && s.index() == slot && s.name1() != null) {
        String instead = s.instead() == null ? "" : "; use " + s.instead() + " instead";
        return s.name1() + " was removed in NumPy 2.0" + instead;
      }
    }
    return "slot %d of NumPy's %s table has no function in NumPy 2.x".formatted(slot, table);
  }
}
