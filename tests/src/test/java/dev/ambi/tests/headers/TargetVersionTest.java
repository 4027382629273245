package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code NPY_TARGET_VERSION} declares and hides. */
class TargetVersionTest {
  @TempDir Path directory;

  static List<Compiler> compilers() {
    return Compiler.all().filter(c -> c.standard().matches("c11|c\\+\\+17")).toList();
  }

  private String compile(Compiler compiler, String expression, String target) throws Exception {
    String source =
        "#include <ambi/numpy.h>\nvoid *f(void);\nvoid *f(void) { return (void *)%s; }\n";
    String option = target == null ? "-DX" : "-DNPY_TARGET_VERSION=NPY_" + target + "_API_VERSION";
    return compiler.check(source.formatted(expression), directory, option).text();
  }

  @ParameterizedTest
  @CsvSource({
    "&PyArray_StringDType, 2_0",
    "PyArray_API == NULL ? NULL : &PyArrayDTypeMeta_Type, 2_0",
  })
  void newerThanTheTarget(String expression, String since) throws Exception {
    for (Compiler compiler : compilers()) {
      if (compiler.command() != null) {
        assertThat(compile(compiler, expression, null)).contains("declared");
        assertThat(compile(compiler, expression, "1_25")).contains("declared");
        assertThat(compile(compiler, expression, since)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void functions(Compiler compiler) throws Exception {
    compiler.require();
    String pack = "(uintptr_t)PyArray_Pack(NULL, NULL, NULL)";
    String transfer = "(uintptr_t)NpyIter_GetTransferFlags(NULL)";
    String fromAny = "PyArray_FromAny(NULL, NULL, 0, 0, 0, NULL)";
    assertThat(compile(compiler, pack, null)).contains("PyArray_Pack");
    assertThat(compile(compiler, pack, "2_0")).isEmpty();
    assertThat(compile(compiler, transfer, "2_2")).contains("NpyIter_GetTransferFlags");
    assertThat(compile(compiler, transfer, "2_3")).isEmpty();
    assertThat(compile(compiler, fromAny, null)).isEmpty();
    assertThat(compile(compiler, fromAny, "2_4")).isEmpty();
    // Removed in 2.0, so that no target has it; the table does, for who asks the version first.
    String gone = "(uintptr_t)PyArray_FromDims(0, NULL, 0)";
    assertThat(compile(compiler, gone, null)).contains("PyArray_FromDims");
    assertThat(compile(compiler, "AMBI_MULTIARRAY->PyArray_FromDims(0, NULL, 0)", null)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void notATarget(Compiler compiler) throws Exception {
    compiler.require();
    assertThat(compile(compiler, "NULL", "1_22")).contains("older than these headers go back");
    assertThat(compile(compiler, "NULL", "9_9")).contains("no version that these headers know");
    String newer =
        compiler
            .check("#include <ambi/numpy.h>\n", directory, "-DNPY_TARGET_VERSION=0x00000099")
            .text();
    assertThat(newer).contains("newer than these headers");
  }

  /** A descriptor's shape is known only where 1.x need not be served. */
  @ParameterizedTest
  @MethodSource("compilers")
  void descriptor(Compiler compiler) throws Exception {
    compiler.require();
    String field = "(uintptr_t)((PyArray_Descr *)PyArray_API[0])->elsize";
    assertThat(compile(compiler, field, null)).contains("elsize");
    assertThat(compile(compiler, field, "2_0")).isEmpty();
  }
}
