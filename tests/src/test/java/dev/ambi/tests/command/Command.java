package dev.ambi.tests.command;

import dev.ambi.tests.Wheels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code ambi}, run in a process of its own.
 *
 * @param status the exit status
 * @param out what it wrote on standard output
 * @param err what it wrote on standard error
 */
record Command(int status, String out, String err) {

  static Command run(String... words) throws Exception {
    return withInput("", words);
  }

  static Command withInput(String input, String... words) throws Exception {
    return with(List.of(), input, words);
  }

  /** With further options for the Java virtual machine. */
  static Command withOptions(List<String> options, String... words) throws Exception {
    return with(options, "", words);
  }

  private static Command with(List<String> options, String input, String... words)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dambi.root=" + Wheels.root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.ambi.cli.Main");
    command.addAll(List.of(words));
    // Through files, so that neither side waits for the other to read.
    Path in = Files.createTempFile("ambi-in", null);
    Path out = Files.createTempFile("ambi-out", null);
    Path err = Files.createTempFile("ambi-err", null);
    try {
      Files.writeString(in, input);
      int status =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start()
              .waitFor();
      return new Command(status, text(out), text(err));
    } finally {
      Files.delete(in);
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
