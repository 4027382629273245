package dev.ambi.cli.source;

import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.ApiSlots;
import dev.ambi.compat.notes.MigrationNote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions of NumPy's tables that came with a known release, and since when. */
final class NewFunctions {
  /** Stands for what is older than is known. */
  private static final String OLD = "";

  private static final Map<String, MigrationNote> NOTES = notes();

  private NewFunctions() {}

  /** What to tell of a function that a version does not have yet; null for any other name. */
  static MigrationNote newerThan(SourceVersion version, String name) {
    MigrationNote note = NOTES.get(name);
    return note == null || version.isAtLeast(note.since()) ? null : note;
  }

  /** Whether there is a note of a name. */
  static boolean has(String name) {
    return NOTES.containsKey(name);
  }

  private static Map<String, MigrationNote> notes() {
    Map<String, String> since = new HashMap<>();
    for (ApiSlot slot : ApiSlots.all()) {
      // Since when is said of what 2.x has in the slot; 1.x may have had it elsewhere.
      if (slot.name1() != null) {
        boolean same = slot.name1().equals(slot.name2());
        since.merge(
            slot.name1(), same && slot.since() != null ? slot.since() : OLD, NewFunctions::older);
      }
      if (slot.name2() != null) {
        since.merge(slot.name2(), slot.since() == null ? OLD : slot.since(), NewFunctions::older);
      }
    }
    Map<String, MigrationNote> notes = new HashMap<>();
    since.forEach((name, release) -> {
      if (!release.equals(OLD)) {
        notes.put(name, note(name, release));
      }
    });
    return Map.copyOf(notes);
  }

  private static String older(String a, String b) {
    return a.equals(OLD) || b.equals(OLD) ? OLD : SourceVersion.compare(a, b) < 0 ? a : b;
  }

  private static MigrationNote note(String name, String release) {
    String macro = "NPY_" + release.replace('.', '_') + "_API_VERSION";
    String text =
        "The headers of older releases have no such function, nor have their tables. Either build"
            + " for NumPy %s and later, or call it under #if NPY_FEATURE_VERSION >= %s and do"
            + " without it otherwise.";
    return new MigrationNote(
        MigrationNote.Kind.FUNCTION,
        List.of(name),
        MigrationNote.Change.ADDED,
        release,
        "",
        MigrationNote.Offered.NOWHERE,
        MigrationNote.Source.BREAKS,
        text.formatted(release, macro));
  }
}
