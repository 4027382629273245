package dev.ambi.core.internal.index;

import dev.ambi.core.Casting;
import dev.ambi.core.Index;
import dev.ambi.core.IndexMode;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Outputs;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.Transfer;
import java.util.Arrays;
import java.util.List;

/** Positions along one axis, read. */
public final class Take {

  private Take() {}

  /**
   * {@return what lies at positions along an axis}
   *
   * @param a the array
   * @param indices the positions
   * @param axis the axis
   * @param mode what becomes of positions that are not on the axis
   * @param out where the result goes, or null
   */
  public static NDArray take(NDArray a, NDArray indices, int axis, IndexMode mode, NDArray out) {
    int on = Shapes.axis(axis, a.ndim());
    FancyIndex index = index(a, indices, on, mode);
    long[] shape = index.shape();
    Shapes.check(shape, a.itemSize());
    if (out == null) {
      NDArray result = NDArray.empty(a.dtype(), shape);
      FancyTransfer.read(a, index, result);
      return result;
    }
    checkOut(a, shape, out);
    index.check();
    boolean direct =
        out.dtype().equals(a.dtype())
            && out.isCContiguous()
            && !Transfer.overlaps(out, a)
            && !Transfer.overlaps(out, indices);
    if (direct) {
      FancyTransfer.read(a, index, out);
    } else {
      NDArray result = NDArray.empty(a.dtype(), shape);
      FancyTransfer.read(a, index, result);
      Transfer.assign(out, result);
    }
    return out;
  }

  private static FancyIndex index(NDArray a, NDArray indices, int axis, IndexMode mode) {
    long length = a.shape(axis);
    if (length == 0 && indices.size() > 0) {
      throw new IndexOutOfBoundsException("cannot do a non-empty take from an empty axes.");
    }
    int n = a.ndim() - 1;
    long[] restShape = new long[n];
    long[] restStrides = new long[n];
    for (int i = 0; i < n; i++) {
      restShape[i] = a.shape(i < axis ? i : i + 1);
      restStrides[i] = a.strides(i < axis ? i : i + 1);
    }
    if (n + indices.ndim() > Shapes.MAX_DIMS) {
      throw BasicIndex.tooManyDimensions(n + indices.ndim());
    }
    IndexArray places = Places.on(indices, axis, length, a.strides(axis), mode);
    return new FancyIndex(
        a.offset(), restShape, restStrides, axis, List.of(places), RawShape.of(indices));
  }

  private static void checkOut(NDArray a, long[] shape, NDArray out) {
    Outputs.checkWritable(out);
    if (!Arrays.equals(RawShape.of(out), shape)) {
      throw new IllegalArgumentException(
          "output array does not match result of ndarray.take: shape "
              + out.shape()
              + ", not "
              + Shapes.tuple(shape));
    }
    CastErrors.check(out.dtype(), a.dtype(), Casting.SAFE);
  }

  /**
   * {@return the index of one position along an axis for each line of an array}
   *
   * @param a the array
   * @param indices the positions; of as many dimensions
   * @param axis the axis
   */
  public static Index[] alongAxis(NDArray a, NDArray indices, int axis) {
    if (!indices.dtype().id().isInteger()) {
      throw new IndexOutOfBoundsException("`indices` must be an integer array");
    }
    int ndim = a.ndim();
    if (indices.ndim() != ndim) {
      throw new IllegalArgumentException(
          "`indices` and `arr` must have the same number of dimensions");
    }
    int on = Shapes.axis(axis, ndim);
    Index[] index = new Index[ndim];
    for (int i = 0; i < ndim; i++) {
      index[i] = Index.of(i == on ? indices : Places.along(a.shape(i), i, ndim));
    }
    return index;
  }
}
