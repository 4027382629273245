package dev.ambi.cli;

import dev.ambi.bridge.layout.FieldFacts;
import dev.ambi.bridge.layout.LayoutSet;
import dev.ambi.bridge.layout.StructFacts;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code ambi layout}: a struct's fields, and what became of them in another release. */
final class LayoutCommand {
  private LayoutCommand() {}

  /**
   * Runs the command.
   *
   * @param words the words after {@code layout}
   * @return the exit status, 0
   * @throws UsageException when the words make no sense, or name what is not there
   */
  static int run(List<String> words, Console console) {
    Options options = Options.parse("layout", words, Set.of("--json"), Set.of("--abi", "--diff"));
    if (options.has("--help")) {
      console.out().print(Help.of("layout"));
      return 0;
    }
    if (options.only() == null) {
      throw options.wrong("which struct?");
    }
    String name = StructNames.layout(options.only());
    String abi = options.value("--abi", null);
    LayoutSet set = abi == null ? LayoutRelease.ofStruct(name) : LayoutRelease.parse(abi);
    StructFacts struct = struct(set, name);
    String other = options.value("--diff", null);
    StructFacts after = other == null ? null : struct(LayoutRelease.parse(other), name);
    if (options.has("--json")) {
      console.out().println(JsonWriter.write(json(set, struct, other, after)));
    } else if (after == null) {
      show(struct, console.out());
    } else {
      showDiff(struct, after, console.out());
    }
    return 0;
  }

  private static StructFacts struct(LayoutSet set, String name) {
    try {
      return set.struct(name);
    } catch (IllegalArgumentException e) {
      // Where other releases have it, the message says which.
      if (e.getMessage().contains("it is in")) {
        throw new UsageException("layout", e.getMessage());
      }
      List<String> others =
          LayoutRelease.all().stream()
              .filter(release -> LayoutRelease.parse(release).names().contains(name))
              .toList();
      throw others.isEmpty()
          ? LayoutRelease.unknown(set + " has no struct " + name, name, set.names())
          : new UsageException(
              "layout",
              "%s has no struct %s; it is in %s".formatted(set, name, String.join(", ", others)));
    }
  }

  private static void show(StructFacts struct, PrintStream out) {
    out.printf(
        "%s: %d bytes, aligned to %d%n%n", struct, struct.byteSize(), struct.byteAlignment());
    TextTable table = new TextTable();
    table.row("offset", "size", "field", "type");
    for (FieldFacts field : struct.fields()) {
      table.row(
          Long.toString(field.offset()),
          Long.toString(field.size()),
          field.name(),
          field.cType() + bits(field));
    }
    out.print(table.format("  "));
  }

  private static String bits(FieldFacts field) {
    return field.isBitField()
        ? " : %d (from bit %d)".formatted(field.bitWidth(), field.bitPosition())
        : "";
  }

  private static void showDiff(StructFacts before, StructFacts after, PrintStream out) {
    out.printf("%s -> %s%n", before, after);
    out.println(
        before.byteSize() == after.byteSize()
            ? "%d bytes in both".formatted(before.byteSize())
            : "%d bytes -> %d bytes".formatted(before.byteSize(), after.byteSize()));
    out.println();
    TextTable table = new TextTable();
    table.row("offset", "size", "field", "type", "");
    for (FieldDiff diff : FieldDiff.of(before, after)) {
      FieldFacts field = diff.to();
      table.row(
          field == null ? "-" : Long.toString(field.offset()),
          field == null ? "-" : Long.toString(field.size()),
          diff.name(),
          (field == null ? diff.from() : field).cType(),
          diff.words());
    }
    out.print(table.format("  "));
  }

  private static Map<String, Object> json(
      LayoutSet set, StructFacts struct, String other, StructFacts after) {
    Map<String, Object> json = json(set, struct);
    if (after != null) {
      Map<String, Object> diff = json(LayoutRelease.parse(other), after);
      List<Object> changes = new ArrayList<>();
      for (FieldDiff field : FieldDiff.of(struct, after)) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("name", field.name());
        change.put("change", field.words());
        change.put("from", field.from() == null ? null : json(field.from()));
        change.put("to", field.to() == null ? null : json(field.to()));
        change.put("instead", field.note().map(n -> n.instead()).orElse(null));
        change.put("note", field.note().map(n -> n.text()).orElse(null));
        changes.add(change);
      }
      diff.put("changes", changes);
      json.put("diff", diff);
    }
    return json;
  }

  private static Map<String, Object> json(LayoutSet set, StructFacts struct) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("struct", struct.name());
    json.put("abi", LayoutRelease.word(set));
    json.put("size", struct.byteSize());
    json.put("alignment", struct.byteAlignment());
    json.put("fields", struct.fields().stream().map(LayoutCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(FieldFacts field) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", field.name());
    json.put("offset", field.offset());
    json.put("size", field.size());
    json.put("type", field.cType());
    if (field.isBitField()) {
      json.put("bit", field.bitPosition());
      json.put("bits", field.bitWidth());
    }
    return json;
  }
}
