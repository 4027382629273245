package dev.ambi.bridge.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file as it was at one moment. While its stamp stays the same its content is taken to be the
 * same, and hashed once in the life of the process.
 */
final class FileStamp {

  private static final ConcurrentHashMap<String, String> HASHES = new ConcurrentHashMap<>();
  private static final int BLOCK = 1 << 18;

  private final String stamp;

  private FileStamp(String stamp) {
    this.stamp = stamp;
  }

  static FileStamp of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileStamp(
        file.toRealPath()
            + "|"
            + attributes.fileKey()
            + "|"
            + attributes.size()
            + "|"
            + attributes.lastModifiedTime());
  }

  boolean same(FileStamp other) {
    return stamp.equals(other.stamp);
  }

  /** The first 128 bits of the SHA-256 of the content, in hexadecimal digits. */
  String hash(FileContent content) {
    return HASHES.computeIfAbsent(stamp, s -> computeHash(content));
  }

  private static String computeHash(FileContent content) {
    MessageDigest digest = Digests.get("SHA-256");
    for (long at = 0; at < content.size(); at += BLOCK) {
      ByteBuffer block = content.read(at, Math.min(BLOCK, content.size() - at), "the file");
      digest.update(block);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }
}
