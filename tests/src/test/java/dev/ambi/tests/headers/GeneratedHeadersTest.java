package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.tests.Wheels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed of the headers that are tables is what the generator writes of the facts. */
class GeneratedHeadersTest {
  @TempDir Path directory;

  @Test
  void committed() throws Exception {
    Path module = Wheels.root().resolve("ffm-bridge");
    Compiler.Output run =
        Compiler.execute(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                module.resolve("src/main/generator/Headers.java").toString(),
                module.toString(),
                directory.toString()));
    assertThat(run.status()).as(run.text()).isZero();
    List<Path> written;
    try (var files = Files.list(directory)) {
      written = files.sorted().toList();
    }
    assertThat(written).hasSize(4);
    for (Path header : written) {
      assertThat(Compiler.HEADERS.resolve("ambi").resolve(header.getFileName()))
          .as("run java ffm-bridge/src/main/generator/Headers.java ffm-bridge headers/include/ambi")
          .hasSameTextualContentAs(header);
    }
  }
}
