package dev.ambi.core.internal.file;

import dev.ambi.core.internal.PythonLiteral.Malformed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** The bytes of a member of a zip archive. Closing it leaves the archive open. */
final class ZipMemberInput implements ReadableByteChannel {
  private static final int CHUNK = 64 << 10;

  /** Deflate makes no more of a byte. */
  private static final long MAX_RATIO = 1032;

  private final FileChannel channel;
  private final ZipMember member;
  private final long start;
  private final CRC32 crc = new CRC32();
  private final Inflater inflater;
  private final ByteBuffer compressed;
  private long at;
  private long left;

  private ZipMemberInput(FileChannel channel, ZipMember member, long start) {
    this.channel = channel;
    this.member = member;
    this.start = start;
    this.at = start;
    this.left = member.size();
    boolean deflated = member.method() == ZipMember.DEFLATED;
    this.inflater = deflated ? new Inflater(true) : null;
    this.compressed = deflated ? ByteBuffer.allocateDirect(CHUNK).limit(0) : null;
  }

  static ZipMemberInput open(FileChannel channel, ZipMember member) throws IOException, Malformed {
    ByteBuffer local = ZipDirectory.bytes(channel, member.headerOffset(), Zip.LOCAL_SIZE);
    if (local.getInt(0) != Zip.LOCAL) {
      throw new Malformed("damaged zip archive: the member is not where it should be");
    }
    long start =
        member.headerOffset()
            + Zip.LOCAL_SIZE
            + (local.getShort(26) & 0xFFFF)
            + (local.getShort(28) & 0xFFFF);
    if (member.compressedSize() > channel.size() - start) {
      throw new Malformed("damaged zip archive: the member goes beyond its end");
    }
    boolean possible =
        switch (member.method()) {
          case ZipMember.STORED -> member.size() == member.compressedSize();
          case ZipMember.DEFLATED -> member.size() / MAX_RATIO <= member.compressedSize();
          default ->
              throw new Malformed(
                  "the compression method " + member.method() + " is not supported");
        };
    if (!possible) {
      throw new Malformed(
          "damaged zip archive: "
              + member.size()
              + " bytes cannot come of "
              + member.compressedSize());
    }
    return new ZipMemberInput(channel, member, start);
  }

  /** Where the bytes start in the archive. */
  long start() {
    return start;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    if (left == 0) {
      return -1;
    }
    int limit = to.limit();
    to.limit((int) Math.min(limit, to.position() + left));
    int from = to.position();
    int n = inflater == null ? readStored(to) : inflate(to);
    if (n > 0) {
      left -= n;
      crc.update(to.slice(from, n));
    }
    to.limit(limit);
    return n;
  }

  private int readStored(ByteBuffer to) throws IOException {
    int n = channel.read(to, at);
    at += Math.max(n, 0);
    return n;
  }

  private int inflate(ByteBuffer to) throws IOException {
    try {
      while (true) {
        int n = inflater.inflate(to);
        if (n > 0) {
          return n;
        }
        if (inflater.finished() || inflater.needsDictionary()) {
          return -1;
        }
        long there = start + member.compressedSize() - at;
        if (there <= 0) {
          return -1;
        }
        compressed.clear().limit((int) Math.min(CHUNK, there));
        int read = channel.read(compressed, at);
        if (read < 0) {
          return -1;
        }
        at += read;
        inflater.setInput(compressed.flip());
      }
    } catch (DataFormatException e) {
      throw new ZipException("damaged deflated data: " + e.getMessage());
    }
  }

  /** Checks, after all was read, that it is what was written. */
  void checkSum() throws Malformed {
    if (crc.getValue() != member.crc()) {
      throw new Malformed("damaged zip archive: the checksum of the member does not match");
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
