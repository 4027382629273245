package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The libraries that the system's loader would load with a binary: its {@code DT_NEEDED} and
 * theirs, searched where the loader searches them. In order: {@code DT_RPATH} of the library that
 * asks and of those that asked for it, {@code LD_LIBRARY_PATH}, {@code DT_RUNPATH} of the library
 * that asks, and the system's own places.
 */
final class LibraryClosure {

  /** How a library was found. */
  enum Place {
    /** Relative to the file that needs it, by {@code $ORIGIN}. */
    ORIGIN,
    /** In a directory that a binary or the environment names. */
    NAMED,
    /** Where the system keeps its libraries. */
    SYSTEM
  }

  /**
   * A library that was found.
   *
   * @param name the name that was asked for
   * @param elf what it says of itself
   * @param place how it was found
   */
  record Library(String name, ElfFile elf, Place place) {}

  /** Libraries of the system do not change while they are in use, and most binaries share them. */
  private static final Map<Path, ElfFile> SYSTEM_LIBRARIES = new ConcurrentHashMap<>();

  private final Map<String, Library> libraries = new LinkedHashMap<>();
  private final List<MissingLibrary> missing = new ArrayList<>();

  /** A library on the way, with the directories that it inherits from those that asked for it. */
  private record Asking(ElfFile elf, List<SearchDirectory> inherited) {}

  private LibraryClosure() {}

  static LibraryClosure of(ElfFile binary) {
    LibraryClosure closure = new LibraryClosure();
    closure.follow(binary);
    return closure;
  }

  /** The libraries that were found, in the order in which the loader comes upon them. */
  List<Library> libraries() {
    return List.copyOf(libraries.values());
  }

  /** The libraries that were not. */
  List<MissingLibrary> missing() {
    return Collections.unmodifiableList(missing);
  }

  private void follow(ElfFile binary) {
    List<Asking> queue = new ArrayList<>();
    queue.add(new Asking(binary, List.of()));
    // Breadth first, as the loader does; names that were seen are not searched again, as there.
    for (int i = 0; i < queue.size(); i++) {
      Asking asking = queue.get(i);
      List<SearchDirectory> rpath = new ArrayList<>();
      SearchDirectory.expand(asking.elf.rpath(), asking.elf.file(), rpath);
      rpath.addAll(asking.inherited);
      List<SearchDirectory> directories = searched(asking.elf, rpath);
      for (String name : asking.elf.needed()) {
        if (libraries.containsKey(name) || isMissing(name)) {
          continue;
        }
        Library found = find(name, directories);
        if (found == null) {
          missing.add(
              new MissingLibrary(
                  name,
                  String.valueOf(asking.elf.file().getFileName()),
                  SearchDirectory.names(directories)));
        } else {
          libraries.put(name, found);
          queue.add(new Asking(found.elf, rpath));
        }
      }
    }
  }

  private boolean isMissing(String name) {
    for (MissingLibrary library : missing) {
      if (library.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The directories that are searched before the system's, for what one library needs. */
  private static List<SearchDirectory> searched(ElfFile asking, List<SearchDirectory> rpath) {
    // With DT_RUNPATH, DT_RPATH does not count, not even an inherited one.
    List<SearchDirectory> directories =
        asking.runpath().isEmpty() ? new ArrayList<>(rpath) : new ArrayList<>();
    directories.addAll(SearchDirectory.ofEnvironment());
    SearchDirectory.expand(asking.runpath(), asking.file(), directories);
    return directories;
  }

  private static Library find(String name, List<SearchDirectory> directories) {
    try {
      if (name.indexOf('/') >= 0) {
        return readable(name, Path.of(name), Place.NAMED);
      }
      for (SearchDirectory directory : directories) {
        Library found = readable(name, directory.path().resolve(name), directory.place());
        if (found != null) {
          return found;
        }
      }
      return findInSystem(name);
    } catch (InvalidPathException e) {
      return null; // a name that no file has
    }
  }

  private static Library findInSystem(String name) {
    for (Path path : LibraryCache.ofSystem().candidates(name)) {
      ElfFile known = SYSTEM_LIBRARIES.get(path);
      if (known != null) {
        return new Library(name, known, Place.SYSTEM);
      }
      Library found = readable(name, path, Place.SYSTEM);
      if (found != null) {
        SYSTEM_LIBRARIES.put(path, found.elf);
        return found;
      }
    }
    return null;
  }

  /** The library at a path; null if there is none that can be loaded, where the loader goes on. */
  private static Library readable(String name, Path path, Place place) {
    if (!Files.isRegularFile(path)) {
      return null;
    }
    try {
      return new Library(name, ElfFile.readLazily(path), place);
    } catch (ExtensionLoadException e) {
      return null;
    }
  }
}
