package dev.ambi.core.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a zip archive, with zip64 where it is needed. */
final class ZipOutput {
  /** From this size on a member gets numbers of 64 bits. Compressed, it may be a little larger. */
  static final long LARGE = 0xF000_0000L;

  private static final int ALIGNMENT = 64;

  /** The first day that a zip archive knows: the same arrays make the same archive. */
  private static final short DATE = 1 << 5 | 1;

  private static final short VERSION = 20;
  private static final short VERSION64 = 45;

  /** Unix, so that unzip sets the permissions. */
  private static final int UNIX = 3 << 8;

  private static final int PERMISSIONS = 0600 << 16;

  private final FileChannel channel;
  private final List<ZipMember> members = new ArrayList<>();

  private final long large;

  /**
   * Writes nothing yet.
   *
   * @param channel where the archive goes
   * @param large from which size and offset on numbers have 64 bits; {@link #LARGE}, if not for a
   *     test
   */
  ZipOutput(FileChannel channel, long large) {
    this.channel = channel;
    this.large = large;
  }

  /** Writes the bytes of a member. */
  @FunctionalInterface
  interface Body {
    void write(WritableByteChannel to) throws IOException;
  }

  /**
   * Adds a member.
   *
   * @param name its name
   * @param size how many bytes it has
   * @param method how it is compressed
   * @param body what writes them
   */
  void add(String name, long size, int method, Body body) throws IOException {
    long headerOffset = channel.position();
    ZipMember empty = new ZipMember(name, method, 0, 0, size, headerOffset);
    NpyOutput.writeFully(local(empty), channel);
    long start = channel.position();
    Sum sum = new Sum(channel, method == ZipMember.DEFLATED);
    try (sum) {
      body.write(sum);
      sum.finish();
    }
    long end = channel.position();
    ZipMember member =
        new ZipMember(name, method, sum.crc.getValue(), end - start, size, headerOffset);
    ByteBuffer header = local(member);
    while (header.hasRemaining()) {
      channel.write(header, headerOffset + header.position());
    }
    members.add(member);
  }

  private static byte[] name(ZipMember member) {
    return member.name().getBytes(StandardCharsets.UTF_8);
  }

  private boolean isLarge(ZipMember member) {
    return member.size() >= large;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What a member's local header and its entry in the directory have in common. */
  private void common(ByteBuffer to, ZipMember member, boolean has64) {
    byte[] name = name(member);
    boolean ascii = name.length == member.name().length();
    to.putShort(has64 ? VERSION64 : VERSION);
    to.putShort((short) (ascii ? 0 : Zip.FLAG_UTF8));
    to.putShort((short) member.method());
    to.putShort((short) 0).putShort(DATE);
    to.putInt((int) member.crc());
    to.putInt((int) (isLarge(member) ? Zip.IN_EXTRA : member.compressedSize()));
    to.putInt((int) (isLarge(member) ? Zip.IN_EXTRA : member.size()));
    to.putShort((short) name.length);
  }

  private ByteBuffer local(ZipMember member) {
    byte[] name = name(member);
    int extra = isLarge(member) ? 20 : 0;
    // A stored array can be mapped: its elements are to be aligned.
    long bare = member.headerOffset() + Zip.LOCAL_SIZE + name.length + extra;
    int padding = (int) (-bare & (ALIGNMENT - 1));
    if (padding > 0 && padding < 4) {
      padding += ALIGNMENT;
    }
    ByteBuffer to = buffer(Zip.LOCAL_SIZE + name.length + extra + padding);
    to.putInt(Zip.LOCAL);
    common(to, member, isLarge(member));
    to.putShort((short) (extra + padding)).put(name);
    if (extra > 0) {
      to.putShort((short) Zip.EXTRA64).putShort((short) 16);
      to.putLong(member.size()).putLong(member.compressedSize());
    }
    if (padding > 0) {
      to.putShort((short) Zip.EXTRA_PADDING).putShort((short) (padding - 4));
    }
    return to.clear();
  }

  private ByteBuffer central(ZipMember member) {
    byte[] name = name(member);
    boolean far = member.headerOffset() >= large;
    int content = (isLarge(member) ? 16 : 0) + (far ? 8 : 0);
    int extra = content == 0 ? 0 : 4 + content;
    ByteBuffer to = buffer(Zip.CENTRAL_SIZE + name.length + extra);
    to.putInt(Zip.CENTRAL).putShort((short) (UNIX | VERSION64));
    common(to, member, extra > 0);
    to.putShort((short) extra);
    to.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(PERMISSIONS);
    to.putInt((int) (far ? Zip.IN_EXTRA : member.headerOffset())).put(name);
    if (extra > 0) {
      to.putShort((short) Zip.EXTRA64).putShort((short) content);
      if (isLarge(member)) {
        to.putLong(member.size()).putLong(member.compressedSize());
      }
      if (far) {
        to.putLong(member.headerOffset());
      }
    }
    return to.clear();
  }

  /** Writes the directory. */
  void finish() throws IOException {
    long offset = channel.position();
    for (ZipMember member : members) {
      NpyOutput.writeFully(central(member), channel);
    }
    long end = channel.position();
    long size = end - offset;
    int n = members.size();
    boolean has64 = n >= Zip.MANY || offset >= large || size >= large;
    ByteBuffer to = buffer(Zip.END64_SIZE + Zip.LOCATOR64_SIZE + Zip.END_SIZE);
    if (has64) {
      to.putInt(Zip.END64).putLong(Zip.END64_SIZE - 12);
      to.putShort((short) (UNIX | VERSION64)).putShort(VERSION64).putInt(0).putInt(0);
      to.putLong(n).putLong(n).putLong(size).putLong(offset);
      to.putInt(Zip.LOCATOR64).putInt(0).putLong(end).putInt(1);
    }
    short count = (short) (has64 ? Zip.MANY : n);
    to.putInt(Zip.END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    to.putInt((int) (has64 ? Zip.IN_EXTRA : size));
    to.putInt((int) (has64 ? Zip.IN_EXTRA : offset));
    to.putShort((short) 0);
    NpyOutput.writeFully(to.flip(), channel);
  }

  /** What goes to a member: counted for its checksum and compressed, if so wanted. */
  private static final class Sum implements WritableByteChannel {
    private static final int CHUNK = 64 << 10;

    final CRC32 crc = new CRC32();
    private final FileChannel channel;
    private final Deflater deflater;
    private final ByteBuffer compressed;

    Sum(FileChannel channel, boolean deflated) {
      this.channel = channel;
      this.deflater = deflated ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : null;
      this.compressed = deflated ? ByteBuffer.allocateDirect(CHUNK) : null;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int n = bytes.remaining();
      crc.update(bytes.duplicate());
      if (deflater == null) {
        NpyOutput.writeFully(bytes, channel);
      } else {
        deflater.setInput(bytes);
        while (!deflater.needsInput()) {
          drain();
        }
      }
      return n;
    }

    void finish() throws IOException {
      if (deflater != null) {
        deflater.finish();
        while (!deflater.finished()) {
          drain();
        }
      }
    }

    private void drain() throws IOException {
      deflater.deflate(compressed.clear());
      NpyOutput.writeFully(compressed.flip(), channel);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      if (deflater != null) {
        deflater.end();
      }
    }
  }
}
