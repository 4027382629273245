package dev.ambi.core;

import java.nio.ByteOrder;

/**
 * Bytes without a meaning of their own.
 *
 * @param itemSize how many
 */
public record VoidDType(long itemSize) implements DType {
  /** Checks the size. */
  public VoidDType {
    if (itemSize < 0) {
      throw new IllegalArgumentException("negative size of a void dtype: " + itemSize);
    }
  }

  @Override
  public TypeId id() {
    return TypeId.VOID;
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
