package dev.ambi.core;

import dev.ambi.core.internal.dtype.DTypeText;
import dev.ambi.core.internal.dtype.StructLayout;
import java.nio.ByteOrder;

/**
 * A field that is itself an array, row-major. No array has elements of such a dtype: one that is
 * made with it has elements of the base and the axes of the sub-array behind its own.
 *
 * @param base the type of its elements
 * @param shape its shape
 */
public record SubArrayDType(DType base, Shape shape) implements DType {
  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if it has no axes, or the whole is too large
   */
  public SubArrayDType {
    StructLayout.checkSubArray(base, shape.lengths);
  }

  @Override
  public TypeId id() {
    return TypeId.VOID;
  }

  @Override
  public long itemSize() {
    return base.itemSize() * shape.size();
  }

  @Override
  public ByteOrder byteOrder() {
    return base.byteOrder();
  }

  @Override
  public DType withByteOrder(ByteOrder order) {
    return new SubArrayDType(base.withByteOrder(order), shape);
  }

  @Override
  public int alignment() {
    return base.alignment();
  }

  @Override
  public String toString() {
    return DTypeText.str(this);
  }
}
