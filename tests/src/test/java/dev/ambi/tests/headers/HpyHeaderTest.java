package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.tests.Wheels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HPy's context is laid out as HPy 0.9 has it, and an extension compiles with {@code hpy.h} alone.
 */
class HpyHeaderTest {
  private static final Path FACTS =
      Wheels.root()
          .resolve("ffm-bridge/src/main/resources/dev/ambi/bridge/abi/hpy-0.9-context.csv");

  @TempDir Path directory;

  static List<Compiler> compilers() {
    return Compiler.all().filter(c -> c.standard().equals("c11")).toList();
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void context(Compiler compiler) throws Exception {
    compiler.require();
    List<String> expected = new ArrayList<>();
    StringBuilder source =
        new StringBuilder("#include <ambi/hpy.h>\n#include <stdio.h>\nint main(void) {\n");
    for (String line : Files.readAllLines(FACTS)) {
      String[] fields = line.split(",", 4);
      if (!fields[0].equals("member")) {
        expected.add(fields[0] + " " + fields[1] + " " + fields[2]);
        source.append(
            "printf(\"%1$s %%zu %%zu\\n\", offsetof(HPyContext, %1$s), sizeof(((HPyContext *)0)->%1$s));\n"
                .formatted(fields[0]));
      }
    }
    assertThat(expected).hasSizeGreaterThan(200);
    Path file = directory.resolve("context.c");
    Files.writeString(file, source.append("return 0;\n}\n"));
    String program = directory.resolve("context").toString();
    assertThat(compiler.run(List.of("-o", program, file.toString())).text()).isEmpty();
    assertThat(Compiler.execute(List.of(program)).text().lines())
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void extension(Compiler compiler) throws Exception {
    compiler.require();
    String file = directory.resolve("hpy_example.hpy0.so").toString();
    String source = Compiler.SOURCES.resolve("hpy_example.c").toString();
    assertThat(compiler.run(List.of("-shared", "-fPIC", "-o", file, source)).text()).isEmpty();
    String symbols = Compiler.execute(List.of("nm", "-D", "--defined-only", file)).text();
    assertThat(symbols)
        .contains(
            "HPyInit_hpy_example",
            "HPyInitGlobalContext_hpy_example",
            "get_required_hpy_major_version_hpy_example",
            "get_required_hpy_minor_version_hpy_example");
    // Universal: it asks for nothing of Python's.
    assertThat(Compiler.execute(List.of("nm", "-D", "--undefined-only", file)).text())
        .doesNotContain(" Py", " _Py", " HPy");
  }
}
