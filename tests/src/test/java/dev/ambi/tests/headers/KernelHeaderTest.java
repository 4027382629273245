package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the inline functions of {@code kernel.h} do, run in C under the sanitizers. */
class KernelHeaderTest {
  @TempDir Path directory;

  static List<Compiler> compilers() {
    return Compiler.all().filter(c -> c.standard().equals("c11")).toList();
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void conversions(Compiler compiler) throws Exception {
    compiler.require();
    String program = directory.resolve("kernel").toString();
    String source = Compiler.SOURCES.resolve("kernel.c").toString();
    List<String> options =
        List.of("-O2", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all");
    Compiler.Output built =
        compiler.run(Stream.concat(options.stream(), Stream.of(source, "-o", program)).toList());
    assertThat(built.text()).isEmpty();
    Compiler.Output run = Compiler.execute(List.of(program));
    assertThat(run.text()).isEmpty();
    assertThat(run.status()).isZero();
  }

  /** A library made for 32 dimensions says so where Ambi looks for it. */
  @ParameterizedTest
  @MethodSource("compilers")
  void maxdims(Compiler compiler) throws Exception {
    compiler.require();
    String source = "#include <ambi/kernel.h>\nAMBI_DECLARE_MAXDIMS;\n";
    assertThat(compiler.check(source, directory, "-DAMBI_MAXDIMS=32").text()).isEmpty();
    assertThat(compiler.check(source, directory, "-DAMBI_MAXDIMS=65").text())
        .contains("1 to 64, and 32 for code of NumPy 1.x");
  }

  /** Where DLPack's own header comes first, its declarations are used. */
  @ParameterizedTest
  @MethodSource("all")
  void afterDlpacksOwnHeader(Compiler compiler) throws Exception {
    compiler.require();
    String dlpack =
        """
        #define DLPACK_DLPACK_H_
        #include <stdint.h>
        #include <stddef.h>
        typedef enum { kDLCPU = 1, kDLCUDA = 2 } DLDeviceType;
        typedef struct { DLDeviceType device_type; int32_t device_id; } DLDevice;
        typedef struct { uint8_t code; uint8_t bits; uint16_t lanes; } DLDataType;
        typedef struct { void *data; DLDevice device; int32_t ndim; DLDataType dtype; int64_t *shape;
                         int64_t *strides; uint64_t byte_offset; } DLTensor;
        """;
    assertThat(compiler.check(dlpack + "#include <ambi/kernel.h>\n", directory).text()).isEmpty();
  }

  static List<Compiler> all() {
    return Compiler.all().toList();
  }
}
