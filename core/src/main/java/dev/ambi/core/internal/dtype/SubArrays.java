package dev.ambi.core.internal.dtype;

import dev.ambi.core.CastLoop;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.StridedNest;
import java.util.Arrays;

/** Turns an array of sub-arrays into an array of their elements with more axes. */
public final class SubArrays {

  private SubArrays() {}

  /**
   * {@return the dtype of the elements of sub-arrays, of whatever depth}
   *
   * @param dtype a dtype
   */
  public static DType base(DType dtype) {
    return dtype instanceof SubArrayDType s ? base(s.base()) : dtype;
  }

  /**
   * {@return the shape, with the axes of the sub-array behind it}
   *
   * @param shape the shape
   * @param dtype a dtype
   */
  public static long[] shape(long[] shape, DType dtype) {
    return dtype instanceof SubArrayDType s
        ? shape(join(shape, RawShape.of(s.shape())), s.base())
        : shape;
  }

  /**
   * {@return the strides, with those of the sub-array behind them}
   *
   * @param strides the strides
   * @param dtype a dtype
   */
  public static long[] strides(long[] strides, DType dtype) {
    if (!(dtype instanceof SubArrayDType s)) {
      return strides;
    }
    long[] inner = RawShape.of(s.shape());
    long[] own = new long[inner.length];
    long step = s.base().itemSize();
    for (int i = own.length - 1; i >= 0; i--) {
      own[i] = step;
      step *= Math.max(inner[i], 1);
    }
    return strides(join(strides, own), s.base());
  }

  /**
   * {@return the same sub-array of other elements}
   *
   * @param dtype a sub-array, of whatever depth
   * @param base the type of the elements
   */
  public static DType withBase(DType dtype, DType base) {
    return dtype instanceof SubArrayDType s
        ? new SubArrayDType(withBase(s.base(), base), s.shape())
        : base;
  }

  /**
   * {@return a new array in which every element has become a sub-array}
   *
   * @param src the elements
   * @param type the sub-array
   */
  public static NDArray converted(NDArray src, DType type) {
    NDArray dst = NDArray.zeros(type, RawShape.of(src));
    CastLoop cast = Casts.find(src.dtype(), type);
    if (dst.size() > 0) {
      long[] steps = Shapes.strides(RawShape.of(src), type.itemSize());
      new StridedNest(
              RawShape.of(src), new long[] {dst.offset(), src.offset()}, steps, src.strides())
          .forEachRun((at, step, n) ->
              cast.run(src.memory(), at[1], step[1], dst.memory(), at[0], step[0], n));
    }
    return dst;
  }

  private static long[] join(long[] a, long[] b) {
    long[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
