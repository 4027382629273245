package dev.ambi.cli.source;

import dev.ambi.compat.notes.MigrationNote;
import java.nio.file.Path;

/**
 * A place in a source that leans on what NumPy 2 changed.
 *
 * @param file the file, relative to what was audited
 * @param line counted from 1
 * @param column counted from 1, in characters
 * @param level how sure it is
 * @param name what is used there, as the note names it
 * @param code the expression, or the line that has it, in short
 * @param note what to do
 */
public record SourceFinding(
    Path file, int line, int column, Level level, String name, String code, MigrationNote note) {

  /** How sure a finding is. */
  public enum Level {
    /** The code does not compile against the asked version, or does something wrong with it. */
    PROBLEM,
    /** Somebody should look at it. */
    REMARK
  }
}
