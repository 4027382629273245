package dev.ambi.core.internal.dtype;

import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.NDArray;
import dev.ambi.core.Ops;
import dev.ambi.core.StructDType;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFuncs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/**
 * Whether elements of structured or void arrays are equal: structures field by field, so that what
 * lies between fields is nothing, other bytes as they are. There is no such ufunc, only the
 * operators.
 */
public final class VoidComparison {

  private VoidComparison() {}

  /**
   * {@return whether an operand is a structured or void array}
   *
   * @param a an array or a number
   */
  public static boolean isFor(Object a) {
    return a instanceof NDArray x && x.dtype().id() == TypeId.VOID;
  }

  /**
   * {@return for each pair of elements whether they are equal, or whether they differ}
   *
   * @param a one operand
   * @param b the other; one of them is a structured or void array
   * @param differ whether to tell where they differ
   * @throws IllegalArgumentException if only one of them is such an array, or they have no common
   *     dtype
   */
  public static NDArray compare(Object a, Object b, boolean differ) {
    if (!isFor(a) || !isFor(b)) {
      throw new IllegalArgumentException("Cannot compare structured or void to non-void arrays.");
    }
    NDArray x = (NDArray) a;
    NDArray y = (NDArray) b;
    boolean structured = x.dtype() instanceof StructDType;
    if (structured != y.dtype() instanceof StructDType) {
      throw new IllegalArgumentException(
          "Cannot compare structured with unstructured void arrays: "
              + x.dtype().toNative().repr()
              + " and "
              + y.dtype().toNative().repr());
    }
    return structured ? structures(x, y, differ) : bytes(x, y, differ);
  }

  private static NDArray bytes(NDArray x, NDArray y, boolean differ) {
    long size = x.itemSize();
    if (size != y.itemSize()) {
      throw new IllegalArgumentException(
          "cannot compare unstructured voids of different length. Use bytes to compare. (This may"
              + " return array of False in the future.)");
    }
    if (size == 0) {
      return full(x, y, !differ);
    }
    DType text = DType.bytes(size);
    return (differ ? UFuncs.NOT_EQUAL : UFuncs.EQUAL).call(as(x, text), as(y, text));
  }

  private static NDArray as(NDArray a, DType dtype) {
    return NDArray.of(a.memory(), a.offset(), dtype, RawShape.of(a), a.strides(), a.isWritable());
  }

  private static NDArray structures(NDArray x, NDArray y, boolean differ) {
    StructDType common;
    try {
      common = (StructDType) DType.promote(x.dtype(), y.dtype());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot compare structured arrays unless they have a common dtype.  I.e."
              + " `np.result_type(arr1, arr2)` must be defined.",
          e);
    }
    NDArray result = full(x, y, !differ);
    for (Field f : common.fields()) {
      NDArray one = field(x.field(f.name()), y.field(f.name()), differ, result.ndim());
      if (differ) {
        UFuncs.LOGICAL_OR.into(result, result, one);
      } else {
        UFuncs.LOGICAL_AND.into(result, result, one);
      }
    }
    return result;
  }

  /** A field may have axes of its own, after those of the arrays: all of them count. */
  private static NDArray field(NDArray x, NDArray y, boolean differ, int ndim) {
    NDArray one = elements(x, y, differ);
    if (one.ndim() <= ndim) {
      return one;
    }
    int[] axes = new int[one.ndim() - ndim];
    Arrays.setAll(axes, i -> ndim + i);
    return differ ? UFuncs.LOGICAL_OR.reduce(one, axes) : UFuncs.LOGICAL_AND.reduce(one, axes);
  }

  private static NDArray elements(NDArray x, NDArray y, boolean differ) {
    boolean text = isText(x.dtype());
    if (text != isText(y.dtype()) && !isFor(x) && !isFor(y)) {
      // No number equals a text.
      return full(x, y, differ);
    }
    return differ ? Ops.notEqual(x, y) : Ops.equal(x, y);
  }

  private static boolean isText(DType dtype) {
    return dtype.id() == TypeId.BYTES || dtype.id() == TypeId.STR;
  }

  private static NDArray full(NDArray x, NDArray y, boolean value) {
    NDArray all = NDArray.empty(DType.BOOL, Shapes.broadcast(RawShape.of(x), RawShape.of(y)));
    all.fill(value);
    return all;
  }
}
