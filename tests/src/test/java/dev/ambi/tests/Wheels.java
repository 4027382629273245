package dev.ambi.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The wheels that the tests run, fetched by name into the cache on first use. */
public final class Wheels {
  private static final Map<String, Path> FETCHED = new HashMap<>();

  private Wheels() {}

  /** The Bottleneck wheel of that version. */
  public static Path bottleneck(String version) {
    return require("bottleneck==" + version);
  }

  /** The NumPy wheel of that version. */
  public static Path numpy(String version) {
    return require("numpy==" + version);
  }

  /** A wheel of {@code wheels.txt}. */
  public static synchronized Path require(String requirement) {
    return FETCHED.computeIfAbsent(requirement, Wheels::fetch);
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

  private static Path fetch(String requirement) {
    try {
      Process process =
          new ProcessBuilder(
                  "sh", root().resolve("build-support/fetch-wheels.sh").toString(), "", requirement)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(requirement + " cannot be fetched; the reason is above");
      }
      return out.lines()
          .map(Path::of)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(requirement + " is not in wheels.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
