package dev.ambi.core;

import java.nio.ByteOrder;

/**
 * Byte strings of a fixed length, padded with NUL; trailing NULs are not part of a value.
 *
 * @param itemSize the length in bytes
 */
public record BytesDType(long itemSize) implements DType {
  /** Checks the length. */
  public BytesDType {
    if (itemSize < 0) {
      throw new IllegalArgumentException("negative length of a bytes dtype: " + itemSize);
    }
  }

  @Override
  public TypeId id() {
    return TypeId.BYTES;
  }

  @Override
  public ByteOrder byteOrder() {
    return ByteOrder.nativeOrder();
  }

  @Override
  public DType withByteOrder(ByteOrder order) {
    return this;
  }

  @Override
  public String toString() {
    return typestr();
  }
}
