package dev.ambi.bridge.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** C text, compiled by the machine's compiler into the files that the tests look at. */
public record CSource(String text) {

  /** An extension module by its looks: what it calls is never run. */
  static CSource module(String name) {
    return new CSource(
        """
        extern int PyList_Append(void *, void *);
        extern void *PyModule_Create2(void *, int);
        extern int maybe_there(void) __attribute__((weak));
        static int hidden_in_here(void) { return maybe_there ? maybe_there() : 0; }
        int counter;
        void *PyInit_%s(void) {
          PyList_Append(0, 0);
          counter += hidden_in_here();
          return PyModule_Create2(0, 1013);
        }
        """
            .formatted(name));
  }

  /** Compiles to a shared library. */
  public Path library(Path output, String... options) {
    List<String> all = new ArrayList<>(List.of("-shared", "-fPIC"));
    all.addAll(List.of(options));
    return compile(output, all);
  }

  Path compile(Path output, List<String> options) {
    try {
      Files.createDirectories(output.getParent());
      Path source = Files.createTempFile(output.getParent(), "source", ".c");
      Files.writeString(source, text);
      List<String> command = new ArrayList<>(List.of("cc", "-o", output.toString()));
      command.add(source.toString());
      command.addAll(options);
      run(command);
      Files.delete(source);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command and gives what it printed; fails the test if the command fails. */
  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(String.join(" ", command) + " gave " + status + ": " + printed);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return printed;
  }
}
