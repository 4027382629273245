package dev.ambi.tests.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionModule;
import dev.ambi.tests.answers.Case;
import dev.ambi.tests.answers.CaseFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The calls that were recorded of one build on one NumPy.
 *
 * @param cases the calls, at least one
 */
record RecordedRun(List<Case> cases) {
  /** Enough to see a pattern. */
  private static final int MOST_SHOWN = 25;

  /**
   * Reads a recording.
   *
   * @param calls the name of the file
   * @param run the build and NumPy's version, with a slash between them
   */
  static RecordedRun read(String calls, String run) throws IOException {
    List<Case> cases =
        CaseFile.read("/extensions/" + calls + ".jsonl.gz").stream()
            .filter(c -> c.numpy().contains(run))
            .toList();
    assertThat(cases).as("calls recorded for " + run).isNotEmpty();
    return new RecordedRun(cases);
  }

  /** The functions that are called. */
  Set<String> functions() {
    Set<String> functions = new HashSet<>();
    cases.forEach(c -> functions.add(c.function()));
    return functions;
  }

  /**
   * Makes every call again. Only what is known may differ, and all that is known of these functions
   * has to.
   *
   * @param module the build
   * @param listed the known differences, of these functions and others
   */
  void assertRepeatedBy(ExtensionModule module, List<KnownDifference> listed) {
    Set<String> asked = functions();
    List<KnownDifference> known =
        listed.stream().filter(k -> asked.contains(k.function())).toList();
    Set<KnownDifference> seen = new HashSet<>();
    List<String> differences = new ArrayList<>();
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
