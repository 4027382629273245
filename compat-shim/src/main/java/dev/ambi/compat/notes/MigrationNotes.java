package dev.ambi.compat.notes;

import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.ApiSlots;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The notes of {@code migration-notes.tsv}. What to use in place of a function that left its slot
 * is told there by the facts about the tables ({@link ApiSlot#instead}), so that it is written
 * once.
 *
 * <p>Read when first asked for; may be used by any thread.
 */
public final class MigrationNotes {
  private static final String RESOURCE = "migration-notes.tsv";

  private MigrationNotes() {}

  private static final class Loaded {
    static final List<MigrationNote> ALL = load();
    static final Map<String, MigrationNote> BY_NAME = byName(ALL);
  }

  /** {@return every note} */
  public static List<MigrationNote> all() {
    return Loaded.ALL;
  }

  /**
   * The note about a name.
   *
   * @param name as C has it: a function, macro or type; {@code "PyArray_Descr.elsize"}; {@code
   *     "numpy/noprefix.h"}
   * @return the note, or nothing where 2.x changed nothing
   */
  public static Optional<MigrationNote> find(String name) {
    return Optional.ofNullable(Loaded.BY_NAME.get(name));
  }

  /**
   * The note about what a slot has, or had in 1.x.
   *
   * @param slot a slot of either table
   * @return the note, or nothing where 2.x changed nothing
   */
  public static Optional<MigrationNote> of(ApiSlot slot) {
    return find(slot.name1() == null ? slot.name2() : slot.name1());
  }

  private static List<MigrationNote> load() {
    try (InputStream in = MigrationNotes.class.getResourceAsStream(RESOURCE);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<MigrationNote> notes = new ArrayList<>();
      boolean head = true;
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.startsWith("#")) {
          continue;
        }
        if (!head) {
          notes.add(note(line));
        }
        head = false;
      }
      return List.copyOf(notes);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  private static MigrationNote note(String line) {
    String[] f = line.split("\t", -1);
    MigrationNote.Kind kind = MigrationNote.Kind.valueOf(f[0].toUpperCase(Locale.ROOT));
    List<String> names = List.of(f[1].split(" "));
    return new MigrationNote(
        kind,
        names,
        MigrationNote.Change.valueOf(f[2].toUpperCase(Locale.ROOT)),
        f[3],
        kind == MigrationNote.Kind.FUNCTION && f[4].isEmpty() ? instead(names.getFirst()) : f[4],
        MigrationNote.Offered.valueOf(f[5].toUpperCase(Locale.ROOT)),
        MigrationNote.Source.valueOf(f[6].toUpperCase(Locale.ROOT)),
        f[7]);
  }

  private static String instead(String function) {
    return ApiSlots.all().stream()
        .filter(s -> function.equals(s.name1()))
        .map(ApiSlot::instead)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static Map<String, MigrationNote> byName(List<MigrationNote> notes) {
    Map<String, MigrationNote> byName = new HashMap<>();
    for (MigrationNote note : notes) {
      for (String name : note.names()) {
        if (byName.put(name, note) != null) {
          throw new IllegalStateException("two notes about " + name);
        }
      }
    }
    return byName;
  }
}
