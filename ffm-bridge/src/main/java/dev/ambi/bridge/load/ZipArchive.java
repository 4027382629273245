package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip archive from a stranger. {@code java.util.zip} does not tell which entries are symbolic
 * links, nor which have one name twice, so the directory is read here; and everything else too,
 * since two readers that disagree about an archive are how a check is passed by.
 *
 * <p>All names are checked when the archive is opened: after that, each is a safe relative path.
 */
final class ZipArchive {

  /** How many bytes an archive of a given size may unpack to: a little freely, more in measure. */
  private static final long UNPACKED_FREELY = 64L << 20;

  private static final long UNPACKED_TIMES = 100;

  private static final int END_SIZE = 22;
  private static final int CENTRAL_SIZE = 46;
  private static final int LOCAL_SIZE = 30;
  private static final int END_MAGIC = 0x06054b50;
  private static final int CENTRAL_MAGIC = 0x02014b50;
  private static final int LOCAL_MAGIC = 0x04034b50;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ENCRYPTED = 1;
  private static final int BLOCK = 1 << 16;

  /** File type in the mode that Unix writes into the upper half of an entry's attributes. */
  private static final int S_IFMT = 0xf000;

  private static final int S_IFLNK = 0xa000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFDIR = 0x4000;

  /** An entry that is a file; {@code at} is where its local header begins. */
  record Entry(String name, int method, long compressed, long size, int crc, long at) {}

  /** Takes the bytes of an entry, piece by piece. */
  interface Sink {
    void write(byte[] bytes, int length) throws IOException;
  }

  /** Passes the bytes on, and sums them up. */
  private record Summing(Sink sink, CRC32 crc) implements Sink {
    @Override
    public void write(byte[] bytes, int length) throws IOException {
      crc.update(bytes, 0, length);
      sink.write(bytes, length);
    }
  }

  private final Path file;
  private final FileContent content;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long directoryAt;

  private ZipArchive(Path file, FileContent content) {
    this.file = file;
    this.content = content;
  }

  static ZipArchive open(Path file, FileContent content) {
    ZipArchive archive = new ZipArchive(file, content);
    archive.readDirectory();
    return archive;
  }

  /** The files by name, in the archive's order; directories are not among them. */
  Map<String, Entry> entries() {
    return entries;
  }

  private void readDirectory() {
    long size = content.size();
    int tail = (int) Math.min(size, END_SIZE + 0xffff);
    ByteBuffer end = content.read(size - tail, tail, "the end of the archive");
    int at = tail - END_SIZE;
    while (at >= 0 && !(end.getInt(at) == END_MAGIC && at + END_SIZE + u16(end, at + 20) == tail)) {
      at--;
    }
    if (at < 0) {
      throw noArchive();
    }
    int count = u16(end, at + 10);
    long length = u32(end, at + 12);
    directoryAt = u32(end, at + 16);
    if (count == 0xffff || length == 0xffffffffL || directoryAt == 0xffffffffL) {
      throw fail(Reason.TOO_LARGE, "is a zip archive of 4 GiB or 65535 entries (ZIP64)");
    }
    if (u16(end, at + 4) != 0 || u16(end, at + 6) != 0 || u16(end, at + 8) != count) {
      throw malformed("it is split over several disks");
    }
    if (directoryAt + length != size - tail + at) {
      throw malformed("its directory does not end where it should");
    }
    readEntries(content.read(directoryAt, length, "the directory of the archive"), count);
  }

  private ExtensionLoadException noArchive() {
    if (content.size() >= 4 && content.read(0, 4, "its beginning").getInt(0) == LOCAL_MAGIC) {
      return fail(Reason.TRUNCATED, "is cut: it begins as a zip archive and has no directory");
    }
    FileKind kind = FileKind.of(content);
    return fail(Reason.NOT_A_WHEEL, "is " + kind.words() + ", not a zip archive");
  }

  private void readEntries(ByteBuffer directory, int count) {
    Set<String> directories = new HashSet<>();
    long unpacked = 0;
    for (int i = 0; i < count; i++) {
      if (directory.remaining() < CENTRAL_SIZE) {
        throw malformed("its directory is shorter than its " + count + " entries");
      }
      int at = directory.position();
      int nameLength = u16(directory, at + 28);
      int rest = nameLength + u16(directory, at + 30) + u16(directory, at + 32);
      if (directory.getInt(at) != CENTRAL_MAGIC || directory.remaining() - CENTRAL_SIZE < rest) {
        throw malformed("entry " + i + " of its directory is damaged");
      }
      byte[] name = new byte[nameLength];
      directory.get(at + CENTRAL_SIZE, name);
      directory.position(at + CENTRAL_SIZE + rest);
      Entry entry = entry(directory, at, name);
      unpacked += entry.size;
      add(entry, directories);
    }
    if (directory.hasRemaining()) {
      throw malformed("its directory is longer than its " + count + " entries");
    }
    if (unpacked > UNPACKED_FREELY + UNPACKED_TIMES * content.size()) {
      throw fail(
          Reason.TOO_LARGE,
          "would unpack to " + unpacked + " bytes, from an archive of " + content.size());
    }
  }

  private Entry entry(ByteBuffer directory, int at, byte[] nameBytes) {
    Optional<String> decoded = ZipEntryPath.decode(nameBytes);
    String name =
        decoded.isPresent() ? decoded.get() : new String(nameBytes, StandardCharsets.ISO_8859_1);
    Optional<String> danger =
        decoded.isEmpty() ? Optional.of("has a name that is no UTF-8") : ZipEntryPath.danger(name);
    int type = (int) (u32(directory, at + 38) >>> 16) & S_IFMT;
    boolean isDirectory = name.endsWith("/");
    if (danger.isEmpty() && type == S_IFLNK) {
      danger = Optional.of("is a symbolic link");
    } else if (danger.isEmpty() && type != 0 && type != (isDirectory ? S_IFDIR : S_IFREG)) {
      danger = Optional.of("is neither a file nor a directory");
    }
    if (danger.isPresent()) {
      throw fail(Reason.UNSAFE_PATH, "the entry " + ZipEntryPath.show(name) + " " + danger.get());
    }
    Entry entry =
        new Entry(
            name,
            u16(directory, at + 10),
            u32(directory, at + 20),
            u32(directory, at + 24),
            directory.getInt(at + 16),
            u32(directory, at + 42));
    if ((u16(directory, at + 8) & ENCRYPTED) != 0) {
      throw malformed("the entry " + ZipEntryPath.show(name) + " is encrypted");
    }
    if (entry.method != STORED && entry.method != DEFLATED) {
      throw malformed(
          "the entry " + ZipEntryPath.show(name) + " is compressed by method " + entry.method);
    }
    if (isDirectory && entry.size != 0) {
      throw malformed("the directory " + ZipEntryPath.show(name) + " has contents");
    }
    return entry;
  }

  private void add(Entry entry, Set<String> directories) {
    String name = entry.name;
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      String directory = name.substring(0, slash);
      if (entries.containsKey(directory)) {
        throw twice(directory, "is a file and a directory");
      }
      directories.add(directory);
    }
    if (name.endsWith("/")) {
      return;
    }
    if (directories.contains(name)) {
      throw twice(name, "is a file and a directory");
    }
    if (entries.putIfAbsent(name, entry) != null) {
      throw twice(name, "is there twice");
    }
  }

  private ExtensionLoadException twice(String name, String words) {
    return fail(Reason.UNSAFE_PATH, "the entry " + ZipEntryPath.show(name) + " " + words);
  }

  /**
   * Writes the bytes of an entry to {@code sink}: exactly as many as the directory says, or this
   * throws.
   *
   * @throws IOException as the sink does
   */
  void copy(Entry entry, Sink sink) throws IOException {
    Summing checked = new Summing(sink, new CRC32());
    long at = dataOf(entry);
    if (entry.method == STORED) {
      copyStored(entry, at, checked);
    } else {
      inflate(entry, at, checked);
    }
    if ((int) checked.crc.getValue() != entry.crc) {
      throw damaged(entry, "does not have its checksum");
    }
  }

  /** The bytes of an entry, which must not be too many for the heap. */
  byte[] bytes(Entry entry) throws IOException {
    Gathering gathering = new Gathering(new ByteArrayOutputStream((int) entry.size));
    copy(entry, gathering);
    return gathering.bytes.toByteArray();
  }

  private record Gathering(ByteArrayOutputStream bytes) implements Sink {
    @Override
    public void write(byte[] block, int length) {
      bytes.write(block, 0, length);
    }
  }

  private long dataOf(Entry entry) {
    ByteBuffer local = content.read(entry.at, LOCAL_SIZE, "an entry");
    byte[] name = new byte[u16(local, 26)];
    long nameAt = entry.at + LOCAL_SIZE;
    content.read(nameAt, name.length, "the name of an entry").get(name);
    boolean same =
        local.getInt(0) == LOCAL_MAGIC
            && u16(local, 8) == entry.method
            && entry.name.equals(ZipEntryPath.decode(name).orElse(""));
    long at = nameAt + name.length + u16(local, 28);
    if (!same || at + entry.compressed > directoryAt) {
      throw damaged(entry, "is another than the directory says");
    }
    return at;
  }

  private void copyStored(Entry entry, long at, Sink sink) throws IOException {
    if (entry.compressed != entry.size) {
      throw damaged(entry, "is stored with two different sizes");
    }
    byte[] block = new byte[(int) Math.min(BLOCK, entry.size)];
    for (long done = 0; done < entry.size; ) {
      int length = (int) Math.min(block.length, entry.size - done);
      content.read(at + done, length, "an entry").get(block, 0, length);
      sink.write(block, length);
      done += length;
    }
  }

  private void inflate(Entry entry, long at, Sink sink) throws IOException {
    byte[] block = new byte[BLOCK];
    long fed = 0;
    long done = 0;
    try (Inflater inflater = new Inflater(true)) {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int length = (int) Math.min(BLOCK, entry.compressed - fed);
          if (length == 0) {
            throw damaged(entry, "is cut");
          }
          inflater.setInput(content.read(at + fed, length, "an entry"));
          fed += length;
        }
        int length = inflater.inflate(block);
        done += length;
        if (done > entry.size || inflater.needsDictionary()) {
          throw damaged(entry, "is larger than the directory says");
        }
        sink.write(block, length);
      }
      if (done != entry.size || inflater.getBytesRead() != entry.compressed) {
        throw damaged(entry, "is smaller than the directory says");
      }
    } catch (DataFormatException e) {
      throw new ExtensionLoadException(
          Reason.MALFORMED,
          file,
          "is damaged: the entry " + ZipEntryPath.show(entry.name) + " cannot be decompressed",
          e);
    }
  }

  private ExtensionLoadException damaged(Entry entry, String words) {
    return fail(
        Reason.MALFORMED, "is damaged: the entry " + ZipEntryPath.show(entry.name) + " " + words);
  }

  private ExtensionLoadException malformed(String words) {
    return fail(Reason.MALFORMED, "is no valid zip archive: " + words);
  }

  private ExtensionLoadException fail(Reason reason, String words) {
    return new ExtensionLoadException(reason, file, words);
  }

  private static int u16(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  private static long u32(ByteBuffer buffer, int at) {
    return Integer.toUnsignedLong(buffer.getInt(at));
  }
}
