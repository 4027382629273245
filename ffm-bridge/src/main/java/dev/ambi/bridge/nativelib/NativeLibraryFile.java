package dev.ambi.bridge.nativelib;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a native library lies on disk. It travels in the jar; the dynamic linker needs a file, so
 * it is copied to a private directory that is deleted when the JVM ends. In a build directory it is
 * a file already and used where it is.
 */
final class NativeLibraryFile {
  private NativeLibraryFile() {}

  /** The file of libambi, which there always has to be. */
  static Path libambi() {
    return find("libambi.so")
        .orElseThrow(() ->
            new UnsatisfiedLinkError(
                "Ambi's native library is not built for this platform: no "
                    + resource("libambi.so")
                    + " in its jar"));
  }

  /** The file of a library; empty if the jar has none for this platform. */
  static Optional<Path> find(String name) {
    var url = NativeLibraryFile.class.getResource(resource(name));
    if (url == null) {
      return Optional.empty();
    }
    try {
      if (url.getProtocol().equals("file")) {
        return Optional.of(Path.of(url.toURI()));
      }
      Path directory = newDirectory();
      Path file = directory.resolve(name);
      try (InputStream in = url.openStream()) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
      // The mapping of an open library outlives its file, but the debugger and profilers want the
      // name until the end.
      directory.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the native library " + name + " cannot be unpacked", e);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(url.toString(), e);
    }
  }

  private static String resource(String name) {
    return "/dev/ambi/bridge/native/" + platform() + "/" + name;
  }

  /**
   * As Files.createTempDirectory, which costs a start of SecureRandom. A name that is taken is an
   * error, not reused.
   */
  private static Path newDirectory() throws IOException {
    String name = "ambi-native-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    return Files.createDirectory(
        Path.of(System.getProperty("java.io.tmpdir"), name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return (os.startsWith("mac") ? "macos" : os)
        + "-"
        + switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "arm64", "aarch64" -> "aarch64";
          default -> arch;
        };
  }
}
