package dev.ambi.tests.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.core.NDArray;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The recordings are whole, and the reader understands them. */
class RecordedAnswersTest {

  @ParameterizedTest
  @FieldSource("dev.ambi.tests.answers.RecordedAnswers#VERSIONS")
  void everyFunctionIsAnsweredOnEveryVersionOfNumPy(String version) throws IOException {
    try (RecordedAnswers answers = RecordedAnswers.open(version)) {
      Recording recording = answers.recording();
      assertThat(recording.version()).isEqualTo(version);
      assertThat(recording.wheel()).containsIgnoringCase("bottleneck-" + version + "-cp311-");
      assertThat(recording.sha256()).matches("[0-9a-f]{64}");

      TreeMap<String, Set<String>> asked = new TreeMap<>();
      Set<String> seen = new HashSet<>();
      List<String> twice = new ArrayList<>();
      answers
          .cases()
          .forEach(c -> {
            asked.computeIfAbsent(c.module(), _ -> new TreeSet<>()).add(c.function());
            for (String numpy : c.numpy()) {
              if (!recording.numpy().contains(numpy) || !seen.add(c.id() + " on " + numpy)) {
                twice.add(c.id() + " on " + numpy);
              }
            }
          });
      assertThat(twice).as("answered twice, or on a NumPy that was not asked").isEmpty();
      assertThat(asked.keySet()).isEqualTo(new TreeSet<>(recording.functions().keySet()));
      recording
          .functions()
          .forEach(
              (module, names) -> assertThat(asked.get(module)).containsExactlyElementsOf(names));
      assertThat(seen).hasSizeGreaterThan(90_000 * recording.numpy().size());
    }
  }

  @Test
  void everyArrayCanBeBuiltAsItLay() throws IOException {
    Set<String> layouts = new LinkedHashSet<>();
    try (RecordedAnswers answers = RecordedAnswers.open("1.6.0");
        Arena arena = Arena.ofConfined()) {
      answers
          .cases()
          .flatMap(c -> c.arrays().stream())
          .forEach(value -> {
            NDArray array = value.toNDArray(arena);
            if (!Arrays.equals(array.strides(), value.strides())
                || !Arrays.equals(Items.of(array), value.items())) {
              throw new AssertionError("expected " + value);
            }
            layouts.add(value.shape().length + " axes");
            layouts.add(value.dtype());
            if (value.strides().length > 0 && value.strides()[0] < 0) {
              layouts.add("backwards");
            }
          });
    }
    assertThat(layouts)
        .contains("0 axes", "1 axes", "2 axes", "3 axes", "4 axes", "backwards")
        .contains("<f8", "<f4", "<i8", "<i4", ">f8", "<c16", "<U2", "|S3", "|b1");
  }

  /**
   * The sum of a row of numbers is the one answer that this test can find by itself, bit for bit.
   */
  @Test
  void theRecordedSumsAreSums() throws IOException {
    int[] compared = {0};
    try (RecordedAnswers answers = RecordedAnswers.open("1.3.8")) {
      answers
          .cases()
          .filter(
              c -> c.function().equals("nansum") && c.kwargs().isEmpty() && c.args().size() == 1)
          .filter(c -> c.args().getFirst() instanceof ArrayValue)
          .forEach(c -> {
            ArrayValue array = (ArrayValue) c.args().getFirst();
            if (array.dtype().equals("<f8") && array.shape().length == 1) {
              assertThat(c.outcome()).as(c.call()).isEqualTo(returned(sum(array)));
              compared[0]++;
            }
          });
    }
    assertThat(compared[0]).isGreaterThan(10);
  }

  private static Outcome returned(double value) {
    return new Outcome.Returned(new PyValue.Float(Double.doubleToRawLongBits(value)));
  }

  private static double sum(ArrayValue array) {
    double sum = 0;
    for (double item : doubles(array)) {
      sum += Double.isNaN(item) ? 0 : item;
    }
    return sum;
  }

  private static double[] doubles(ArrayValue array) {
    return MemorySegment.ofArray(array.items()).toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
  }

  @Test
  void errorsLeaksAndWritesAreTold() throws IOException {
    assertThat(first(c -> c.args().isEmpty() && c.kwargs().isEmpty()).outcome())
        .isEqualTo(new Outcome.Raised("TypeError", "wrong number of arguments"));
    assertThat(first(c -> !c.after().isEmpty()).function()).isEqualTo("replace");
    assertThat(first(c -> c.outcome() instanceof Outcome.ReturnedArgument).function())
        .isEqualTo("replace");
    assertThat(
            first(c -> c.function().equals("move_median") && !c.leaks().equals(Leaks.NONE)).leaks())
        .isEqualTo(new Leaks(1, List.of(0)));
    assertThat(first(Case::slow).outcome())
        .isEqualTo(new Outcome.Raised("RuntimeError", "Cannot import bottleneck.slow"));
    assertThat(first(c -> !c.warnings().isEmpty()).warnings().getFirst())
        .startsWith("DeprecationWarning: Conversion of an array with ndim > 0 to a scalar");
    assertThat(first(Case::nanOrder).function()).isEqualTo("rankdata");
  }

  @Test
  void whereTheVersionsOfNumPyDisagreeBothAreTold() throws IOException {
    Case on126 = first(c -> c.numpy().equals(List.of("1.26.4")));
    Case on246 = first(c -> c.numpy().equals(List.of("2.4.6")));
    assertThat(on246.id()).isEqualTo(on126.id());
    assertThat(on246.outcome()).isNotEqualTo(on126.outcome());
  }

  @Test
  void aVersionThatIsNotRecordedIsNamed() {
    assertThatThrownBy(() -> RecordedAnswers.open("9.9"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no recording of Bottleneck 9.9");
  }

  private static Case first(Predicate<Case> condition) throws IOException {
    try (RecordedAnswers answers = RecordedAnswers.open("1.6.0")) {
      return answers.cases().filter(condition).findFirst().orElseThrow();
    }
  }
}
