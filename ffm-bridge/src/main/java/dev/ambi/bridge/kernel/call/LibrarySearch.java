package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Library;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where a library is looked for, and what is said when it is nowhere. */
public final class LibrarySearch {
  /** Those of ld.so on the systems that Ambi runs on; its own search comes last. */
  private static final List<String> SYSTEM =
      List.of(
          "/usr/local/lib",
          "/usr/lib/x86_64-linux-gnu",
          "/lib/x86_64-linux-gnu",
          "/usr/lib64",
          "/lib64",
          "/usr/lib",
          "/lib");

  private LibrarySearch() {}

  /**
   * {@return the library}
   *
   * @param name its name without {@code lib} and ending
   * @param load loads a file, or what ld.so knows by that name
   * @throws KernelLinkException if it is nowhere, or could not be loaded
   */
  public static Library find(String name, Function<String, Library> load) {
    String file = System.mapLibraryName(name);
    Set<String> places = places();
    for (String place : places) {
      Path found = in(place, file);
      if (found != null) {
        return load.apply(found.toString());
      }
    }
    try {
      return load.apply(file);
    } catch (KernelLinkException e) {
      throw new KernelLinkException(
          "there is no library '%s' (%s, or %s with a version) in %s; -Dambi.library.path=DIR names a directory; ld.so says: %s"
              .formatted(name, file, file, String.join(", ", places), e.getCause().getMessage()),
          e);
    }
  }

  private static Set<String> places() {
    Set<String> places = new LinkedHashSet<>();
    for (String paths :
        new String[] {
          System.getProperty("ambi.library.path"),
          System.getProperty("java.library.path"),
          System.getenv("LD_LIBRARY_PATH")
        }) {
      if (paths != null) {
        for (String place : paths.split(File.pathSeparator, -1)) {
          if (!place.isBlank()) {
            places.add(place);
          }
        }
      }
    }
    places.addAll(SYSTEM);
    return places;
  }

  /** The file itself, or the one of the highest version. */
  private static Path in(String place, String file) {
    Path directory;
    try {
      directory = Path.of(place);
    } catch (InvalidPathException e) {
      return null;
    }
    if (!Files.isDirectory(directory)) {
      return null;
    }
    // A file that ends in .so may be a linker script, which only the compiler's linker reads.
    Path plain = directory.resolve(file);
    if (isElf(plain)) {
      return plain;
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(p -> version(p, file) != null && isElf(p))
          .max(Comparator.comparing(p -> version(p, file), LibrarySearch::compare))
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private static List<Integer> version(Path path, String file) {
    String name = path.getFileName().toString();
    if (!name.startsWith(file + ".")) {
      return null;
    }
    List<Integer> numbers = new ArrayList<>();
    for (String part : name.substring(file.length() + 1).split("\\.", -1)) {
      if (!part.matches("\\d{1,9}")) {
        return null;
      }
      numbers.add(Integer.valueOf(part));
    }
    return numbers;
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int c = Integer.compare(a.get(i), b.get(i));
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static boolean isElf(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (var in = Files.newInputStream(path)) {
      byte[] magic = in.readNBytes(4);
      return magic.length == 4 && magic[0] == 0x7f && magic[1] == 'E' && magic[2] == 'L';
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * {@return what to try instead of a symbol that is not there, or nothing}
   *
   * @param symbol the symbol
   * @param library the library without it
   */
  public static String hint(String symbol, Library library) {
    for (String other : new String[] {symbol + "_", "_" + symbol, symbol + "64_"}) {
      if (library.lookup(other).isPresent()) {
        return ", but '" + other + "' is: @Symbol(\"" + other + "\") binds that";
      }
    }
    return "";
  }
}
