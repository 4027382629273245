package dev.ambi.compat.audit;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What was found: the slots that are read, and what could not be followed. */
final class Uses {
  private final Map<ApiTable, TreeMap<Integer, Long>> slots = new EnumMap<>(ApiTable.class);

  /** How often a table's pointer, or what is in it, went where it cannot be followed. */
  private int escapes;

  private int computed;
  private boolean cutShort;

  Uses() {
    for (ApiTable table : ApiTable.ALL) {
      slots.put(table, new TreeMap<>());
    }
  }

  void slot(ApiTable table, int slot, long address) {
    slots.get(table).merge(slot, address, Math::min);
  }

  /** The slots that are read, each with the lowest address of an instruction that does. */
  Map<Integer, Long> of(ApiTable table) {
    return slots.get(table);
  }

  void escape() {
    escapes++;
  }

  void computed() {
    computed++;
  }

  void cutShort() {
    cutShort = true;
  }

  int escapes() {
    return escapes;
  }

  int computedSlots() {
    return computed;
  }

  boolean isCutShort() {
    return cutShort;
  }
}
