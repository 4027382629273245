package dev.ambi.bridge.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zip archives, also those that {@code ZipOutputStream} refuses to write. */
final class ZipWriter {

  static final int REGULAR = 0100644;
  static final int SYMLINK = 0120777;
  static final int FIFO = 0010644;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int count;

  /** What an entry says of itself, for entries that lie. */
  static final class Claim {
    int mode = REGULAR;
    int flags;
    int method = 8;
    long size = -1;
    Integer crc;
    byte[] localName;
  }

  ZipWriter add(String name, byte[] content) {
    return add(name.getBytes(StandardCharsets.UTF_8), content, new Claim());
  }

  ZipWriter add(byte[] name, byte[] content, Claim claim) {
    byte[] data = claim.method == 8 ? deflate(content) : content;
    CRC32 crc = new CRC32();
    crc.update(content);
    int checksum = claim.crc == null ? (int) crc.getValue() : claim.crc;
    int size = (int) (claim.size < 0 ? content.length : claim.size);
    int at = out.size();
    byte[] localName = claim.localName == null ? name : claim.localName;
    ByteBuffer local = buffer(30);
    local.putInt(0x04034b50).putShort((short) 20).putShort((short) claim.flags);
    local.putShort((short) claim.method).putInt(0).putInt(checksum);
    local.putInt(data.length).putInt(size).putShort((short) localName.length).putShort((short) 0);
    write(local, out);
    out.writeBytes(localName);
    out.writeBytes(data);

    ByteBuffer central = buffer(46);
    central.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
    central.putShort((short) claim.flags).putShort((short) claim.method).putInt(0).putInt(checksum);
    central.putInt(data.length).putInt(size).putShort((short) name.length).putShort((short) 0);
    central.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    central.putInt(claim.mode << 16).putInt(at);
    write(central, directory);
    directory.writeBytes(name);
    count++;
    return this;
  }

  byte[] finish() {
    int at = out.size();
    byte[] all = directory.toByteArray();
    out.writeBytes(all);
    ByteBuffer end = buffer(22);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort((short) count).putShort((short) count).putInt(all.length).putInt(at);
    write(end, out);
    return out.toByteArray();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(ByteBuffer filled, ByteArrayOutputStream to) {
    byte[] bytes = new byte[filled.capacity()];
    filled.get(0, bytes);
    to.writeBytes(bytes);
  }

  private static byte[] deflate(byte[] content) {
    try (Deflater deflater = new Deflater(9, true)) {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream deflated = new ByteArrayOutputStream();
      byte[] block = new byte[8192];
      while (!deflater.finished()) {
        deflated.write(block, 0, deflater.deflate(block));
      }
      return deflated.toByteArray();
    }
  }
}
