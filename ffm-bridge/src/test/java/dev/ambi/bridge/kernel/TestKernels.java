package dev.ambi.bridge.kernel;

import dev.ambi.bridge.load.CSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The libraries of {@code kernels.c} and {@code structs.c}, compiled once. */
final class TestKernels {
  static final Path FILE = compile("kernels");
  static final Library LIBRARY = Library.open(FILE);

  /** What is compiled only where it is asked for. */
  static final class Structs {
    static final Library LIBRARY = Library.open(compile("structs"));

    private Structs() {}
  }

  private TestKernels() {}

  private static Path compile(String name) {
    try (InputStream in = TestKernels.class.getResourceAsStream(name + ".c")) {
      Path directory = Files.createTempDirectory("ambi-" + name);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new CSource(text)
          .library(directory.resolve("lib" + name + ".so"), "-O2", "-Wall", "-Wextra", "-Werror");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
