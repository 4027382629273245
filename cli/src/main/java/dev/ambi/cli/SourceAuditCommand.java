package dev.ambi.cli;

import dev.ambi.cli.source.SourceAudit;
import dev.ambi.cli.source.SourceFinding;
import dev.ambi.cli.source.SourceReport;
import dev.ambi.cli.source.SourceVersion;
import dev.ambi.compat.notes.MigrationNote;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code ambi audit --source}: what C, C++ and Cython sources use that NumPy 2 changed. */
final class SourceAuditCommand {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int WIDTH = 98;
  private static final int UNREADABLE = 2;

  private SourceAuditCommand() {}

  /** Whether the words after {@code audit} ask for sources. */
  static boolean isMeant(List<String> words) {
    return words.stream().anyMatch(w -> w.equals("--source") || w.startsWith("--source="));
  }

  /**
   * Runs the command.
   *
   * @param words the words after {@code audit}, {@code --source} among them
   * @return the exit status: 0 when nothing has to change, 1 when something has, 2 when the
   *     directory cannot be read
   * @throws UsageException when the words make no sense
   */
  static int run(List<String> words, Console console) {
    Options options = Options.parse("audit", words, Set.of("--json"), Set.of("--source", "--for"));
    if (options.has("--help")) {
      console.out().print(Help.of("audit"));
      return 0;
    }
    if (options.only() != null) {
      throw options.wrong("with --source no binary is audited: " + options.only());
    }
    Path root = path(options);
    SourceVersion version = version(options);
    SourceReport report;
    try {
      report = new SourceAudit(version, LIMIT).audit(root);
    } catch (IOException e) {
      console.err().println("ambi audit: " + Failure.of(e));
      console.trace(e);
      return UNREADABLE;
    }
    if (options.has("--json")) {
      console.out().println(JsonWriter.write(json(root, version, report)));
    } else {
      show(version, report, console.out());
    }
    return report.isClean() ? 0 : 1;
  }

  private static Path path(Options options) {
    try {
      return Target.path(options.value("--source", ""));
    } catch (IllegalArgumentException e) {
      throw options.wrong("--source: " + e.getMessage());
    }
  }

  private static SourceVersion version(Options options) {
    String name = options.value("--for", null);
    try {
      return name == null ? SourceVersion.newest() : SourceVersion.of(name);
    } catch (IllegalArgumentException e) {
      throw options.wrong("--for: " + e.getMessage());
    }
  }

  private static void show(SourceVersion version, SourceReport report, PrintStream out) {
    Set<MigrationNote> notes = new LinkedHashSet<>();
    for (SourceFinding finding : report.findings()) {
      out.printf(
          "%s:%d:%d: %s: %s%n    %s%n",
          finding.file(),
          finding.line(),
          finding.column(),
          finding.level().toString().toLowerCase(Locale.ROOT),
          finding.note().summary(finding.name()),
          finding.code());
      notes.add(finding.note());
    }
    if (!notes.isEmpty()) {
      out.printf("%nNotes%n");
    }
    for (MigrationNote note : notes) {
      out.printf("%n  %s%n", note.names().getFirst() + (note.names().size() > 1 ? " ..." : ""));
      out.print(TextTable.wrap(note.text(), "    ", WIDTH));
    }
    for (SourceReport.Skipped skipped : report.skipped()) {
      out.printf("%s: not audited: %s%n", skipped.file(), skipped.reason());
    }
    long problems =
        report.findings().stream().filter(f -> f.level() == SourceFinding.Level.PROBLEM).count();
    long remarks = report.findings().size() - problems;
    out.printf(
        "%s%s, for NumPy %s: %s, %s%n",
        report.findings().isEmpty() && report.skipped().isEmpty() ? "" : "\n",
        count(report.files(), "file"),
        version.name(),
        count(problems, "problem"),
        count(remarks, "remark"));
  }

  private static String count(long count, String word) {
    return count == 0 ? "no " + word + "s" : count + " " + word + (count == 1 ? "" : "s");
  }

  private static Map<String, Object> json(Path root, SourceVersion version, SourceReport report) {
    List<Object> findings = new ArrayList<>();
    for (SourceFinding finding : report.findings()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", finding.file().toString());
      json.put("line", finding.line());
      json.put("column", finding.column());
      json.put("level", finding.level().toString().toLowerCase(Locale.ROOT));
      json.put("name", finding.name());
      json.put("code", finding.code());
      json.put("change", finding.note().change().toString());
      ApiEntry.putNote(json, finding.note());
      findings.add(json);
    }
    List<Object> skipped = new ArrayList<>();
    for (SourceReport.Skipped skip : report.skipped()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", skip.file().toString());
      json.put("reason", skip.reason());
      skipped.add(json);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", root.toString());
    json.put("for", version.name());
    json.put("files", report.files());
    json.put("clean", report.isClean());
    json.put("findings", findings);
    json.put("skipped", skipped);
    return json;
  }
}
