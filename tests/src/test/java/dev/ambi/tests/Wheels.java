package dev.ambi.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The wheels that the tests run, fetched by name into the cache on first use. */
public final class Wheels {
  private static List<Path> fetched;

  private Wheels() {}

  /** The Bottleneck wheel of that version. */
  public static synchronized Path bottleneck(String version) {
    if (fetched == null) {
      fetched = fetch();
    }
    String start = "bottleneck-" + version + "-";
    return fetched.stream()
        .filter(p -> p.getFileName().toString().toLowerCase(Locale.ROOT).startsWith(start))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no wheel " + start + " in " + fetched));
  }

  /** The directory of the clone, above the module that runs the test. */
  public static Path root() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      if (Files.exists(p.resolve("build-support/fetch-wheels.sh"))) {
        return p;
      }
    }
    throw new IllegalStateException("not inside a clone of Ambi: " + Path.of("").toAbsolutePath());
  }

  private static List<Path> fetch() {
    try {
      Process process =
          new ProcessBuilder("sh", root().resolve("build-support/fetch-wheels.sh").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the wheels cannot be fetched; the reason is above");
      }
      return out.lines().map(Path::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
