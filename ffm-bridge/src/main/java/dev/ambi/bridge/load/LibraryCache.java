package dev.ambi.bridge.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The libraries that the system's loader finds without being told where: those of {@code
 * /etc/ld.so.cache}, then those in its default directories.
 */
final class LibraryCache {

  private static final Path FILE = Path.of("/etc/ld.so.cache");
  private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_SIZE = 48;
  private static final int ENTRY_SIZE = 24;

  /** Kept while the process lives; {@code ldconfig} seldom runs meanwhile. */
  private static final class Holder {
    private static final LibraryCache INSTANCE = new LibraryCache(read(), Platform.current());
  }

  private final Map<String, List<Path>> paths;
  private final List<Path> directories = new ArrayList<>();

  private LibraryCache(Map<String, List<Path>> paths, Platform platform) {
    this.paths = paths;
    String triple = platform.machine().tag() + "-linux-gnu";
    for (String directory :
        new String[] {
          "/lib/" + triple, "/usr/lib/" + triple, "/lib64", "/usr/lib64", "/lib", "/usr/lib"
        }) {
      directories.add(Path.of(directory));
    }
  }

  static LibraryCache ofSystem() {
    return Holder.INSTANCE;
  }

  /** The files that a library of this name may be, best first; each may be for another machine. */
  List<Path> candidates(String name) {
    List<Path> found = new ArrayList<>(paths.getOrDefault(name, List.of()));
    for (Path directory : directories) {
      found.add(directory.resolve(name));
    }
    return found;
  }

  private static Map<String, List<Path>> read() {
    try {
      return Files.isReadable(FILE) ? parse(Files.readAllBytes(FILE)) : Map.of();
    } catch (IOException e) {
      return Map.of(); // the default directories remain
    }
  }

  /** Reads the format of glibc 2.2 and later; anything else gives nothing. */
  static Map<String, List<Path>> parse(byte[] bytes) {
    ByteBuffer cache = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    Map<String, List<Path>> paths = new HashMap<>();
    if (bytes.length < HEADER_SIZE
        || !ByteBuffer.wrap(MAGIC).equals(cache.slice(0, MAGIC.length))) {
      return paths;
    }
    int count = cache.getInt(MAGIC.length);
    for (int i = 0; i < count && bytes.length - HEADER_SIZE >= (i + 1L) * ENTRY_SIZE; i++) {
      int at = HEADER_SIZE + i * ENTRY_SIZE;
      String name = string(bytes, cache.getInt(at + 4));
      String path = string(bytes, cache.getInt(at + 8));
      if (!name.isEmpty() && path.startsWith("/")) {
        paths.computeIfAbsent(name, k -> new ArrayList<>(1)).add(Path.of(path));
      }
    }
    return paths;
  }

  private static String string(byte[] bytes, int begin) {
    if (begin < 0 || begin >= bytes.length) {
      return "";
    }
    int end = begin;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
  }
}
