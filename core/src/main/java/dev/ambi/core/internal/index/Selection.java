package dev.ambi.core.internal.index;

import dev.ambi.core.Index;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.Transfer;
import java.util.Arrays;

/** Reading and writing by an index in which there are arrays. */
public final class Selection {

  private Selection() {}

  /**
   * {@return whether an index copies, because there is an array in it}
   *
   * @param entries the index
   */
  public static boolean copies(Index[] entries) {
    for (Index entry : entries) {
      if (entry instanceof Index.Of) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return a new array of what the index selects}
   *
   * @param a the array
   * @param entries an index with an array in it
   */
  public static NDArray get(NDArray a, Index[] entries) {
    NDArray mask = mask(a, entries);
    if (mask != null && Items.moves(a.itemSize())) {
      return MaskTransfer.read(a, mask);
    }
    Index[] plain = withoutScalars(entries);
    if (!copies(plain)) {
      return a.get(plain).copy();
    }
    FancyIndex index = FancyIndex.of(a, plain);
    long[] shape = index.shape();
    Shapes.check(shape, a.itemSize());
    NDArray result = NDArray.empty(a.dtype(), shape);
    FancyTransfer.read(a, index, result);
    return result;
  }

  /**
   * Writes to what the index selects.
   *
   * @param a the array; writable
   * @param entries an index with an array in it
   * @param value an array, cast and broadcast
   */
  public static void set(NDArray a, Index[] entries, NDArray value) {
    NDArray mask = mask(a, entries);
    if (mask != null) {
      long count = MaskTransfer.check(mask, value);
      if (Items.moves(a.itemSize())) {
        MaskTransfer.write(a, mask, count, apart(a, value));
        return;
      }
    }
    Index[] plain = withoutScalars(entries);
    if (!copies(plain)) {
      Transfer.assign(a.get(plain), value);
      return;
    }
    FancyIndex index = FancyIndex.of(a, indicesApart(a, plain));
    long[] shape = index.shape();
    spread(value, shape);
    index.check();
    if (Shapes.size(shape) == 0) {
      return;
    }
    NDArray source = apart(a, value);
    long[] strides = spread(source, shape);
    if (!FancyTransfer.isEven(index, strides)) {
      NDArray whole = NDArray.empty(a.dtype(), shape);
      Transfer.assign(whole, source);
      source = whole;
      strides = whole.strides();
    }
    FancyTransfer.write(a, index, source, strides);
  }

  /** The mask, if it is the whole index and has the array's own shape. */
  private static NDArray mask(NDArray a, Index[] entries) {
    return entries.length == 1
            && entries[0] instanceof Index.Of of
            && of.isMask()
            && a.ndim() > 0
            && Arrays.equals(RawShape.of(of.array()), RawShape.of(a))
        ? of.array()
        : null;
  }

  /** Integer arrays without dimensions are integers, but for that what they select is copied. */
  private static Index[] withoutScalars(Index[] entries) {
    Index[] result = entries.clone();
    for (int i = 0; i < result.length; i++) {
      if (result[i] instanceof Index.Of of && !of.isMask() && of.array().ndim() == 0) {
        result[i] = Index.at(position(of.array()));
      }
    }
    return result;
  }

  private static long position(NDArray scalar) {
    return IndexArray.asInt64(scalar).getLong();
  }

  /** The index arrays, copied where a write to the array would change them. */
  private static Index[] indicesApart(NDArray a, Index[] entries) {
    Index[] result = entries.clone();
    for (int i = 0; i < result.length; i++) {
      if (result[i] instanceof Index.Of of && Transfer.overlaps(a, of.array())) {
        result[i] = Index.of(of.array().copy());
      }
    }
    return result;
  }

  /** The value in the dtype of the array, copied where a write to the array would change it. */
  static NDArray apart(NDArray a, NDArray value) {
    if (!value.dtype().equals(a.dtype())) {
      return value.astype(a.dtype());
    }
    return Transfer.overlaps(a, value) ? value.copy() : value;
  }

  private static long[] spread(NDArray value, long[] shape) {
    long[] own = RawShape.of(value);
    int extra = 0;
    while (own.length - extra > shape.length && own[extra] == 1) {
      extra++;
    }
    long[] spread =
        Shapes.broadcastStrides(
            Arrays.copyOfRange(own, extra, own.length),
            Arrays.copyOfRange(value.strides(), extra, own.length),
            shape);
    if (spread == null) {
      throw new IllegalArgumentException(
          "shape mismatch: value array of shape "
              + Shapes.compact(own)
              + " could not be broadcast to indexing result of shape "
              + Shapes.compact(shape));
    }
    return spread;
  }
}
