package dev.ambi.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.compat.audit.Audit;
import dev.ambi.compat.audit.BinaryReport;
import dev.ambi.compat.audit.BuiltFor;
import dev.ambi.compat.audit.FunctionUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the audit finds in the wheels of a survey, against what that counted. They are more than a
 * build should fetch: {@code -Dambi.survey.wheels=DIR} names a directory with those for CPython
 * 3.11 of SciPy 1.10.1 and 1.15.3, NumPy 1.26.4 and 2.4.6, scikit-image 0.26.0, numexpr 2.14.2,
 * PyERFA 2.0.1.5, Bottleneck 1.6.0, ContourPy 1.3.3, kiwisolver 1.5.1, ml_dtypes 0.6.0, PyWavelets
 * 1.9.0 and Shapely 2.2.0.
 */
@EnabledIfSystemProperty(named = "ambi.survey.wheels", matches = ".+")
class SurveyTest {
  private static final int USES_IN_1 = 819;
  private static final int USES_IN_2 = 1088;

  /** Beyond what was counted: the survey left out much of what pybind11 modules copy. */
  private static final double MORE = 1.1;

  @Test
  void findsWhatTheSurveyCounted() throws Exception {
    Map<String, Integer> found1 = new TreeMap<>();
    Map<String, Integer> found2 = new TreeMap<>();
    Audit audit = Audit.forVersion(NumpyVersion.of("2.4"));
    for (Path wheel : wheels()) {
      for (BinaryReport report : audit.of(wheel)) {
        Map<String, Integer> found = report.abi() == BuiltFor.NUMPY_1 ? found1 : found2;
        for (FunctionUse use : report.functions()) {
          found.merge(use.table() + " " + use.slot(), 1, Integer::sum);
        }
      }
    }
    check(found1, counted(2), USES_IN_1);
    check(found2, counted(3), USES_IN_2);
  }

  private static void check(Map<String, Integer> found, Map<String, Integer> counted, int uses) {
    assertThat(sum(counted)).isEqualTo(uses);
    Map<String, String> missed = new TreeMap<>();
    counted.forEach((slot, count) -> {
      int here = found.getOrDefault(slot, 0);
      if (here < count) {
        missed.put(slot, here + " of " + count);
      }
    });
    assertThat(missed).isEmpty();
    assertThat(sum(found)).isLessThan((int) (uses * MORE));
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static List<Path> wheels() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("ambi.survey.wheels")))) {
      return files.filter(file -> file.toString().endsWith(".whl")).sorted().toList();
    }
  }

  private static Map<String, Integer> counted(int column) {
    try (var in = SurveyTest.class.getResourceAsStream("/audit/slot-usage.csv")) {
      Map<String, Integer> counts = new TreeMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> line.split(","))
          .filter(parts -> !parts[column].equals("0"))
          .forEach(parts -> counts.put(parts[0] + " " + parts[1], Integer.parseInt(parts[column])));
      return counts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
