package dev.ambi.tests.layout;

import dev.ambi.tests.Wheels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The headers that {@code tests/layouts/headers.sh} finds. With {@code AMBI_LAYOUTS=all} in the
 * environment those of every release of NumPy that is known, else of the four that matter most.
 */
public final class RealHeaders {
  private static RealHeaders found;

  /** A product and its release ("numpy 1.26"), and the directories to include. */
  private final Map<String, List<String>> directories = new LinkedHashMap<>();

  /** What is not there, and why. */
  private final Map<String, String> missing = new LinkedHashMap<>();

  private RealHeaders(List<String> lines) {
    for (String line : lines) {
      List<String> words = List.of(line.split(" "));
      if (words.getFirst().equals("missing")) {
        missing.put(
            words.get(1) + " " + release(words.get(2)),
            String.join(" ", words.subList(3, words.size())));
      } else {
        directories.put(words.get(0) + " " + release(words.get(1)), words.subList(2, words.size()));
      }
    }
  }

  private static String release(String version) {
    String[] numbers = version.split("\\.");
    return numbers[0] + "." + numbers[1];
  }

  /** The headers; looked for once. */
  public static synchronized RealHeaders find() {
    if (found == null) {
      found = new RealHeaders(run());
    }
    return found;
  }

  private static List<String> run() {
    List<String> command = new ArrayList<>();
    command.add("sh");
    command.add(Wheels.root().resolve("tests/layouts/headers.sh").toString());
    if ("all".equals(System.getenv("AMBI_LAYOUTS"))) {
      command.add("--all");
    }
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("headers.sh failed; the reason is above");
      }
      return out.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The releases of a product that were looked for, found or not. */
  List<String> releases(String product) {
    List<String> names = new ArrayList<>(directories.keySet());
    names.addAll(missing.keySet());
    return names.stream()
        .filter(n -> n.startsWith(product + " "))
        .map(n -> n.substring(product.length() + 1))
        .toList();
  }

  /** The directories to include; skips the test, and says why, where there are none. */
  public List<String> require(String product, String release) {
    List<String> found = directories.get(product + " " + release);
    if (found == null) {
      String reason =
          "the headers of %s %s are not there, so the layouts were NOT compared with them: %s"
              .formatted(product, release, missing.get(product + " " + release));
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    return found;
  }
}
