package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.tests.layout.RealHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every header stands alone, all stand together, and no compiler has a warning for them. */
class HeadersCompileTest {
  @TempDir Path directory;

  static Stream<Compiler> compilers() {
    return Compiler.all();
  }

  static List<String> headers() throws IOException {
    try (Stream<Path> files = Files.list(Compiler.HEADERS.resolve("ambi"))) {
      List<String> names = files.map(f -> "ambi/" + f.getFileName()).sorted().toList();
      assertThat(names).contains("ambi/kernel.h");
      return names;
    }
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void alone(Compiler compiler) throws Exception {
    compiler.require();
    for (String header : headers()) {
      Compiler.Output output =
          compiler.check("#include <" + header + ">\nint something;\n", directory);
      assertThat(output.text()).as(header).isEmpty();
      assertThat(output.status()).as(header).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void together(Compiler compiler) throws Exception {
    compiler.require();
    String all =
        headers().stream().map(h -> "#include <" + h + ">\n").collect(Collectors.joining());
    assertThat(compiler.check(all + all, directory).text()).isEmpty();
    String backwards =
        headers().reversed().stream()
            .map(h -> "#include <" + h + ">\n")
            .collect(Collectors.joining());
    assertThat(compiler.check(backwards, directory).text()).isEmpty();
    for (String target : List.of("1_25", "2_0", "2_4")) {
      String option = "-DNPY_TARGET_VERSION=NPY_" + target + "_API_VERSION";
      assertThat(compiler.check(all, directory, option).text()).as(target).isEmpty();
    }
  }

  /** Where the real Python.h is there, its declarations are used. */
  @ParameterizedTest
  @MethodSource("compilers")
  void afterPythonH(Compiler compiler) throws Exception {
    compiler.require();
    List<String> options = new ArrayList<>();
    for (String include : RealHeaders.find().require("cpython", "3.11")) {
      options.addAll(List.of("-isystem", include));
    }
    String source = "#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n#include <ambi/numpy.h>\n";
    assertThat(compiler.check(source, directory, options.toArray(String[]::new)).text()).isEmpty();
  }
}
