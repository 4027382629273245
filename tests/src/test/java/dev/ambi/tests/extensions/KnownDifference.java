package dev.ambi.tests.extensions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A difference from NumPy that Ambi has on purpose, or has not removed yet: a line of {@code
 * known-differences.tsv}. One that does not occur any more fails the test, so that the list cannot
 * grow old.
 *
 * @param numpy the version of NumPy that answers otherwise, or {@code any}
 * @param function the function of the test extension
 * @param words what the description of the difference contains
 * @param reason why it is so
 */
record KnownDifference(String numpy, String function, String words, String reason) {

  private static final String RESOURCE = "/extensions/known-differences.tsv";

  /** Those that are to be expected on a version of NumPy, or "none" where it is not used. */
  static List<KnownDifference> on(String numpy) throws IOException {
    return on(numpy, RESOURCE);
  }

  /** As {@link #on(String)}, from another list. */
  static List<KnownDifference> on(String numpy, String resource) throws IOException {
    try (InputStream stream = KnownDifference.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(fields -> new KnownDifference(fields[0], fields[1], fields[2], fields[3]))
          .filter(known -> known.numpy.equals(numpy) || known.isOnAny(numpy))
          .toList();
    }
  }

  private boolean isOnAny(String version) {
    return numpy.equals("any") && !version.equals("none");
  }

  /** Whether a difference that a call of a function showed is this one. */
  boolean describes(String calledFunction, String difference) {
    return function.equals(calledFunction) && difference.contains(words);
  }
}
