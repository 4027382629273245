package dev.ambi.tests.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The CPython that the benchmarks compare with: a virtual environment of its own in the cache, with
 * a pinned NumPy and the wheel that we run too.
 */
final class PeerPython {
  /** The Python that the wheels are built for. */
  private static final String PYTHON = "3.11";

  private static final String NUMPY = "2.4.6";

  /** They make NumPy's OpenBLAS choose other code, or behave otherwise, than a user has. */
  static final List<String> UNSET = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");

  private final Path executable;
  private final String description;

  private PeerPython(Path executable, String description) {
    this.executable = executable;
    this.description = description;
  }

  /**
   * The environment, made if it is not there yet, with progress on standard error.
   *
   * @throws IOException when there is no such Python, or the environment cannot be made
   */
  static PeerPython prepare(Path wheel) throws IOException {
    String name = wheel.getFileName().toString().replaceFirst("-cp.*", "");
    return environment("numpy-" + NUMPY + "-" + name, "numpy==" + NUMPY, wheel.toString());
  }

  /**
   * An environment with the newest NumPy that pip gives, looked for anew each time; without a
   * network, the newest it gave before.
   *
   * @throws IOException when there is no such Python, or the environment cannot be made
   */
  static PeerPython newest() throws IOException {
    PeerPython python = environment("numpy-newest", "numpy");
    List<String> upgrade = new ArrayList<>(python.pip("install"));
    upgrade.addAll(List.of("--quiet", "--upgrade", "numpy"));
    try {
      show(upgrade);
    } catch (IOException e) {
      Bench.progress("whether there is a newer NumPy could not be found out: " + e.getMessage());
    }
    return describe(python.executable);
  }

  /** The environment of that name in the cache, made if it is not there yet. */
  private static PeerPython environment(String name, String... requirements) throws IOException {
    Path directory = cache().resolve("bench").resolve(name);
    Path executable = directory.resolve("bin/python");
    Path complete = directory.resolve("complete");
    if (!Files.exists(complete)) {
      String python = find();
      Bench.progress("making the peer's environment, " + directory + " (once)");
      Files.createDirectories(directory);
      show(List.of(python, "-m", "venv", "--clear", directory.toString()));
      List<String> install =
          new ArrayList<>(new PeerPython(executable, "a new environment").pip("install"));
      install.addAll(List.of(requirements));
      show(install);
      Files.createFile(complete);
    }
    return describe(executable);
  }

  private List<String> pip(String command) {
    return List.of(executable.toString(), "-m", "pip", "--disable-pip-version-check", command);
  }

  private static PeerPython describe(Path executable) throws IOException {
    String version =
        capture(
            List.of(
                executable.toString(),
                "-c",
                "import sys, numpy; print('CPython %d.%d.%d' % sys.version_info[:3] + ', NumPy '"
                    + " + numpy.__version__)"));
    return new PeerPython(executable, version.strip());
  }

  /** Which Python and NumPy it is, with their versions. */
  String description() {
    return description;
  }

  /** The interpreter's file. */
  Path executable() {
    return executable;
  }

  /** A process of it, not yet started. Neither the user's variables nor packages reach it. */
  ProcessBuilder process(String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable.toString(), "-E", "-s"));
    command.addAll(List.of(arguments));
    return builder(command);
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    UNSET.forEach(builder.environment()::remove);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /** The first Python of that version, among those that {@code AMBI_PYTHON} and the path name. */
  private static String find() throws IOException {
    for (String candidate : candidates()) {
      try {
        Process process =
            new ProcessBuilder(candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String version =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (version.equals(PYTHON)) {
          return candidate;
        }
      } catch (IOException _) {
        continue; // There is none of that name.
      }
    }
    throw new IOException(
        "the peer needs CPython "
            + PYTHON
            + " and none was found: install it as python"
            + PYTHON
            + ", or name it in AMBI_PYTHON");
  }

  private static List<String> candidates() throws IOException {
    List<String> all = new ArrayList<>();
    String named = System.getenv("AMBI_PYTHON");
    if (named != null && !named.isBlank()) {
      all.addAll(Arrays.asList(named.strip().split("\\s+")));
    }
    all.addAll(List.of("python" + PYTHON, "python3", "python"));
    Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
    if (Files.isDirectory(pyenv)) {
      try (Stream<Path> versions = Files.list(pyenv)) {
        versions
            .filter(directory -> directory.getFileName().toString().startsWith(PYTHON + "."))
            .map(directory -> directory.resolve("bin/python").toString())
            .sorted()
            .forEach(all::add);
      }
    }
    return all;
  }

  /** Where everything of Ambi is kept that can be fetched again. */
  private static Path cache() {
    String named = System.getenv("AMBI_CACHE");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    String shared = System.getenv("XDG_CACHE_HOME");
    return shared != null && !shared.isEmpty()
        ? Path.of(shared, "ambi")
        : Path.of(System.getProperty("user.home"), ".cache", "ambi");
  }

  /** Runs a command that shows its progress, on standard error. */
  private static void show(List<String> command) throws IOException {
    Process process = builder(command).start();
    process.getOutputStream().close();
    process.getInputStream().transferTo(System.err);
    finish(command, process);
  }

  private static String capture(List<String> command) throws IOException {
    Process process = builder(command).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    finish(command, process);
    return text;
  }

  /**
   * Waits for a process that has closed its output.
   *
   * @throws IOException when it fails
   */
  static void finish(List<String> command, Process process) throws IOException {
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroy();
        throw new IOException("does not end: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException("status " + process.exitValue() + " from " + String.join(" ", command));
    }
  }
}
