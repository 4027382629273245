package dev.ambi.bridge.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of a struct, in the machine's order. Immutable. */
public final class Bytes {
  private final byte[] bytes;

  /**
   * A copy.
   *
   * @param bytes what to copy
   */
  public Bytes(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** {@return how many there are} */
  public int size() {
    return bytes.length;
  }

  /**
   * An integer with a sign.
   *
   * @param offset where it begins
   * @param size 1, 2, 4 or 8 bytes
   * @return its value
   * @throws IndexOutOfBoundsException where it does not lie within the struct
   */
  public long integer(long offset, long size) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    int at = Math.toIntExact(offset);
    return switch ((int) size) {
      case 1 -> buffer.get(at);
      case 2 -> buffer.getShort(at);
      case 4 -> buffer.getInt(at);
      case 8 -> buffer.getLong(at);
      default -> throw new IllegalArgumentException("an integer of " + size + " bytes");
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes b && Arrays.equals(b.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** How many there are. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
