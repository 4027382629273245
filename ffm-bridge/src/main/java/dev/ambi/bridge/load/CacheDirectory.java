package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Where unpacked wheels are kept between runs. A directory in it is either complete or not there:
 * it is filled under another name and then renamed. Processes that fill it at once take turns, by a
 * lock on a file; those that only read need no lock.
 */
final class CacheDirectory {

  /** What a directory is to hold. */
  interface Content {
    /** Fills a directory that is there and empty. */
    void fill(Path directory) throws IOException;

    /** Whether a filled directory is as it was left. */
    boolean isIntact(Path directory) throws IOException;
  }

  private static final String UNFINISHED = ".unfinished-";

  // A file lock is the process's: it does not keep threads apart, and taking it twice is an error.
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path directory;

  CacheDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * The user's cache: the system property {@code ambi.cache}, else the environment's {@code
   * AMBI_CACHE}, else {@code ambi} below {@code XDG_CACHE_HOME}, else {@code ~/.cache/ambi}.
   */
  static CacheDirectory ofUser() {
    String own = System.getProperty("ambi.cache", System.getenv("AMBI_CACHE"));
    if (own != null && !own.isEmpty()) {
      return new CacheDirectory(Path.of(own).toAbsolutePath());
    }
    // A relative XDG_CACHE_HOME is to be ignored, says its specification.
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home", ".")).toAbsolutePath().resolve(".cache");
    return new CacheDirectory(caches.resolve("ambi"));
  }

  /**
   * The directory of a key, filled before if it is intact, else filled now.
   *
   * @param wheel the wheel it is for, for messages
   * @param key a file name
   */
  Path get(Path wheel, String key, Content content) {
    Path entry = directory.resolve("wheels").resolve(key);
    try {
      if (Files.isDirectory(entry) && content.isIntact(entry)) {
        return entry;
      }
      return fillAlone(entry, content);
    } catch (IOException e) {
      throw new ExtensionLoadException(
          Reason.CACHE,
          wheel,
          "cannot be unpacked into the cache "
              + directory
              + " (the environment variable AMBI_CACHE names another): "
              + Failures.words(e),
          e);
    }
  }

  /** The hash of a wheel's content, from before if the file has not changed since. */
  String hash(FileStamp stamp, FileContent content) {
    Path known = directory.resolve("known").resolve(stamp.fileName());
    String hash = stamp.recall(known);
    if (hash == null) {
      hash = FileStamp.hash(content);
      stamp.remember(known, hash);
    }
    return hash;
  }

  private Path fillAlone(Path entry, Content content) throws IOException {
    Files.createDirectories(entry.getParent());
    THREADS.lock();
    try (FileChannel lockFile =
        FileChannel.open(
            entry.resolveSibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lockFile.lock(); // until the channel is closed
      if (Files.isDirectory(entry) && content.isIntact(entry)) {
        return entry; // another process was faster
      }
      deleteUnfinished(entry.getParent());
      Path unfinished = Files.createTempDirectory(entry.getParent(), UNFINISHED);
      try {
        Path filled = Files.createDirectory(unfinished.resolve("new"));
        content.fill(filled);
        if (Files.exists(entry)) {
          Files.move(entry, unfinished.resolve("damaged"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(filled, entry, StandardCopyOption.ATOMIC_MOVE);
        return entry;
      } finally {
        delete(unfinished);
      }
    } finally {
      THREADS.unlock();
    }
  }

  /** What a process left that ended in the middle: the lock says that none is there now. */
  private static void deleteUnfinished(Path parent) throws IOException {
    List<Path> left;
    try (Stream<Path> children = Files.list(parent)) {
      left = children.filter(p -> p.getFileName().toString().startsWith(UNFINISHED)).toList();
    }
    for (Path path : left) {
      delete(path);
    }
  }

  /** Deletes a directory with all that is in it; does not follow links. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
