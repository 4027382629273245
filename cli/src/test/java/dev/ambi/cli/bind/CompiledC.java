package dev.ambi.cli.bind;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** C, compiled by the machine's compiler. */
final class CompiledC {
  private CompiledC() {}

  /** A shared library of a text. */
  static Path library(Path directory, String text, String... options) throws IOException {
    Path source = Files.writeString(directory.resolve("library.c"), text);
    Path library = directory.resolve("liblibrary.so");
    List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-O1", "-w"));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", library.toString(), source.toString()));
    run(command);
    return library;
  }

  /** What a program prints. */
  static String printed(Path directory, String text) throws IOException {
    Path source = Files.writeString(directory.resolve("program.c"), text);
    Path program = directory.resolve("program");
    run(List.of("cc", "-w", "-o", program.toString(), source.toString()));
    return run(List.of(program.toString()));
  }

  /** What a command prints; fails the test if the command fails. */
  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ":\n" + printed);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return printed;
  }
}
