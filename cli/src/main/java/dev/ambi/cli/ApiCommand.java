package dev.ambi.cli;

import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.compat.notes.MigrationNote;
import dev.ambi.compat.notes.MigrationNotes;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ambi api}: NumPy's C API in 1.x and 2.x, and what to write instead of what changed. */
final class ApiCommand {
  private static final Set<String> FILTERS =
      Set.of("--removed", "--added", "--renamed", "--changed");
  private static final int WIDTH = 98;

  private ApiCommand() {}

  /**
   * Runs the command.
   *
   * @param words the words after {@code api}
   * @return the exit status, 0
   * @throws UsageException when the words make no sense, or name what is not there
   */
  static int run(List<String> words, Console console) {
    Options options =
        Options.parse(
            "api",
            words,
            Set.of("--removed", "--added", "--renamed", "--changed", "--json"),
            Set.of());
    if (options.has("--help")) {
      console.out().print(Help.of("api"));
      return 0;
    }
    List<String> filters = FILTERS.stream().filter(options::has).toList();
    List<ApiEntry> entries =
        ApiEntry.all().stream()
            .filter(e -> filters.isEmpty() || filters.stream().anyMatch(e::is))
            .toList();
    String name = options.only();
    boolean json = options.has("--json");
    if (name == null) {
      showAll(entries, json, console.out());
      return 0;
    }
    MigrationNote other = other(name);
    if (other != null && filters.isEmpty()) {
      showNote(name, other, json, console.out());
      return 0;
    }
    List<ApiEntry> found = matching(name, entries);
    if (found.isEmpty()) {
      throw unknown(name, filters, options);
    }
    if (found.size() == 1) {
      show(found.getFirst(), json, console.out());
    } else {
      showAll(found, json, console.out());
    }
    return 0;
  }

  /** The note about a macro, a type, a header or a field, of which no table tells. */
  private static MigrationNote other(String name) {
    return MigrationNotes.find(name)
        .filter(n -> n.kind() != MigrationNote.Kind.FUNCTION)
        .orElse(null);
  }

  /** What has that name; else what has it but for the case; else what begins with it. */
  private static List<ApiEntry> matching(String name, List<ApiEntry> entries) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<ApiEntry> exact = entries.stream().filter(e -> e.name().equals(name)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    List<ApiEntry> same = entries.stream().filter(e -> e.name().equalsIgnoreCase(name)).toList();
    return same.isEmpty()
        ? entries.stream().filter(e -> e.name().toLowerCase(Locale.ROOT).startsWith(lower)).toList()
        : same;
  }

  private static UsageException unknown(String name, List<String> filters, Options options) {
    if (!filters.isEmpty() && !matching(name, ApiEntry.all()).isEmpty()) {
      return options.wrong("nothing named %s is %s".formatted(name, String.join(" or ", filters)));
    }
    List<String> known =
        Stream.concat(
                ApiEntry.all().stream().map(ApiEntry::name),
                MigrationNotes.all().stream().flatMap(n -> n.names().stream()))
            .toList();
    // What the notes advise is an inline function or a macro where it is in no table.
    Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
    List<String> insteadOf =
        MigrationNotes.all().stream()
            .filter(note -> name.contains("_") && word.matcher(note.instead()).find())
            .flatMap(note -> note.names().stream())
            .toList();
    return options.wrong(
        "NumPy's tables have no "
            + name
            + (insteadOf.isEmpty()
                ? NearNames.hint(name, known)
                : "; it is what to use instead of "
                    + String.join(", ", insteadOf)
                    + ": ask for that"));
  }

  private static void showAll(List<ApiEntry> entries, boolean json, PrintStream out) {
    if (json) {
      out.println(JsonWriter.write(entries.stream().map(ApiEntry::json).toList()));
      return;
    }
    TextTable table = new TextTable();
    table.row("table", "1.x", "2.x", "name", "", "");
    for (ApiEntry entry : entries) {
      String instead =
          entry.note().map(MigrationNote::instead).filter(i -> !i.isEmpty()).orElse("");
      table.row(
          entry.table(),
          slot(entry.old()),
          slot(entry.now()),
          entry.name(),
          what(entry),
          instead.isEmpty() ? "" : "-> " + instead);
    }
    out.print(table.format(""));
  }

  private static String slot(ApiSlot slot) {
    return slot == null ? "-" : Integer.toString(slot.index());
  }

  private static String what(ApiEntry entry) {
    return switch (entry.change()) {
      case "same" -> "";
      case "added" -> entry.since() == null ? "added" : "added in " + entry.since();
      default -> entry.change();
    };
  }

  private static void show(ApiEntry entry, boolean json, PrintStream out) {
    if (json) {
      out.println(JsonWriter.write(entry.json()));
      return;
    }
    out.println(entry.name());
    showSlot(
        "1.x",
        entry.table(),
        entry.old(),
        entry.old() == null ? "" : entry.old().declaration1(),
        out);
    showSlot(
        "2.x",
        entry.table(),
        entry.now(),
        entry.now() == null ? "" : entry.now().declaration2(),
        out);
    if (entry.since() != null) {
      out.println("  since NumPy " + entry.since());
    }
    neighbour(entry, out);
    entry.note().ifPresent(note -> print(entry.name(), note, out));
  }

  private static void showSlot(
      String version, String table, ApiSlot slot, String declaration, PrintStream out) {
    if (slot == null) {
      out.printf("  %s  in no table%n", version);
      return;
    }
    out.printf(
        "  %s  %s %d  %s%n",
        version,
        table,
        slot.index(),
        declaration == null ? "(declared in newer headers than were read)" : declaration);
  }

  /** Another function in the slot of the other version is what a wrong table would call. */
  private static void neighbour(ApiEntry entry, PrintStream out) {
    if (entry.old() != null && entry.now() == null && entry.old().name2() != null) {
      out.printf("  slot %d is %s in 2.x%n", entry.old().index(), entry.old().name2());
    }
    if (entry.now() != null
        && entry.now().name1() != null
        && !entry.now().name1().equals(entry.name())) {
      out.printf("  slot %d was %s in 1.x%n", entry.now().index(), entry.now().name1());
    }
  }

  private static void showNote(String name, MigrationNote note, boolean json, PrintStream out) {
    if (json) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", name);
      entry.put("kind", note.kind().toString().toLowerCase(Locale.ROOT));
      entry.put("change", note.change().toString());
      ApiEntry.putNote(entry, note);
      out.println(JsonWriter.write(entry));
      return;
    }
    out.println(name);
    print(name, note, out);
  }

  private static void print(String name, MigrationNote note, PrintStream out) {
    out.println();
    out.print(TextTable.wrap(note.summary(name) + ".", "  ", WIDTH));
    out.print(TextTable.wrap(note.text(), "  ", WIDTH));
  }
}
