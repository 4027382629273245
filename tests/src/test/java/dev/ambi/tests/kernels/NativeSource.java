package dev.ambi.tests.kernels;

import dev.ambi.bridge.kernel.Library;
import dev.ambi.tests.Wheels;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A kernel of one's own: a source file of {@code tests/kernels}, built into a library. */
record NativeSource(String file, String compiler, List<String> options) {
  private static final Path SOURCES = Wheels.root().resolve("tests/kernels");
  private static final String HEADERS = Wheels.root().resolve("headers/include").toString();

  /** C, with Ambi's headers. */
  static NativeSource c(String file) {
    return new NativeSource(
        file,
        "cc",
        List.of(
            "-std=c11",
            "-O2",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-fPIC",
            "-shared",
            "-pthread",
            "-I" + HEADERS));
  }

  static NativeSource rust(String file) {
    return new NativeSource(
        file,
        "rustc",
        List.of("--edition", "2021", "--crate-type", "cdylib", "-O", "-D", "warnings"));
  }

  static NativeSource fortran(String file) {
    return new NativeSource(
        file,
        "gfortran",
        List.of("-std=f2008", "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared"));
  }

  /** Builds it; skips the test where there is no such compiler. */
  Library build(Path directory) throws IOException, InterruptedException {
    Path found = find(compiler);
    Assumptions.assumeTrue(
        found != null, () -> "there is no " + compiler + ": " + file + " was NOT tested");
    Path library = directory.resolve("lib" + file.replaceFirst("\\..*", "") + ".so");
    List<String> command = new ArrayList<>(List.of(found.toString()));
    command.addAll(options);
    command.addAll(List.of(SOURCES.resolve(file).toString(), "-o", library.toString()));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + "\n" + said);
    }
    return Library.open(library);
  }

  /** On the path, or where rustup puts its own. */
  private static Path find(String compiler) {
    String cargo = Path.of(System.getProperty("user.home"), ".cargo", "bin").toString();
    for (String directory :
        (System.getenv("PATH") + File.pathSeparator + cargo).split(File.pathSeparator)) {
      Path file = Path.of(directory, compiler);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }
}
