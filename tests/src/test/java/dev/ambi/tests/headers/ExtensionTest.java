package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.core.NDArray;
import dev.ambi.tests.extensions.LiveObjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An extension compiled once by each compiler, as C and as C++, with our headers alone serves both
 * of NumPy's ABIs. What it answers is what it answers in CPython with NumPy 1.26 and 2.4; the test
 * extensions are recorded there.
 */
class ExtensionTest {
  @TempDir Path directory;

  static List<Compiler> compilers() {
    return Compiler.all().toList();
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void servesBoth(Compiler compiler) throws Exception {
    compiler.require();
    Path file = directory.resolve("headers_example.cpython-311-x86_64-linux-gnu.so");
    List<String> options = new ArrayList<>(List.of("-O2", "-fPIC", "-shared"));
    if (compiler.isCpp()) {
      options.addAll(List.of("-x", "c++"));
    }
    options.add(Compiler.SOURCES.resolve("extension.c").toString());
    options.addAll(List.of("-o", file.toString()));
    assertThat(compiler.run(options).text()).isEmpty();
    for (String version : List.of("1.26", "2.4")) {
      try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of(version))) {
        ExtensionModule module = host.load(file, "headers_example");
        NDArray floats = NDArray.of(new float[] {1, 2, 4});
        long before = LiveObjects.collected();
        assertThat(module.call("total", floats).asDouble()).isEqualTo(7);
        assertThat(module.call("facts", floats).toString())
            .isEqualTo(version.equals("2.4") ? "(4, 4, 1)" : "(4, 4, 0)");
        assertThat(module.call("text", 7).asArray().dtype().itemSize()).isEqualTo(7);
        assertThat(module.call("halve", NDArray.of(new double[] {1, 3})).asArray().toString())
            .isEqualTo("[0.5 1.5]");
        assertThat(ExtensionHost.liveObjects()).isEqualTo(before);
      }
    }
  }
}
