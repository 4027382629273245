package dev.ambi.cli;

import dev.ambi.bridge.layout.FieldFacts;
import dev.ambi.bridge.layout.StructFacts;
import dev.ambi.compat.notes.MigrationNote;
import dev.ambi.compat.notes.MigrationNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one field from one release to another.
 *
 * @param struct the struct's name
 * @param from the field before, or null for a new one
 * @param to the field after, or null for one that is gone
 */
record FieldDiff(String struct, FieldFacts from, FieldFacts to) {

  /** Every field of both, those of {@code after} first, in the order of their offsets. */
  static List<FieldDiff> of(StructFacts before, StructFacts after) {
    List<FieldDiff> diffs = new ArrayList<>();
    for (FieldFacts to : after.fields()) {
      FieldFacts from = before.has(to.name()) ? before.field(to.name()) : null;
      diffs.add(new FieldDiff(after.name(), from, to));
    }
    for (FieldFacts from : before.fields()) {
      if (!after.has(from.name())) {
        diffs.add(new FieldDiff(before.name(), from, null));
      }
    }
    return diffs;
  }

  String name() {
    return to == null ? from.name() : to.name();
  }

  boolean isSame() {
    return from != null && from.equals(to);
  }

  /** What happened, in words: {@code "moved from 32 to 40, widened from int to npy_intp"}. */
  String words() {
    if (from == null) {
      return "new";
    }
    if (to == null) {
      String instead = instead();
      return instead.isEmpty() ? "gone" : "gone: use " + instead;
    }
    List<String> words = new ArrayList<>();
    if (from.offset() != to.offset()) {
      words.add("moved from %d to %d".formatted(from.offset(), to.offset()));
    }
    if (!from.cType().equals(to.cType()) || from.size() != to.size()) {
      String verb =
          to.size() > from.size() ? "widened" : to.size() < from.size() ? "narrowed" : "retyped";
      // A struct that is a field may be larger under the same name.
      words.add(
          from.cType().equals(to.cType())
              ? "%s from %d to %d bytes".formatted(verb, from.size(), to.size())
              : "%s from %s to %s".formatted(verb, from.cType(), to.cType()));
    }
    if (from.bitPosition() != to.bitPosition() || from.bitWidth() != to.bitWidth()) {
      words.add("other bits");
    }
    return words.isEmpty() ? "same" : String.join(", ", words);
  }

  /** The note about it, where it is not the same and the step is the one that notes are about. */
  Optional<MigrationNote> note() {
    return from == null || isSame()
        ? Optional.empty()
        : MigrationNotes.find(struct + "." + from.name());
  }

  private String instead() {
    return note().map(MigrationNote::instead).orElse("");
  }
}
