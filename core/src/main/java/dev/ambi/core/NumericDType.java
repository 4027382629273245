package dev.ambi.core;

import java.nio.ByteOrder;

/**
 * bool, integers, floats and complex numbers.
 *
 * @param id which of them
 * @param byteOrder the byte order; for types of one byte always the native one
 */
public record NumericDType(TypeId id, ByteOrder byteOrder) implements DType {
  /** Checks the type and drops a byte order that means nothing. */
  public NumericDType {
    if (!id.isNumeric()) {
      throw new IllegalArgumentException(id.baseName() + " needs a length");
    }
    if (id.size() == 1) {
      byteOrder = ByteOrder.nativeOrder();
    }
  }

  static DType of(TypeId id) {
    return of(id, ByteOrder.nativeOrder());
  }

  private static DType of(TypeId id, ByteOrder order) {
    DType[][] table = Interned.TABLE;
    DType d = table[order == ByteOrder.LITTLE_ENDIAN ? 0 : 1][id.ordinal()];
    return d != null ? d : new NumericDType(id, order);
  }

  /** A class of its own, so that it is filled whichever of DType and this is used first. */
  private static final class Interned {
    static final DType[][] TABLE = new DType[2][TypeId.values().length];

    static {
      for (TypeId id : TypeId.values()) {
        if (id.isNumeric()) {
          TABLE[0][id.ordinal()] = new NumericDType(id, ByteOrder.LITTLE_ENDIAN);
          TABLE[1][id.ordinal()] = new NumericDType(id, ByteOrder.BIG_ENDIAN);
        }
      }
    }
  }

  @Override
  public long itemSize() {
    return id.size();
  }

  @Override
  public DType withByteOrder(ByteOrder order) {
    return of(id, order);
  }

  @Override
  public String toString() {
    return isNative() ? name() : typestr();
  }
}
