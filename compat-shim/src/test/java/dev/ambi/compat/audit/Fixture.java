package dev.ambi.compat.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles the sources in the resources, which tell what they use, against our own headers. */
final class Fixture {
  private static final Path HEADERS = Path.of("../headers/include");

  private Fixture() {}

  static Path compile(Path directory, String... options) throws Exception {
    return compile("fixture", directory, options);
  }

  static Path compile(String name, Path directory, String... options) throws Exception {
    Path source = directory.resolve(name + ".c");
    try (InputStream in = Fixture.class.getResourceAsStream(name + ".c")) {
      Files.write(source, in.readAllBytes());
    }
    Path library = directory.resolve(name + ".cpython-311-x86_64-linux-gnu.so");
    List<String> command =
        new ArrayList<>(
            List.of("cc", "-shared", "-fPIC", "-I" + HEADERS, "-o", library.toString()));
    command.add(source.toString());
    command.addAll(List.of(options));
    run(command);
    return library;
  }

  /** Runs a command and gives what it printed; fails if the command does. */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + printed);
    }
    return printed;
  }
}
