package dev.ambi.tests.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.layout.LayoutSet;
import dev.ambi.bridge.layout.Layouts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layout is what the C compiler makes of the real headers: sizes, alignments, offsets, types,
 * no field more.
 */
class RealHeadersTest {
  @TempDir Path directory;

  static Stream<String> numpyReleases() {
    return RealHeaders.find().releases("numpy").stream();
  }

  static Stream<String> cpythonReleases() {
    return RealHeaders.find().releases("cpython").stream();
  }

  @ParameterizedTest
  @MethodSource("numpyReleases")
  void numpy(String release) throws Exception {
    List<String> include = new ArrayList<>(RealHeaders.find().require("cpython", "3.11"));
    include.addAll(RealHeaders.find().require("numpy", release));
    LayoutSet set = Layouts.numpy(release);
    boolean two = release.startsWith("2.");
    Probe probe =
        new Probe(
            """
            #define PY_SSIZE_T_CLEAN
            #include <Python.h>
            #define NPY_TARGET_VERSION NPY_API_VERSION
            #include <numpy/arrayobject.h>
            #include <numpy/arrayscalars.h>
            #include <numpy/ufuncobject.h>
            """
                + (two ? "#include <numpy/dtype_api.h>\n" : ""),
            options(include));
    set.constants().forEach(probe::constant);
    compare(probe, set);
  }

  @ParameterizedTest
  @MethodSource("cpythonReleases")
  void cpython(String release) throws Exception {
    Probe probe =
        new Probe(
            """
            #define PY_SSIZE_T_CLEAN
            #include <Python.h>
            #include <datetime.h>
            #include <structmember.h>
            #include <structseq.h>
            """,
            options(RealHeaders.find().require("cpython", release)));
    compare(probe, Layouts.cpython(release));
  }

  private void compare(Probe probe, LayoutSet set) throws IOException, InterruptedException {
    set.names().forEach(name -> probe.struct(set.struct(name), set.struct(name).cType()));
    assertThat(probe.differences(directory)).as(set + " and its headers").isEmpty();
    assertThat(probe.questions()).isGreaterThan(400);
  }

  private static List<String> options(List<String> include) {
    return include.stream().map(d -> "-I" + d).toList();
  }
}
