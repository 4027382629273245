package dev.ambi.core.internal;

import dev.ambi.core.BytesDType;
import dev.ambi.core.DType;
import dev.ambi.core.StrDType;
import dev.ambi.core.TypeId;
import dev.ambi.core.VoidDType;

/** The same bytes as elements of another type, and text dtypes of another length. */
public final class Reinterpret {

  private Reinterpret() {}

  /**
   * {@return the shape and strides that show the same bytes as elements of another type}
   *
   * @param type the new type
   * @param oldSize the size of an element now
   * @param base the array
   */
  public static View as(DType type, long oldSize, View base) {
    long newSize = type.itemSize();
    if (newSize == oldSize) {
      return base;
    }
    int last = base.shape().length - 1;
    if (last < 0) {
      throw new IllegalArgumentException(
          "Changing the dtype of a 0d array is only supported if the itemsize is unchanged");
    }
    long length = base.shape()[last];
    boolean single = Shapes.size(base.shape()) == 0 || length == 1;
    if (base.strides()[last] != oldSize && !single) {
      throw new IllegalArgumentException(
          "To change to a dtype of a different size, the last axis must be contiguous");
    }
    if (newSize < oldSize) {
      if (newSize == 0 || oldSize % newSize != 0) {
        throw new IllegalArgumentException(
            "When changing to a smaller dtype, its size must be a divisor of the size of original"
                + " dtype");
      }
    } else if (length * oldSize % newSize != 0) {
      throw new IllegalArgumentException(
          "When changing to a larger dtype, its size must be a divisor of the total size in bytes"
              + " of the last axis of the array.");
    }
    long[] shape = base.shape().clone();
    long[] strides = base.strides().clone();
    shape[last] = length * oldSize / newSize;
    strides[last] = newSize;
    return new View(base.offset(), shape, strides);
  }

  /**
   * {@return a text dtype like the given one, of another length}
   *
   * @param dtype bytes or str
   * @param length the length
   */
  public static DType withLength(DType dtype, long length) {
    return switch (dtype) {
      case BytesDType b -> DType.bytes(length);
      case StrDType s -> DType.str(length).withByteOrder(s.byteOrder());
      case VoidDType v -> DType.ofVoid(length);
      default -> dtype;
    };
  }

  /**
   * {@return the dtype itself; text of length 0 becomes as long as values of another dtype need}
   *
   * @param dtype the dtype
   * @param from the other dtype
   */
  public static DType resolveLength(DType dtype, DType from) {
    if (!isUnsized(dtype)) {
      return dtype;
    }
    if (dtype.id() == from.id() && (from.itemSize() > 0 || dtype.id() == TypeId.VOID)) {
      return from; // byte order included
    }
    long length =
        dtype.id() == TypeId.VOID ? from.itemSize() : Math.max(Promotion.textLength(from), 1);
    return withLength(dtype, length);
  }

  /**
   * {@return whether the dtype is bytes, str or void of length 0, which stands for any length}
   *
   * @param dtype the dtype
   */
  public static boolean isUnsized(DType dtype) {
    return dtype.itemSize() == 0
        && (dtype instanceof BytesDType || dtype instanceof StrDType || dtype instanceof VoidDType);
  }
}
