package dev.ambi.cli.source;

import java.nio.file.Path;
import java.util.List;

/**
 * What an audit found.
 *
 * @param files how many files were read
 * @param findings what was found, by file and line
 * @param skipped what could not be read, and why
 */
public record SourceReport(int files, List<SourceFinding> findings, List<Skipped> skipped) {
  /**
   * A file that was not audited.
   *
   * @param file relative to what was audited
   * @param reason why, in words
   */
  public record Skipped(Path file, String reason) {}

  /** {@return whether nothing has to change} */
  public boolean isClean() {
    return findings.stream().noneMatch(f -> f.level() == SourceFinding.Level.PROBLEM);
  }
}
