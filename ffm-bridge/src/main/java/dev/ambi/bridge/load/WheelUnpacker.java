package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Map;

/** Writes the files of a wheel into a directory, and tells whether they are still there. */
final class WheelUnpacker implements CacheDirectory.Content {

  /**
   * The time that every unpacked file gets, the oldest that a zip archive can write. A file with
   * another time was written after it was unpacked.
   */
  private static final FileTime TIME = FileTime.fromMillis(315_532_800_000L);

  private final Path wheel;
  private final Map<String, WheelFile> files;
  private final FileContent content;

  WheelUnpacker(Path wheel, Map<String, WheelFile> files, FileContent content) {
    this.wheel = wheel;
    this.files = files;
    this.content = content;
  }

  @Override
  public void fill(Path directory) throws IOException {
    ZipArchive archive = ZipArchive.open(wheel, content);
    for (Map.Entry<String, WheelFile> each : files.entrySet()) {
      Path target = directory.resolve(each.getKey()).normalize();
      // The names were checked; this is the second lock on the same door.
      if (!target.startsWith(directory)) {
        throw new ExtensionLoadException(
            Reason.UNSAFE_PATH,
            wheel,
            "the entry " + ZipEntryPath.show(each.getKey()) + " leaves the directory");
      }
      Files.createDirectories(target.getParent());
      write(archive, each.getValue(), target);
      Files.setLastModifiedTime(target, TIME);
    }
  }

  private void write(ZipArchive archive, WheelFile wheelFile, Path target) throws IOException {
    WheelRecord.Line line = wheelFile.line();
    MessageDigest digest = line == null ? null : Digests.get(line.algorithm());
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      archive.copy(
          wheelFile.entry(),
          (block, length) -> {
            out.write(block, 0, length);
            if (digest != null) {
              digest.update(block, 0, length);
            }
          });
    }
    if (digest != null && !line.matches(digest.digest())) {
      throw new ExtensionLoadException(
          Reason.WRONG_HASH,
          wheel,
          "holds the file "
              + ZipEntryPath.show(wheelFile.entry().name())
              + " with another "
              + line.algorithm()
              + " hash than its RECORD says");
    }
  }

  /** Whether all files are there with their sizes, unwritten since or with their hashes. */
  @Override
  public boolean isIntact(Path directory) throws IOException {
    for (Map.Entry<String, WheelFile> each : files.entrySet()) {
      if (!isIntact(directory.resolve(each.getKey()), each.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIntact(Path file, WheelFile wheelFile) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return false;
    }
    if (!attributes.isRegularFile() || attributes.size() != wheelFile.entry().size()) {
      return false;
    }
    WheelRecord.Line line = wheelFile.line();
    return line == null
        || attributes.lastModifiedTime().equals(TIME)
        || line.matches(Digests.of(line.algorithm(), file));
  }
}
