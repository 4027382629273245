package dev.ambi.core.internal.file;

/**
 * One file in a zip archive.
 *
 * @param name its name
 * @param method how it is compressed
 * @param crc the CRC-32 of its bytes
 * @param compressedSize how many bytes it has in the archive
 * @param size how many bytes it has
 * @param headerOffset where its local header is
 */
record ZipMember(
    String name, int method, long crc, long compressedSize, long size, long headerOffset) {
  static final int STORED = 0;
  static final int DEFLATED = 8;
}
