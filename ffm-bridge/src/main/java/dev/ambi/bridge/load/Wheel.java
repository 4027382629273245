package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A wheel: the zip archive in which a Python package with its extensions is handed on.
 *
 * <p>{@link #open} reads the names of the entries and the wheel's own metadata, and refuses a wheel
 * that is for another Python or machine, that has an entry which would leave its directory, or
 * whose RECORD does not list just what is in it. {@link #unpack} checks every file's hash.
 *
 * <p>An instance holds nothing open, and may be shared between threads.
 */
public final class Wheel {

  /** RECORD and METADATA are text; a larger one is a bomb. */
  private static final long LARGEST_TEXT = 64L << 20;

  private static final Set<String> EXEMPT = Set.of("RECORD", "RECORD.jws", "RECORD.p7s");

  private final Path file;
  private final WheelName name;
  private final FileStamp stamp;

  /** The files to unpack, by where they go below the root. */
  private final Map<String, WheelFile> files;

  private Wheel(Path file, WheelName name, FileStamp stamp, Map<String, WheelFile> files) {
    this.file = file;
    this.name = name;
    this.stamp = stamp;
    this.files = files;
  }

  /**
   * Opens a wheel and checks all that can be checked without unpacking it.
   *
   * @param file the wheel, under its own name, which says what it was built for
   * @return the wheel
   * @throws ExtensionLoadException if it cannot be loaded here; the message says why
   */
  public static Wheel open(Path file) {
    return open(file, Platform.current());
  }

  static Wheel open(Path file, Platform platform) {
    Failures.requireRegularFile(file);
    WheelName name = WheelName.of(file);
    Optional<Refusal> refusal = name.refusal(platform);
    if (refusal.isPresent()) {
      throw refusal.get().of(file);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FileStamp stamp = FileStamp.of(file);
      return new Wheel(file, name, stamp, readFiles(file, name, FileContent.of(file, channel)));
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    }
  }

  /** The files of a wheel, compared with its RECORD; the hashes are compared when unpacking. */
  static Map<String, WheelFile> readFiles(Path file, WheelName name, FileContent content)
      throws IOException {
    ZipArchive archive = ZipArchive.open(file, content);
    String info = infoDirectory(file, name, archive);
    checkVersion(file, text(file, archive, info + "WHEEL"));
    WheelRecord record = WheelRecord.parse(file, text(file, archive, info + "RECORD"));
    Map<String, WheelFile> files = new LinkedHashMap<>();
    for (ZipArchive.Entry entry : archive.entries().values()) {
      WheelRecord.Line line = checkListed(file, info, entry, record);
      Optional<String> installed = WheelFile.installedPath(entry.name());
      if (installed.isPresent()
          && files.putIfAbsent(installed.get(), new WheelFile(entry, line)) != null) {
        throw new ExtensionLoadException(
            Reason.UNSAFE_PATH,
            file,
            "has two files to install as " + ZipEntryPath.show(installed.get()));
      }
    }
    for (String listed : record.lines().keySet()) {
      if (!archive.entries().containsKey(listed)) {
        throw new ExtensionLoadException(
            Reason.BAD_RECORD,
            file,
            "does not hold the file " + ZipEntryPath.show(listed) + " that its RECORD lists");
      }
    }
    return files;
  }

  private static String infoDirectory(Path file, WheelName name, ZipArchive archive) {
    String found = null;
    for (String entry : archive.entries().keySet()) {
      int slash = entry.indexOf('/');
      if (slash > 0 && entry.startsWith(".dist-info", slash - ".dist-info".length())) {
        String directory = entry.substring(0, slash + 1);
        if (found != null && !found.equals(directory)) {
          throw notWheel(file, "has two directories of metadata, " + found + " and " + directory);
        }
        found = directory;
      }
    }
    if (found == null) {
      throw notWheel(file, "has no .dist-info directory: it is a zip archive, but no wheel");
    }
    if (!name.isOwn(found)) {
      throw notWheel(file, "is called " + name.name() + " and holds the metadata " + found);
    }
    return found;
  }

  private static String text(Path file, ZipArchive archive, String entryName) throws IOException {
    ZipArchive.Entry entry = archive.entries().get(entryName);
    if (entry == null) {
      throw notWheel(file, "has no " + entryName);
    }
    if (entry.size() > LARGEST_TEXT) {
      throw new ExtensionLoadException(
          Reason.TOO_LARGE, file, "has a " + entryName + " of " + entry.size() + " bytes");
    }
    return new String(archive.bytes(entry), StandardCharsets.UTF_8);
  }

  private static void checkVersion(Path file, String metadata) {
    String version = "";
    for (String line : metadata.split("\n")) {
      if (line.startsWith("Wheel-Version:")) {
        version = line.substring("Wheel-Version:".length()).strip();
      }
    }
    // Minor versions are to be read as far as they are understood, major ones not at all.
    if (!version.startsWith("1.")) {
      throw notWheel(
          file, "has version " + ZipEntryPath.show(version) + " of the wheel format, not 1.x");
    }
  }

  private static WheelRecord.Line checkListed(
      Path file, String info, ZipArchive.Entry entry, WheelRecord record) {
    WheelRecord.Line line = record.lines().get(entry.name());
    // RECORD cannot hold its own hash, nor that of the signatures made of it.
    if (entry.name().startsWith(info + "RECORD")
        && EXEMPT.contains(entry.name().substring(info.length()))) {
      return null;
    }
    if (line == null || line.algorithm() == null) {
      throw new ExtensionLoadException(
          Reason.BAD_RECORD,
          file,
          "holds the file "
              + ZipEntryPath.show(entry.name())
              + (line == null ? ", which its RECORD does not list" : ", whose RECORD has no hash"));
    }
    if (line.size() >= 0 && line.size() != entry.size()) {
      throw new ExtensionLoadException(
          Reason.WRONG_HASH,
          file,
          "holds the file "
              + ZipEntryPath.show(entry.name())
              + " with "
              + entry.size()
              + " bytes, its RECORD says "
              + line.size());
    }
    return line;
  }

  private static ExtensionLoadException notWheel(Path file, String words) {
    return new ExtensionLoadException(Reason.NOT_A_WHEEL, file, words);
  }

  /**
   * The file of the wheel.
   *
   * @return the path that was given
   */
  public Path file() {
    return file;
  }

  /**
   * The name of the distribution, as the file name spells it.
   *
   * @return the name
   */
  public String name() {
    return name.name();
  }

  /**
   * The version of the distribution.
   *
   * @return the version, as the file name spells it
   */
  public String version() {
    return name.version();
  }

  /**
   * Unpacks the wheel into the user's cache, or finds it there from before. The cache is the
   * directory that the system property {@code ambi.cache} or the environment variable {@code
   * AMBI_CACHE} names, else {@code ambi} in the user's cache directory. A wheel is known again by
   * the hash of all its bytes, not by its name; what was unpacked before is used if each file has
   * its size and was not written since, or has its hash still, and is replaced otherwise. Processes
   * and threads may unpack one wheel at the same time.
   *
   * @return the unpacked wheel
   * @throws ExtensionLoadException if a file has another hash than RECORD says, the archive is
   *     damaged, or the cache cannot be written
   */
  public UnpackedWheel unpack() {
    return unpack(CacheDirectory.ofUser());
  }

  UnpackedWheel unpack(CacheDirectory cache) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FileContent content = FileContent.of(file, channel);
      String key = name.name() + "-" + name.version() + "-" + cache.hash(stamp, content);
      Path root = cache.get(file, key, new WheelUnpacker(file, files, content));
      if (!stamp.same(FileStamp.of(file))) {
        throw new ExtensionLoadException(
            Reason.UNREADABLE, file, "was changed while it was unpacked");
      }
      return new UnpackedWheel(file, root, name.name(), name.version(), files.keySet());
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    } catch (InvalidPathException e) {
      throw new ExtensionLoadException(
          Reason.CACHE,
          file,
          "has an entry whose name the file names of this locale cannot hold: " + e.getInput(),
          e);
    }
  }
}
