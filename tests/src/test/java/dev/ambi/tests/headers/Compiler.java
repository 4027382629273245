package dev.ambi.tests.headers;

import dev.ambi.tests.Wheels;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A compiler as it is asked for here; {@code command} is null where this machine has none. */
record Compiler(String name, String command, String standard) {
  static final Path HEADERS = Wheels.root().resolve("headers/include");
  static final Path SOURCES = Wheels.root().resolve("tests/headers");

  /** What came out: an empty text where all is right. */
  record Output(int status, String text) {}

  /** GCC and Clang, each in C11, C17, C++17 and C++20. */
  static Stream<Compiler> all() {
    return Stream.of("gcc", "clang", "g++", "clang++").flatMap(Compiler::standards);
  }

  private static Stream<Compiler> standards(String name) {
    String command = find(name);
    Stream<String> standards =
        name.endsWith("++") ? Stream.of("c++17", "c++20") : Stream.of("c11", "c17");
    return standards.map(standard -> new Compiler(name, command, standard));
  }

  /** The plain one, or the newest that has its version in its name. */
  static String find(String name) {
    List<String> names = new ArrayList<>(List.of(name));
    IntStream.iterate(29, version -> version > 9, version -> version - 1)
        .forEach(version -> names.add(name + "-" + version));
    for (String candidate : names) {
      for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
        Path file = Path.of(directory, candidate);
        if (Files.isExecutable(file)) {
          return file.toString();
        }
      }
    }
    return null;
  }

  boolean isCpp() {
    return standard.startsWith("c++");
  }

  /** Skips the test where the compiler is not there. */
  Compiler require() {
    Assumptions.assumeTrue(
        command != null,
        () -> "there is no " + name + " on the PATH: the headers were NOT compiled with it");
    return this;
  }

  /** The command with every warning an error, and these arguments. */
  Output run(List<String> arguments) throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(command, "-std=" + standard, "-Wall", "-Wextra", "-Werror", "-pedantic"));
    all.add("-I" + HEADERS);
    all.addAll(arguments);
    return execute(all);
  }

  /** Compiles a text, and writes nothing. */
  Output check(String source, Path directory, String... options)
      throws IOException, InterruptedException {
    Path file = directory.resolve(isCpp() ? "source.cc" : "source.c");
    Files.writeString(file, source);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-fsyntax-only", file.toString()));
    return run(arguments);
  }

  static Output execute(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), text);
  }

  @Override
  public String toString() {
    return name + " " + standard;
  }
}
