package dev.ambi.compat.audit;

import dev.ambi.bridge.NumpyVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Imports a binary in a process of its own, for a limited time, and tells what it called. */
final class ImportTracer {
  /** Importing takes well below a second; that is for the JVM on a busy machine. */
  static final Duration LONGEST = Duration.ofSeconds(20);

  /** Where the JVM writes when it crashes; the signal stands in a line of the beginning. */
  private static final String CRASH = "crash";

  private static final Pattern SIGNAL = Pattern.compile("(?m)^#\\s+(SIG[A-Z]+)");

  private final Duration longest;

  ImportTracer(Duration longest) {
    this.longest = longest;
  }

  /**
   * Imports a module.
   *
   * @param file a shared library or a wheel
   * @param module the module in the wheel, or null
   * @param name the last name of the shared library
   * @param version the NumPy to emulate
   * @return what it called; why nothing more is known, in words
   */
  ImportTrace trace(Path file, String module, String name, NumpyVersion version) {
    try {
      Path directory = Files.createTempDirectory("ambi-trace");
      try {
        return run(directory, file, module, name, version);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      return ImportTrace.none("no process for it could be started: " + e.getMessage());
    }
  }

  private ImportTrace run(
      Path directory, Path file, String module, String name, NumpyVersion version)
      throws IOException {
    Path result = directory.resolve("result");
    List<String> command = jvm(directory);
    command.addAll(
        List.of(
            result.toString(),
            file.toAbsolutePath().toString(),
            module == null ? "" : module,
            version.toString(),
            name));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    boolean ended = false;
    try {
      ended = process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ImportTrace.none("interrupted");
    } finally {
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    return ended ? read(directory, result, process.exitValue()) : ImportTrace.none(tooLong());
  }

  private String tooLong() {
    return "it took more than %d seconds".formatted(longest.toSeconds());
  }

  /** This JVM once more, with the same code and no more than it needs. */
  private static List<String> jvm(Path directory) {
    Module module = TracedImport.class.getModule();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + directory.resolve(CRASH),
                "-Djava.io.tmpdir=" + directory));
    String main = TracedImport.class.getName();
    if (module.isNamed()) {
      command.add("--enable-native-access=dev.ambi.bridge");
      command.addAll(List.of("-p", System.getProperty("jdk.module.path")));
      command.addAll(List.of("-m", module.getName() + "/" + main));
    } else {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    }
    return command;
  }

  private static ImportTrace read(Path directory, Path result, int status) throws IOException {
    List<String> lines =
        Files.exists(result) ? Files.readAllLines(result, StandardCharsets.UTF_8) : List.of();
    if (lines.isEmpty() || !lines.getLast().equals(TracedImport.DONE)) {
      return ImportTrace.none("it ended the process, " + end(directory.resolve(CRASH), status));
    }
    List<ImportTrace.Call> calls = new ArrayList<>();
    String failure = "";
    for (String line : lines) {
      String[] parts = line.split("\t", 4);
      if (parts[0].equals(TracedImport.CALL)) {
        calls.add(
            new ImportTrace.Call(parts[1], Integer.parseInt(parts[2]), Long.parseLong(parts[3])));
      } else if (parts[0].equals(TracedImport.FAILED)) {
        failure = parts[1];
      }
    }
    return new ImportTrace(calls, failure);
  }

  private static String end(Path crash, int status) throws IOException {
    if (Files.exists(crash)) {
      Matcher signal =
          SIGNAL.matcher(new String(Files.readAllBytes(crash), StandardCharsets.ISO_8859_1));
      return signal.find() ? "with " + signal.group(1) : "with a crash";
    }
    return "with status " + status;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
