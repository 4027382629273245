package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory of one host with its own copies of the extension files that it loads.
 *
 * <p>A binary keeps its API table and its types in static variables, and {@code dlopen} gives the
 * same ones to all who open the same file. What is the same file it judges by the file's inode: a
 * link to it, symbolic or hard, is the same, a copy is another. So each host opens a copy.
 *
 * <p>A copy has to find its libraries where the original does. {@code $ORIGIN} is the directory by
 * which the file was opened, so the copy stands in a tree that mirrors the original's: for each
 * library that is found by {@code $ORIGIN}, from the binary or from such a library in turn, there
 * is a symbolic link at the same relative place. The libraries themselves are not copied, and so
 * are shared between hosts: they hold code, not Python's objects, and the loader, which knows them
 * by their {@code DT_SONAME}, would not load a second one anyway.
 *
 * <p>Instances are safe for use by several threads. The directory is deleted when the instance is
 * closed, and when the JVM exits; what is loaded from it stays loaded and stays valid.
 */
public final class PrivateCopy implements AutoCloseable {

  private static final int ATTEMPTS = 1000;
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  /** Deletes what is left when the JVM exits; there is one, made with the first directory. */
  private static final class Cleaning extends Thread {
    static {
      Runtime.getRuntime().addShutdownHook(new Cleaning());
    }

    static void register() {
      // The class's initialiser does it.
    }

    @Override
    public void run() {
      for (Path directory : OPEN) {
        deleteQuietly(directory);
      }
    }
  }

  private final Path directory;
  private int copies;
  private boolean closed;

  private PrivateCopy(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the directory, below that for temporary files ({@code java.io.tmpdir}), readable by the
   * user alone. That must not be on a file system mounted {@code noexec}.
   *
   * @return the directory of a host
   * @throws ExtensionLoadException with {@link Reason#CACHE} if it cannot be made
   */
  public static PrivateCopy create() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    try {
      Path directory = createDirectory(parent).toRealPath();
      Cleaning.register();
      OPEN.add(directory);
      return new PrivateCopy(directory);
    } catch (IOException e) {
      throw new ExtensionLoadException(
          Reason.CACHE,
          parent,
          "cannot hold a directory for private copies (the system property java.io.tmpdir names"
              + " another): "
              + Failures.words(e),
          e);
    }
  }

  /**
   * As {@code Files.createTempDirectory}, without its random numbers, whose generator takes
   * milliseconds to start. That a name can be guessed does no harm: a directory that is there
   * already is not taken.
   */
  private static Path createDirectory(Path parent) throws IOException {
    Set<PosixFilePermission> owner =
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
    long number = System.nanoTime();
    for (int attempt = 0; ; attempt++) {
      try {
        return Files.createDirectory(
            parent.resolve("ambi-host-" + number), PosixFilePermissions.asFileAttribute(owner));
      } catch (FileAlreadyExistsException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        number++;
      }
    }
  }

  /**
   * The directory that holds the copies.
   *
   * @return an absolute path without links
   */
  public Path directory() {
    return directory;
  }

  /**
   * Copies an extension. Each call makes another copy.
   *
   * @param binary the extension
   * @return the copy, with the same file name; to be opened by just this path
   * @throws ExtensionLoadException if it cannot be copied
   * @throws IllegalStateException if this was closed
   */
  public synchronized Path copy(ElfFile binary) {
    if (closed) {
      throw new IllegalStateException("the host's directory was closed: " + directory);
    }
    Path file = binary.file().toAbsolutePath();
    try {
      Path home = file.getParent().toRealPath();
      List<LibraryClosure.Library> relative = new ArrayList<>();
      Path base = home;
      for (LibraryClosure.Library library : LibraryClosure.of(binary).libraries()) {
        if (library.place() == LibraryClosure.Place.ORIGIN) {
          relative.add(library);
          base = common(base, library.elf().file().getParent());
        }
      }
      Path mirror = Files.createDirectory(directory.resolve(Integer.toString(copies++)));
      Path copy = mirror.resolve(base.relativize(home)).resolve(file.getFileName());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
      for (LibraryClosure.Library library : relative) {
        Path original = library.elf().file();
        Path link = mirror.resolve(base.relativize(original));
        Files.createDirectories(link.getParent());
        if (Files.notExists(link)) {
          Files.createSymbolicLink(link, original);
        }
      }
      return copy;
    } catch (IOException e) {
      throw new ExtensionLoadException(
          Reason.CACHE,
          file,
          "cannot be copied for its host into " + directory + ": " + Failures.words(e),
          e);
    }
  }

  /** The deepest directory above both. */
  private static Path common(Path a, Path b) {
    Path common = a;
    while (!b.startsWith(common)) {
      common = common.getParent();
    }
    return common;
  }

  /** Deletes the directory. Closing twice does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    if (OPEN.remove(directory)) {
      deleteQuietly(directory);
    }
  }

  private static void deleteQuietly(Path directory) {
    try {
      CacheDirectory.delete(directory);
    } catch (IOException e) {
      // It is among the temporary files: whoever cleans those up has it next.
    }
  }
}
