package dev.ambi.tests.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.tests.Wheels;
import dev.ambi.tests.answers.Case;
import dev.ambi.tests.answers.RecordedAnswers;
import dev.ambi.tests.extensions.LiveObjects;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every recorded call of CPython, made again in Ambi on the same wheel: the answers, the
 * exceptions, what was written into the arguments, and the number of live objects must be the same.
 */
class BottleneckAnswersTest {
  /** Enough to see a pattern. */
  private static final int MOST_SHOWN = 25;

  @ParameterizedTest(name = "Bottleneck {0}, host {1}, as NumPy {2}")
  @CsvSource({
    "1.3.8, auto, 1.26.4",
    "1.3.8, 1.26, 1.26.4",
    "1.4.2, 1.26, 1.26.4",
    "1.4.2, 2.4,  2.4.6",
    "1.6.0, auto, 2.4.6",
    "1.6.0, 1.26, 1.26.4",
    "1.6.0, 2.4,  2.4.6",
  })
  void givesCPythonsAnswers(String wheel, String emulated, String numpy) throws IOException {
    LiveObjects.collected();
    AtomicLong calls = new AtomicLong();
    Map<String, List<String>> failures = new HashMap<>();
    AtomicLong failed = new AtomicLong();
    try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of(emulated));
        RecordedAnswers answers = RecordedAnswers.open(wheel)) {
      Map<String, ExtensionModule> modules = new HashMap<>();
      Set<String> called = new HashSet<>();
      answers
          .cases()
          .filter(c -> c.numpy().contains(numpy))
          .forEach(c -> {
            ExtensionModule module =
                modules.computeIfAbsent(
                    c.module(), name -> host.load(Wheels.bottleneck(wheel), "bottleneck." + name));
            called.add(c.module() + "." + c.function());
            calls.incrementAndGet();
            RecordedCall.difference(module, c)
                .ifPresent(text -> {
                  failed.incrementAndGet();
                  List<String> list =
                      failures.computeIfAbsent(key(c), k -> new java.util.ArrayList<>());
                  if (list.size() < 2) {
                    list.add(text);
                  }
                });
          });
      assertThat(called)
          .as("functions called")
          .containsAll(
              answers.recording().functions().entrySet().stream()
                  .flatMap(e -> e.getValue().stream().map(f -> e.getKey() + "." + f))
                  .toList());
    }
    assertThat(calls.get()).isGreaterThan(50_000);
    List<String> shown =
        failures.values().stream().flatMap(List::stream).limit(MOST_SHOWN).toList();
    assertThat(failed.get())
        .as("%d of %d calls differ:\n%s", failed.get(), calls.get(), String.join("\n", shown))
        .isZero();
  }

  private static String key(Case c) {
    return c.module() + "." + c.function();
  }
}
