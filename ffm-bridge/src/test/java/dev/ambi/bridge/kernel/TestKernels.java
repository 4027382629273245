package dev.ambi.bridge.kernel;

import dev.ambi.bridge.load.CSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The library of {@code kernels.c}, compiled once. */
final class TestKernels {
  static final Path FILE = compile();
  static final Library LIBRARY = Library.open(FILE);

  private TestKernels() {}

  private static Path compile() {
    try (InputStream in = TestKernels.class.getResourceAsStream("kernels.c")) {
      Path directory = Files.createTempDirectory("ambi-kernels");
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new CSource(text)
          .library(directory.resolve("libkernels.so"), "-O2", "-Wall", "-Wextra", "-Werror");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
