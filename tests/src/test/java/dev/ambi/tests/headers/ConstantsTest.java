package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.tests.layout.RealHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The constants of our headers have the values that they have in CPython's and NumPy's. */
class ConstantsTest {
  private static final List<String> OURS =
      List.of(
          "npy_types.h",
          "npy_enums.h",
          "numpy_version.h",
          "numpy_ufunc.h",
          "numpy_dtypes.h",
          "cpython.h",
          "cpython_layouts.h");

  /** Numbers, and no names that depend on what is compiled for. */
  private static final Pattern ASKED =
      Pattern.compile(
          "(NPY|UFUNC|METH|T|PyBUF|Py_TPFLAGS|Py_mod)_\\w+|PyUFunc_[A-Z][A-Za-z]+|PYTHON_API_VERSION"
              + "|READONLY|Py_(LT|LE|EQ|NE|GT|GE)");

  private static final Pattern NOT_ASKED =
      Pattern.compile(
          "NPY_(FEATURE_VERSION.*|API_VERSION|ABI_VERSION|VERSION)|Py_TPFLAGS_DEFAULT|PyUFunc_API");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"1.26", "2.4"})
  void sameValues(String release) throws Exception {
    Set<String> names = names();
    assertThat(names).hasSizeGreaterThan(250);
    List<String> include = new ArrayList<>();
    RealHeaders.find().require("cpython", "3.11").forEach(d -> include.add("-I" + d));
    RealHeaders.find().require("numpy", release).forEach(d -> include.add("-I" + d));
    String real =
        """
        #define PY_SSIZE_T_CLEAN
        #include <Python.h>
        #include <structmember.h>
        #include <numpy/arrayobject.h>
        #include <numpy/ufuncobject.h>
        """
            + (release.startsWith("2.") ? "#include <numpy/dtype_api.h>\n" : "");
    Set<String> unknown = new TreeSet<>();
    Map<String, String> theirs = values(real, include, names, unknown);
    Map<String, String> ours =
        values(
            "#include <ambi/numpy.h>\n",
            List.of("-I" + Compiler.HEADERS),
            theirs.keySet(),
            new TreeSet<>());
    assertThat(ours).isEqualTo(theirs);
    // What that release has not: the versions after it, the dtype API before 2.0.
    assertThat(unknown)
        .allMatch(n ->
            n.matches("NPY_\\d_\\d+_API_VERSION")
                || release.startsWith("1.")
                    && n.matches("NPY_(METH_|DT_|FPE_|VSTRING|NTYPES_LEGACY|MAXDIMS_LEGACY).*")
                || release.startsWith("2.") && n.equals("NPY_NTYPES"));
  }

  /** The macros without parameters, and the enumerators. */
  private static Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String header : OURS) {
      String text =
          Files.readString(Compiler.HEADERS.resolve("ambi").resolve(header))
              .replaceAll("(?s)/\\*.*?\\*/", "");
      Pattern.compile("(?m)^#define (\\w+) (?!.*\\b(do|sizeof|return|PyObject|PyErr|PyEval)\\b).*")
          .matcher(text)
          .results()
          .forEach(m -> names.add(m.group(1)));
      Pattern.compile("(?s)\\benum\\b[\\w ]*\\{(.*?)\\}")
          .matcher(text)
          .results()
          .flatMap(m ->
              Pattern.compile("\\b([A-Z]\\w+)\\b(?= *(=|,|$|\\n|\\}))")
                  .matcher(m.group(1))
                  .results())
          .forEach(m -> names.add(m.group(1)));
    }
    names.removeIf(n -> !ASKED.matcher(n).matches() || NOT_ASKED.matcher(n).matches());
    return names;
  }

  private Map<String, String> values(
      String includes, List<String> options, Set<String> names, Set<String> unknown)
      throws IOException, InterruptedException {
    Path source = directory.resolve("constants.c");
    Path program = directory.resolve("constants");
    for (int attempt = 0; attempt < 20; attempt++) {
      String statements =
          names.stream()
              .filter(n -> !unknown.contains(n))
              .map(n -> "printf(\"%%s %%lld\\n\", \"%1$s\", (long long)(%1$s));\n".formatted(n))
              .collect(Collectors.joining());
      Files.writeString(
          source,
          includes + "#include <stdio.h>\nint main(void) {\n" + statements + "return 0;\n}\n");
      List<String> command =
          new ArrayList<>(List.of(Compiler.find("gcc"), "-std=gnu11", "-O1", "-w"));
      command.addAll(options);
      command.addAll(List.of("-o", program.toString(), source.toString()));
      Compiler.Output built = Compiler.execute(command);
      if (built.status() == 0) {
        return Compiler.execute(List.of(program.toString()))
            .text()
            .lines()
            .map(l -> l.split(" "))
            .collect(Collectors.toMap(w -> w[0], w -> w[1], (a, _) -> a, TreeMap::new));
      }
      List<String> missing =
          Pattern.compile("error: .(\\w+). undeclared")
              .matcher(built.text())
              .results()
              .map(m -> m.group(1))
              .toList();
      assertThat(unknown.addAll(missing)).as(built.text()).isTrue();
    }
    throw new AssertionError("does not compile");
  }
}
