package dev.ambi.bridge.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  private final ByteBuffer cache;
  private final List<Path> directories = new ArrayList<>();

  LibraryCache(byte[] cache, Platform platform) {
    this.cache = ByteBuffer.wrap(cache).order(ByteOrder.nativeOrder());
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

  private static byte[] read() {
    try {
      return Files.isReadable(FILE) ? Files.readAllBytes(FILE) : new byte[0];
    } catch (IOException e) {
      return new byte[0]; // the default directories remain
    }
  }

  /** The files that a library of this name may be, best first; each may be for another machine. */
  List<Path> candidates(String name) {
    List<Path> found = cached(name);
    for (Path directory : directories) {
      found.add(directory.resolve(name));
    }
    return found;
  }

  /** Looks into the format of glibc 2.2 and later; anything else gives nothing. */
  List<Path> cached(String name) {
    List<Path> found = new ArrayList<>();
    int size = cache.capacity();
    if (size < HEADER_SIZE || !ByteBuffer.wrap(MAGIC).equals(cache.slice(0, MAGIC.length))) {
      return found;
    }
    byte[] wanted = (name + '\0').getBytes(StandardCharsets.UTF_8);
    int count = cache.getInt(MAGIC.length);
    for (int i = 0; i < count && size - HEADER_SIZE >= (i + 1L) * ENTRY_SIZE; i++) {
      int at = HEADER_SIZE + i * ENTRY_SIZE;
      if (isAt(cache.getInt(at + 4), wanted)) {
        String path = string(cache.getInt(at + 8));
        if (path.startsWith("/")) {
          found.add(Path.of(path));
        }
      }
    }
    return found;
  }

  private boolean isAt(int begin, byte[] wanted) {
    if (begin < 0 || begin > cache.capacity() - wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (cache.get(begin + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private String string(int begin) {
    int end = begin;
    while (end >= 0 && end < cache.capacity() && cache.get(end) != 0) {
      end++;
    }
    if (end <= begin) {
      return "";
    }
    byte[] bytes = new byte[end - begin];
    cache.get(begin, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
