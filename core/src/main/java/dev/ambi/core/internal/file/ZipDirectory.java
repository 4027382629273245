package dev.ambi.core.internal.file;

import dev.ambi.core.internal.PythonLiteral.Malformed;
import dev.ambi.core.internal.ScalarText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads which members a zip archive has. Nothing that the archive says is believed unchecked. */
final class ZipDirectory {
  /** The directory of some 100 000 members; more is not worth the memory. */
  private static final long MAX_SIZE = 16L << 20;

  private static final int MAX_COMMENT = 0xFFFF;

  /** What names are written in that are not UTF-8. */
  private static final Charset OLD =
      Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

  private final FileChannel channel;
  private final long length;

  /** How many members there are, and where. */
  private record Place(long count, long size, long offset, long end) {}

  private ZipDirectory(FileChannel channel) throws IOException {
    this.channel = channel;
    this.length = channel.size();
  }

  /** The members by their names, in their order. */
  static Map<String, ZipMember> read(FileChannel channel) throws IOException, Malformed {
    return new ZipDirectory(channel).members();
  }

  private Map<String, ZipMember> members() throws IOException, Malformed {
    Place place = place();
    // What was put in front of the archive moved all of it.
    long moved = place.end() - place.size() - place.offset();
    if (place.size() < 0 || place.offset() < 0 || moved < 0 || moved > place.end()) {
      throw new Malformed("damaged zip archive: its directory is not where it should be");
    }
    if (place.size() > MAX_SIZE) {
      throw new Malformed("the directory of the zip archive is too large: " + place.size());
    }
    ByteBuffer directory = bytes(place.offset() + moved, (int) place.size());
    Map<String, ZipMember> members = new LinkedHashMap<>();
    for (long i = 0; i < place.count(); i++) {
      ZipMember member = member(directory, moved);
      if (members.put(member.name(), member) != null) {
        throw new Malformed("the zip archive has two members " + ScalarText.quote(member.name()));
      }
    }
    return members;
  }

  private ByteBuffer bytes(long at, int n) throws IOException, Malformed {
    return bytes(channel, at, n);
  }

  static ByteBuffer bytes(FileChannel channel, long at, int n) throws IOException, Malformed {
    if (at < 0 || at + n > channel.size()) {
      throw new Malformed("damaged zip archive: it is cut");
    }
    ByteBuffer bytes = ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new Malformed("damaged zip archive: it is cut");
      }
    }
    return bytes.flip();
  }

  private Place place() throws IOException, Malformed {
    int n = (int) Math.min(length, Zip.END_SIZE + MAX_COMMENT);
    ByteBuffer tail = bytes(length - n, n);
    for (int i = n - Zip.END_SIZE; i >= 0; i--) {
      if (tail.getInt(i) == Zip.END && i + Zip.END_SIZE + (tail.getShort(i + 20) & 0xFFFF) == n) {
        long at = length - n + i;
        Place place =
            new Place(
                tail.getShort(i + 10) & 0xFFFF,
                tail.getInt(i + 12) & Zip.IN_EXTRA,
                tail.getInt(i + 16) & Zip.IN_EXTRA,
                at);
        Place large = at < Zip.LOCATOR64_SIZE ? null : place64(at - Zip.LOCATOR64_SIZE);
        return large == null ? place : large;
      }
    }
    throw new Malformed("no zip archive: it has no directory at its end");
  }

  /** The place that the directory's end for large archives tells, or null if there is none. */
  private Place place64(long locator) throws IOException, Malformed {
    if (bytes(locator, Zip.LOCATOR64_SIZE).getInt(0) != Zip.LOCATOR64) {
      return null;
    }
    // Directly in front: where it says it is may have moved.
    long at = locator - Zip.END64_SIZE;
    ByteBuffer end = bytes(at, Zip.END64_SIZE);
    if (end.getInt(0) != Zip.END64) {
      throw new Malformed("damaged zip archive: its zip64 directory is not where it should be");
    }
    return new Place(end.getLong(32), end.getLong(40), end.getLong(48), at);
  }

  private static ZipMember member(ByteBuffer directory, long moved) throws Malformed {
    if (directory.remaining() < Zip.CENTRAL_SIZE || directory.getInt() != Zip.CENTRAL) {
      throw new Malformed("damaged zip archive: its directory is cut");
    }
    int at = directory.position() - 4;
    int flags = directory.getShort(at + 8);
    int nameLength = directory.getShort(at + 28) & 0xFFFF;
    int extraLength = directory.getShort(at + 30) & 0xFFFF;
    int commentLength = directory.getShort(at + 32) & 0xFFFF;
    int next = at + Zip.CENTRAL_SIZE + nameLength + extraLength + commentLength;
    if (next > directory.limit()) {
      throw new Malformed("damaged zip archive: its directory is cut");
    }
    byte[] name = new byte[nameLength];
    directory.get(at + Zip.CENTRAL_SIZE, name);
    String text = new String(name, (flags & Zip.FLAG_UTF8) != 0 ? StandardCharsets.UTF_8 : OLD);
    if ((flags & Zip.FLAG_ENCRYPTED) != 0) {
      throw new Malformed("the member " + ScalarText.quote(text) + " is encrypted");
    }
    long[] large = {
      directory.getInt(at + 24) & Zip.IN_EXTRA,
      directory.getInt(at + 20) & Zip.IN_EXTRA,
      directory.getInt(at + 42) & Zip.IN_EXTRA
    };
    extra64(
        directory
            .slice(at + Zip.CENTRAL_SIZE + nameLength, extraLength)
            .order(ByteOrder.LITTLE_ENDIAN),
        large);
    directory.position(next);
    for (long n : large) {
      if (n < 0) {
        throw new Malformed("damaged zip archive: a negative size");
      }
    }
    return new ZipMember(
        text,
        directory.getShort(at + 10) & 0xFFFF,
        directory.getInt(at + 16) & 0xFFFF_FFFFL,
        large[1],
        large[0],
        Math.min(large[2], Long.MAX_VALUE - moved) + moved);
  }

  /** Reads the numbers that did not fit, in their order. */
  private static void extra64(ByteBuffer extra, long[] numbers) throws Malformed {
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xFFFF;
      int size = Math.min(extra.getShort() & 0xFFFF, extra.remaining());
      ByteBuffer field = extra.slice(extra.position(), size).order(ByteOrder.LITTLE_ENDIAN);
      extra.position(extra.position() + size);
      if (id == Zip.EXTRA64) {
        for (int i = 0; i < numbers.length; i++) {
          if (numbers[i] == Zip.IN_EXTRA) {
            if (field.remaining() < 8) {
              throw new Malformed("damaged zip archive: its zip64 field is cut");
            }
            numbers[i] = field.getLong();
          }
        }
        return;
      }
    }
  }
}
