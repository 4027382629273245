package dev.ambi.core.internal.dtype;

import dev.ambi.core.DType;
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
    return dtype instanceof DType.SubArray s ? base(s.base()) : dtype;
  }

  /**
   * {@return the shape, with the axes of the sub-array behind it}
   *
   * @param shape the shape
   * @param dtype a dtype
   */
  public static long[] shape(long[] shape, DType dtype) {
    return dtype instanceof DType.SubArray s ? shape(join(shape, s.shape()), s.base()) : shape;
  }

  /**
   * {@return the strides, with those of the sub-array behind them}
   *
   * @param strides the strides
   * @param dtype a dtype
   */
  public static long[] strides(long[] strides, DType dtype) {
    if (!(dtype instanceof DType.SubArray s)) {
      return strides;
    }
    long[] inner = s.shape();
    long[] own = new long[inner.length];
    long step = s.base().itemSize();
    for (int i = own.length - 1; i >= 0; i--) {
      own[i] = step;
      step *= Math.max(inner[i], 1);
    }
    return strides(join(strides, own), s.base());
  }

  private static long[] join(long[] a, long[] b) {
    long[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
