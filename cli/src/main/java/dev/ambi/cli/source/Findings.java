package dev.ambi.cli.source;

import dev.ambi.compat.notes.MigrationNote;
import dev.ambi.compat.notes.MigrationNotes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Collects what is found in one file. */
final class Findings {
  private final Path file;
  private final SourceText text;
  private final SourceVersion version;
  private final Set<String> own;
  private final List<SourceFinding> found = new ArrayList<>();

  /**
   * For one file.
   *
   * @param version the NumPy that the source is to be ready for
   * @param own names that the sources define by themselves
   */
  Findings(Path file, SourceText text, SourceVersion version, Set<String> own) {
    this.file = file;
    this.text = text;
    this.version = version;
    this.own = own;
  }

  SourceText text() {
    return text;
  }

  SourceVersion version() {
    return version;
  }

  /** The note about a name, if it matters for the version asked for. */
  MigrationNote note(String name) {
    if (own.contains(name)) {
      return null;
    }
    return MigrationNotes.find(name)
        .filter(n -> n.source() != MigrationNote.Source.SAME)
        .filter(n -> version.isAtLeast(n.since()))
        .orElseGet(() -> NewFunctions.newerThan(version, name));
  }

  void add(int at, int start, int end, SourceFinding.Level level, String name, MigrationNote note) {
    found.add(
        new SourceFinding(
            file, text.line(at), text.column(at), level, name, text.excerpt(start, end), note));
  }

  /** What was found, in the order of the text, each place once. */
  List<SourceFinding> sorted() {
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt(SourceFinding::line).thenComparingInt(SourceFinding::column))
        .toList();
  }
}
