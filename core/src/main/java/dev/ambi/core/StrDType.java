package dev.ambi.core;

import java.nio.ByteOrder;

/**
 * Strings of a fixed length, four bytes a code point, padded with NUL; trailing NULs are not part
 * of a value.
 *
 * @param length the length in code points
 * @param byteOrder the byte order of a code point
 */
public record StrDType(long length, ByteOrder byteOrder) implements DType {
  /** Checks the length. */
  public StrDType {
    if (length < 0 || length > Long.MAX_VALUE / 4) {
      throw new IllegalArgumentException("impossible length of a str dtype: " + length);
    }
  }

  @Override
  public TypeId id() {
    return TypeId.STR;
  }

  @Override
  public long itemSize() {
    return length * 4;
  }

  @Override
  public DType withByteOrder(ByteOrder order) {
    return order == byteOrder ? this : new StrDType(length, order);
  }

  @Override
  public String toString() {
    return typestr();
  }
}
