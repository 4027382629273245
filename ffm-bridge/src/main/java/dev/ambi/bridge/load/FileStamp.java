package dev.ambi.bridge.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A file as it was at one moment: which file it is, its size, and when its content and its inode
 * were written, of which the system lets nobody set the latter. While its stamp stays the same its
 * content is taken to be the same. So a wheel is hashed once and not in each start, where the hash
 * of a small one takes as long as all else together.
 */
final class FileStamp {

  private static final int BLOCK = 1 << 18;

  /** A file that was written just now can be written again within the clock's step. */
  private static final long SETTLED_MILLIS = 2_000;

  private final String stamp;
  private final String fileName;
  private final boolean settled;

  private FileStamp(String stamp, String fileName, boolean settled) {
    this.stamp = stamp;
    this.fileName = fileName;
    this.settled = settled;
  }

  static FileStamp of(Path file) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(file, "unix:dev,ino,size,ctime,lastModifiedTime");
    FileTime changed = (FileTime) attributes.get("ctime");
    StringBuilder stamp = new StringBuilder();
    for (String name : new String[] {"dev", "ino", "size", "ctime", "lastModifiedTime"}) {
      Object value = attributes.get(name);
      stamp.append(value instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : value);
      stamp.append(' ');
    }
    return new FileStamp(
        stamp.toString(),
        attributes.get("dev") + "-" + attributes.get("ino"),
        System.currentTimeMillis() - changed.toMillis() > SETTLED_MILLIS);
  }

  boolean same(FileStamp other) {
    return stamp.equals(other.stamp);
  }

  /** A name for what is remembered of this file. */
  String fileName() {
    return fileName;
  }

  /** The hash that was remembered for just this stamp; null if none was. */
  String recall(Path known) {
    try {
      String[] lines = Files.readString(known, StandardCharsets.US_ASCII).split("\n");
      return lines.length == 2 && lines[0].equals(stamp) && isHash(lines[1]) ? lines[1] : null;
    } catch (IOException e) {
      return null; // nothing is remembered, or nothing that can be read
    }
  }

  private static boolean isHash(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return text.length() == 32;
  }

  /** Remembers a hash, if that can be relied on; if it cannot be written, it will be computed. */
  void remember(Path known, String hash) {
    if (!settled) {
      return;
    }
    try {
      Files.createDirectories(known.getParent());
      Path unfinished = Files.createTempFile(known.getParent(), ".unfinished-", "");
      Files.writeString(unfinished, stamp + "\n" + hash + "\n", StandardCharsets.US_ASCII);
      Files.move(unfinished, known, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // The next start computes it again; a cache that cannot be written fails where it matters.
    }
  }

  /** The first 128 bits of the SHA-256 of a content, in hexadecimal digits. */
  static String hash(FileContent content) {
    MessageDigest digest = Digests.get("SHA-256");
    for (long at = 0; at < content.size(); at += BLOCK) {
      digest.update(content.read(at, Math.min(BLOCK, content.size() - at), "the file"));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }
}
