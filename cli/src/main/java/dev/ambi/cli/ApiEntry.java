package dev.ambi.cli;

import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.ApiSlots;
import dev.ambi.compat.notes.MigrationNote;
import dev.ambi.compat.notes.MigrationNotes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A name of NumPy's C API: where it stands in either table.
 *
 * @param name as C has it
 * @param old the slot that it has in 1.x, or null
 * @param now the slot that it has in 2.x, or null
 */
record ApiEntry(String name, ApiSlot old, ApiSlot now) {

  /** Every name, in the order of the tables. */
  static List<ApiEntry> all() {
    Map<String, ApiEntry> entries = new LinkedHashMap<>();
    for (ApiSlot slot : ApiSlots.all()) {
      if (slot.name1() != null) {
        entries.merge(
            slot.name1(),
            new ApiEntry(slot.name1(), slot, null),
            (a, b) -> new ApiEntry(a.name, slot, a.now));
      }
      if (slot.name2() != null) {
        entries.merge(
            slot.name2(),
            new ApiEntry(slot.name2(), null, slot),
            (a, b) -> new ApiEntry(a.name, a.old, slot));
      }
    }
    return new ArrayList<>(entries.values());
  }

  String table() {
    return (now == null ? old : now).table();
  }

  /** What 2.x made of the name. */
  String change() {
    return note().map(n -> n.change().toString()).orElse(old == null ? "added" : "same");
  }

  Optional<MigrationNote> note() {
    return MigrationNotes.find(name);
  }

  /** The release that brought it; null where it is older than is known. */
  String since() {
    if (now == null) {
      return null;
    }
    // A slot's release is that of what it has now, which this name may have moved to.
    return old == null || old.index() == now.index() ? now.since() : null;
  }

  /** What the words --removed, --added, --renamed and --changed mean. */
  boolean is(String filter) {
    return switch (filter) {
      case "--removed" -> now == null;
      case "--added" -> old == null;
      case "--renamed" -> change().equals("renamed");
      case "--changed" -> now != null && old != null && !change().equals("same");
      default -> throw new IllegalArgumentException(filter);
    };
  }

  /** As JSON has it. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("table", table());
    json.put("change", change());
    json.put("slot_1x", old == null ? null : old.index());
    json.put("declaration_1x", old == null ? null : old.declaration1());
    json.put("slot_2x", now == null ? null : now.index());
    json.put("declaration_2x", now == null ? null : now.declaration2());
    json.put("since", since());
    putNote(json, note().orElse(null));
    return json;
  }

  /** The part about what to write instead; null for none. */
  static void putNote(Map<String, Object> json, MigrationNote note) {
    json.put("changed_in", note == null ? null : note.since());
    json.put("instead", note == null || note.instead().isEmpty() ? null : note.instead());
    json.put("offered", note == null ? null : note.offered().toString().toLowerCase(Locale.ROOT));
    json.put("note", note == null ? null : note.text());
  }
}
