package dev.ambi.tests.extensions;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.NumpyVersion;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same binary in two runtimes: every call of our own extensions that was recorded in CPython
 * with NumPy is made again here. The answers, the exceptions, what was written into the arguments
 * and the number of live objects must be the same.
 */
class ExtensionAnswersTest {
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
    "objects, objects-own,     auto, none",
    "phases,  phases-own,      auto, none",
    "arrays,  arrays-own,      1.26, 1.26.4",
    "arrays,  arrays-own,      2.4,  2.4.6",
    "descriptors, descriptors-own, 1.26, 1.26.4",
    "descriptors, descriptors-own, 2.4,  2.4.6",
    "datetimes, datetimes,         2.4,  2.4.6",
    "datetimes, datetimes-offered, 2.4,  2.4.6",
  })
  void givesCPythonsAnswers(String calls, String build, String emulated, String numpy)
      throws IOException {
    Path file = TestExtensions.require(build);
    RecordedRun run = RecordedRun.read(calls, build + "/" + numpy);
    try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of(emulated))) {
      ExtensionModule module = host.load(file, run.cases().getFirst().module());
      run.assertRepeatedBy(module, KnownDifference.on(numpy));
    }
  }
}
