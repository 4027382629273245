package dev.ambi.bridge.load;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory that the loader searches because a binary or the environment names it.
 *
 * @param path the directory, absolute; its real path if it exists
 * @param place whether it was named relative to the binary
 */
record SearchDirectory(Path path, LibraryClosure.Place place) {

  /** Adds what the entries of an RPATH or RUNPATH mean in {@code file}. */
  static void expand(List<String> entries, Path file, List<SearchDirectory> into) {
    for (String entry : entries) {
      if (entry.contains("$LIB") || entry.contains("${LIB}")) {
        // The loader knows one of them, by how it was built.
        String triple = Platform.current().machine().tag() + "-linux-gnu";
        add(entry.replace("${LIB}", "$LIB").replace("$LIB", "lib/" + triple), file, into);
        add(entry.replace("${LIB}", "$LIB").replace("$LIB", "lib64"), file, into);
      } else {
        add(entry, file, into);
      }
    }
  }

  private static void add(String entry, Path file, List<SearchDirectory> into) {
    boolean relative = entry.contains("$ORIGIN") || entry.contains("${ORIGIN}");
    // The loader takes the directory by which the file was opened: a link to the file is not
    // followed.
    Path origin = file.toAbsolutePath().getParent();
    String text =
        entry
            .replace("${ORIGIN}", "$ORIGIN")
            .replace("$ORIGIN", String.valueOf(origin))
            .replace("${PLATFORM}", "$PLATFORM")
            .replace("$PLATFORM", Platform.current().machine().tag());
    try {
      Path path = Path.of(text).toAbsolutePath();
      into.add(
          new SearchDirectory(
              real(path), relative ? LibraryClosure.Place.ORIGIN : LibraryClosure.Place.NAMED));
    } catch (InvalidPathException e) {
      // A name that no directory has: nothing is found there.
    }
  }

  /** The directories of {@code LD_LIBRARY_PATH}, as the process was started with it. */
  static List<SearchDirectory> ofEnvironment() {
    List<SearchDirectory> directories = new ArrayList<>();
    String value = System.getenv("LD_LIBRARY_PATH");
    if (value != null && !value.isEmpty()) {
      for (String entry : value.split("[:;]", -1)) {
        try {
          // An empty entry is the working directory.
          directories.add(
              new SearchDirectory(
                  real(Path.of(entry).toAbsolutePath()), LibraryClosure.Place.NAMED));
        } catch (InvalidPathException e) {
          // A name that no directory has: nothing is found there.
        }
      }
    }
    return directories;
  }

  static List<String> names(List<SearchDirectory> directories) {
    List<String> names = new ArrayList<>();
    for (SearchDirectory directory : directories) {
      names.add(directory.path.toString());
    }
    return names;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.normalize(); // not there: only for the message
    }
  }
}
