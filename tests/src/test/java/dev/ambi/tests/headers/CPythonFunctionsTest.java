package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.tests.layout.RealHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions of {@code cpython_api.h} are declared as Python.h declares them. */
class CPythonFunctionsTest {
  @TempDir Path directory;

  /** C allows a second declaration only where it says the same. */
  @Test
  void asInPythonH() throws Exception {
    String text = Files.readString(Compiler.HEADERS.resolve("ambi/cpython_api.h"));
    int first = text.indexOf("\n/* PyArg */");
    String declarations = text.substring(first, text.indexOf("#ifdef __cplusplus", first));
    assertThat(declarations.lines().filter(l -> l.endsWith(";")).count()).isGreaterThan(600);
    List<String> options = new ArrayList<>(List.of("-w"));
    RealHeaders.find().require("cpython", "3.11").forEach(d -> options.add("-I" + d));
    Compiler gcc = new Compiler("gcc", Compiler.find("gcc"), "gnu11").require();
    // Names that are macros there, too, are functions in the library.
    String undefined =
        """
        #define PY_SSIZE_T_CLEAN
        #include <Python.h>
        #include <structmember.h>
        %s
        """;
    StringBuilder macros = new StringBuilder();
    declarations
        .lines()
        .map(l -> l.replaceAll("^.*?\\b(_?Py\\w+)\\(.*$", "$1"))
        .filter(n -> n.matches("_?Py\\w+"))
        .forEach(n -> macros.append("#undef ").append(n).append('\n'));
    Compiler.Output output =
        gcc.check(
            undefined.formatted(macros) + declarations, directory, options.toArray(String[]::new));
    assertThat(output.text()).isEmpty();
  }
}
