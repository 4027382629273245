package dev.ambi.cli.bind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what a header includes. Of the headers of C and of the system none is read: what they
 * declare is known here, in the resources {@code standard.h} and {@code complex.h}.
 */
final class Includes {
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/usr/local/include"),
          Path.of("/usr/include"),
          Path.of("/usr/include/x86_64-linux-gnu"));

  private static final Set<String> STANDARD = Set.of(resource("standard-headers.txt").split("\n"));

  private final List<Path> directories;
  private final Set<String> missing = new LinkedHashSet<>();

  /** Looks in these directories first. */
  Includes(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /** A resource of this package. */
  static String resource(String name) {
    try (InputStream in = Includes.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is a header of C or of the system, which is not read. */
  static boolean isStandard(String name) {
    return STANDARD.contains(name)
        || List.of("sys/", "bits/", "asm/", "linux/", "arpa/", "net/", "netinet/", "gnu/").stream()
            .anyMatch(name::startsWith);
  }

  /**
   * The file that is meant, or null.
   *
   * @param name what stands between the quotes or brackets
   * @param from the file that includes it, or null
   * @param quoted whether it stands in quotes
   */
  Path find(String name, Path from, boolean quoted) {
    List<Path> places = new ArrayList<>();
    if (quoted && from != null) {
      places.add(directory(from));
    }
    places.addAll(directories);
    if (!quoted && from != null) {
      places.add(directory(from));
    }
    places.addAll(SYSTEM);
    try {
      for (Path place : places) {
        Path file = place.resolve(name).normalize();
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    } catch (InvalidPathException _) {
      return null;
    }
    return null;
  }

  private static Path directory(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  void miss(String name) {
    missing.add(name);
  }

  /** What was included and not found. */
  Set<String> missing() {
    return missing;
  }
}
