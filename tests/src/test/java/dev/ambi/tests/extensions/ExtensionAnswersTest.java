package dev.ambi.tests.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.tests.answers.Case;
import dev.ambi.tests.answers.CaseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same binary in two runtimes: every call of our own extensions that was recorded in CPython
 * with NumPy is made again here. The answers, the exceptions, what was written into the arguments
 * and the number of live objects must be the same.
 */
class ExtensionAnswersTest {
  /** Enough to see a pattern. */
  private static final int MOST_SHOWN = 25;

  @ParameterizedTest(name = "{1} on a host of {2}, as NumPy {3}")
  @CsvSource({
    "objects, objects,         auto, none",
    "phases,  phases,          auto, none",
    "arrays,  numpy1,          auto, 1.26.4",
    "arrays,  numpy1,          1.26, 1.26.4",
    "arrays,  numpy2,          auto, 2.4.6",
    "arrays,  numpy2,          1.26, 1.26.4",
    "arrays,  numpy2,          2.4,  2.4.6",
    "arrays,  numpy2-for-1.22, 1.26, 1.26.4",
    "arrays,  numpy2-for-1.22, 2.4,  2.4.6",
    "arrays,  numpy2-only,     auto, 2.4.6",
    "arrays,  numpy2-only,     2.4,  2.4.6",
    "descriptors, descriptors1, auto, 1.26.4",
    "descriptors, descriptors1, 1.26, 1.26.4",
    "descriptors, descriptors2, 1.26, 1.26.4",
    "descriptors, descriptors2, auto, 2.4.6",
    "datetimes, datetimes,         2.4,  2.4.6",
    "datetimes, datetimes-offered, 2.4,  2.4.6",
  })
  void givesCPythonsAnswers(String calls, String build, String emulated, String numpy)
      throws IOException {
    Path file = TestExtensions.require(build);
    String run = build + "/" + numpy;
    List<Case> cases =
        CaseFile.read("/extensions/" + calls + ".jsonl.gz").stream()
            .filter(c -> c.numpy().contains(run))
            .toList();
    assertThat(cases).as("calls recorded for " + run).isNotEmpty();
    Set<String> asked = new HashSet<>();
    cases.forEach(c -> asked.add(c.function()));
    List<KnownDifference> known =
        KnownDifference.on(numpy).stream().filter(k -> asked.contains(k.function())).toList();
    Set<KnownDifference> seen = new HashSet<>();
    List<String> differences = new ArrayList<>();
    try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of(emulated))) {
      ExtensionModule module = host.load(file, cases.getFirst().module());
      for (Case recorded : cases) {
        RepeatedCall.difference(module, recorded)
            .filter(words ->
                known.stream()
                    .filter(k -> k.describes(recorded.function(), words))
                    .peek(seen::add)
                    .findFirst()
                    .isEmpty())
            .ifPresent(differences::add);
      }
    }
    assertThat(differences)
        .as(
            "%d of %d calls differ, first:\n%s",
            differences.size(),
            cases.size(),
            String.join("\n", differences.subList(0, Math.min(MOST_SHOWN, differences.size()))))
        .isEmpty();
    assertThat(seen).as("known differences that are still there").containsAll(known);
  }
}
