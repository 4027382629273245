package dev.ambi.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What only a clone of the sources has: the data set, and the script that fetches wheels. The
 * launcher says where the clone is.
 *
 * <p>Used by the benchmarks too, which live with the tests.
 */
public final class CloneFiles {
  private final Path root;

  private CloneFiles(Path root) {
    this.root = root;
  }

  /**
   * The clone that the launcher named in the property {@code ambi.root}.
   *
   * @return the clone
   * @throws IOException when this does not run from a clone
   */
  public static CloneFiles find() throws IOException {
    String root = System.getProperty("ambi.root");
    if (root == null || !Files.isDirectory(Path.of(root, "build-support"))) {
      throw new IOException("this runs from a clone only, by its launcher ./ambi");
    }
    return new CloneFiles(Path.of(root));
  }

  /**
   * A file of the clone.
   *
   * @param name its path from the clone's root
   * @return the file
   */
  public Path file(String name) {
    return root.resolve(name);
  }

  /**
   * Fetches wheels into the cache, unless they are there; progress goes to standard error.
   *
   * @param requirements what to fetch, as {@code bottleneck==1.6.0}, of the list in {@code
   *     tests/answers/wheels.txt}
   * @return the files, in the order of the list
   * @throws IOException when one could not be fetched; the script has said why
   */
  public List<Path> wheels(String... requirements) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", file("build-support/fetch-wheels.sh").toString(), ""));
    command.addAll(List.of(requirements));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    List<Path> wheels;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      wheels = lines.lines().map(Path::of).toList();
    }
    try {
      if (process.waitFor() != 0) {
        throw new IOException("the wheels could not be fetched");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while wheels were fetched", e);
    }
    return wheels;
  }
}
