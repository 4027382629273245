package dev.ambi.compat.audit;

import dev.ambi.bridge.NumpyVersion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Imports a binary in a process of its own, for a limited time, and tells what it called. */
final class ImportTracer {
  /** Importing takes well below a second; that is for the JVM on a busy machine. */
  static final Duration LONGEST = Duration.ofSeconds(20);

  /** Where the JVM writes when it crashes; the signal stands in a line of the beginning. */
  private static final String CRASH = "crash";

  /** The result has a line for each slot. */
  private static final long LARGEST = 1 << 20;

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
        process
            .destroyForcibly()
            .onExit()
            .orTimeout(1, TimeUnit.SECONDS)
            .exceptionally(e -> null)
            .join();
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
      // A runtime image that holds the modules has no such path.
      if (System.getProperty("jdk.module.path") != null) {
        command.addAll(List.of("-p", absolute("jdk.module.path")));
      }
      command.addAll(List.of("-m", module.getName() + "/" + main));
    } else {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.addAll(List.of("-cp", absolute("java.class.path"), main));
    }
    return command;
  }

  /** A path of this JVM's, for one that runs in another directory. */
  private static String absolute(String property) {
    return Stream.of(System.getProperty(property).split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The binary could have written the result itself: it is read as a stranger's. */
  static ImportTrace read(Path directory, Path result, int status) {
    try {
      List<String> lines =
          Files.exists(result) && Files.size(result) <= LARGEST
              ? Files.readAllLines(result, StandardCharsets.UTF_8)
              : List.of();
      if (lines.isEmpty() || !lines.getLast().equals(TracedImport.DONE)) {
        return ImportTrace.none("it ended the process, " + end(directory.resolve(CRASH), status));
      }
      List<ImportTrace.Call> calls = new ArrayList<>();
      String failure = "";
      for (String line : lines) {
        String[] parts = line.split("\t", 4);
        if (parts[0].equals(TracedImport.CALL)) {
          calls.add(call(parts));
        } else if (parts[0].equals(TracedImport.FAILED)) {
          failure = parts[1];
        }
      }
      return new ImportTrace(calls, failure);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return ImportTrace.none("its process left no result that makes sense");
    }
  }

  private static ImportTrace.Call call(String[] parts) {
    int slot = Integer.parseInt(parts[2]);
    if (Problems.slot(parts[1], slot) == null) {
      throw new IllegalArgumentException("no known NumPy has slot " + slot + " of " + parts[1]);
    }
    return new ImportTrace.Call(parts[1], slot, Long.parseLong(parts[3]));
  }

  private static String end(Path crash, int status) throws IOException {
    if (Files.exists(crash)) {
      Matcher signal =
          SIGNAL.matcher(new String(Files.readAllBytes(crash), StandardCharsets.ISO_8859_1));
      return signal.find() ? "with " + signal.group(1) : "with a crash";
    }
    return "with status " + status;
  }

  /**
   * What cannot be deleted stays: it is of the binary's making, and of no weight for the answer.
   */
  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .map(Path::toFile)
          .filter(file -> !file.delete())
          .forEach(File::deleteOnExit);
    } catch (IOException | UncheckedIOException e) {
      directory.toFile().deleteOnExit();
    }
  }
}
