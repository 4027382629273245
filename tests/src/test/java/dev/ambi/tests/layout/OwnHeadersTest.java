package dev.ambi.tests.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.layout.LayoutSet;
import dev.ambi.bridge.layout.Layouts;
import dev.ambi.bridge.layout.StructFacts;
import dev.ambi.tests.Wheels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our own headers declare the structs as the facts have them, which are compared with the real
 * headers. C types are not compared: ours say {@code void *} for what nobody looks into.
 */
class OwnHeadersTest {
  private static final Path INCLUDE = Wheels.root().resolve("headers/include");
  private static final LayoutSet CPYTHON = Layouts.cpython("3.11");
  private static final LayoutSet NUMPY_1 = Layouts.numpy("1.26");
  private static final LayoutSet NUMPY_2 = Layouts.numpy("2.4");

  /** Shapes of NumPy's that have names of their own, since one file can use both. */
  private static final Map<String, StructFacts> RENAMED = new LinkedHashMap<>();

  static {
    RENAMED.put("ambi_descr_1x", NUMPY_1.struct("PyArray_Descr"));
    RENAMED.put("ambi_descr_2x", NUMPY_2.struct("PyArray_Descr"));
    RENAMED.put("ambi_legacy_descr_2x", NUMPY_2.struct("_PyArray_LegacyDescr"));
  }

  @TempDir Path directory;

  @Test
  void cpython() throws Exception {
    Probe probe = probe("ambi/cpython_layouts.h");
    for (String name : structs("ambi/cpython_layouts.h")) {
      probe.struct(CPYTHON.struct(name), name);
    }
    assertThat(probe.differences(directory)).isEmpty();
    assertThat(probe.questions()).isGreaterThan(300);
  }

  @Test
  void numpy() throws Exception {
    Probe probe = probe("ambi/numpy_layouts.h");
    Set<String> structs = structs("ambi/numpy_layouts.h");
    assertThat(structs).containsAll(RENAMED.keySet());
    structs.remove("ambi_descr_head"); // The first fields of each; the header itself checks them.
    for (String name : structs) {
      if (name.equals("ambi_legacy_descr_2x")) {
        probe.struct(RENAMED.get(name), name, "common", RENAMED.get("ambi_descr_2x"));
      } else if (RENAMED.containsKey(name)) {
        probe.struct(RENAMED.get(name), name);
      } else {
        probe.struct((NUMPY_1.has(name) ? NUMPY_1 : NUMPY_2).struct(name), name);
      }
    }
    assertThat(probe.differences(directory)).isEmpty();
    assertThat(probe.questions()).isGreaterThan(150);
  }

  /** Iterators, ufuncs and dtypes, for the oldest target and for the newest. */
  @ParameterizedTest
  @CsvSource({"1_23, 2.2", "2_4, 2.4"})
  void numpyForATarget(String target, String release) throws Exception {
    LayoutSet numpy = Layouts.numpy(release);
    Probe probe =
        new Probe(
                "#include <ambi/numpy.h>",
                List.of("-I" + INCLUDE, "-DNPY_TARGET_VERSION=NPY_" + target + "_API_VERSION"))
            .withoutTypes();
    Set<String> compared = new TreeSet<>();
    for (String header : List.of("npy_enums", "numpy_iterators", "numpy_ufunc", "numpy_dtypes")) {
      for (String name : structs("ambi/" + header + ".h")) {
        // 2.x says nothing of the length of `iters`: here it is 1.x's.
        LayoutSet set = name.equals("PyArrayMultiIterObject") ? NUMPY_1 : numpy;
        if (name.equals("PyArray_StringDTypeObject")) {
          probe.struct(set.struct(name), name, "base", set.struct("PyArray_Descr"));
        } else if (set.has(name)) {
          probe.struct(set.struct(name), name);
        } else {
          continue;
        }
        compared.add(name);
      }
    }
    assertThat(compared)
        .contains(
            "PyArrayIterObject",
            "PyArrayMultiIterObject",
            "PyArrayNeighborhoodIterObject",
            "PyUFuncObject",
            "PyArrayMethod_Context",
            "PyArrayMethod_Spec",
            "PyArrayDTypeMeta_Spec",
            "NpyAuxData",
            "npy_datetimestruct");
    probe.struct(
        "1_23".equals(target) ? numpy.struct("PyArray_DescrProto") : numpy.struct("PyArray_Descr"),
        "1_23".equals(target) ? "PyArray_DescrProto" : "PyArray_Descr");
    assertThat(probe.differences(directory)).isEmpty();
    assertThat(probe.questions()).isGreaterThan(150);
  }

  private static Probe probe(String header) {
    return new Probe("#include <" + header + ">", List.of("-I" + INCLUDE)).withoutTypes();
  }

  /** The structs that a header defines: {@code } NAME;}, and those whose typedef stands apart. */
  private static Set<String> structs(String header) throws IOException {
    String text = Files.readString(INCLUDE.resolve(header));
    Set<String> names = new TreeSet<>();
    matches(text, "(?m)^\\} (\\w+);").forEach(m -> names.add(m.group(1)));
    matches(text, "(?m)^typedef struct (\\w+) (\\w+);")
        .filter(m -> text.contains("\nstruct " + m.group(1) + " {"))
        .forEach(m -> names.add(m.group(2)));
    return names;
  }

  private static Stream<MatchResult> matches(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results();
  }
}
