package dev.ambi.tests.extensions;

import dev.ambi.tests.Wheels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Our own extensions, compiled with the real headers by {@code tests/extensions/build.sh}. */
public final class TestExtensions {

  private static Map<String, String> lines;

  private TestExtensions() {}

  /** Where their sources are. */
  static Path sources() {
    return Wheels.root().resolve("tests/extensions");
  }

  /**
   * The file of a build; skips the test, and says why, where it cannot be compiled on this machine.
   *
   * @param build its name in {@code build.sh}
   */
  public static synchronized Path require(String build) {
    if (lines == null) {
      lines = build();
    }
    String line = lines.get(build);
    if (line.startsWith("built ")) {
      return Path.of(line.substring("built ".length() + build.length() + 1));
    }
    String reason = line.substring("missing ".length() + build.length() + 1);
    String words = "the test extension %s was NOT compiled and tested: %s".formatted(build, reason);
    System.err.println(words);
    return Assumptions.abort(words);
  }

  private static Map<String, String> build() {
    String target = Wheels.root().resolve("tests/target/extensions").toString();
    ProcessBuilder builder =
        new ProcessBuilder("sh", sources().resolve("build.sh").toString(), target)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("build.sh failed; the reason is above");
      }
      Map<String, String> byBuild = new HashMap<>();
      out.lines().forEach(line -> byBuild.put(line.split(" ", 3)[1], line));
      return byBuild;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
