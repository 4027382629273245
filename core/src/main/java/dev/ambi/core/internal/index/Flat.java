package dev.ambi.core.internal.index;

import dev.ambi.core.Index;
import dev.ambi.core.IndexMode;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Transfer;
import java.util.function.Consumer;

/** Writing to places counted through the whole array in row-major order. */
public final class Flat {

  private Flat() {}

  /**
   * Writes values, again and again from the first, to places.
   *
   * @param a the array; writable
   * @param indices the places
   * @param values the values
   * @param mode what becomes of places that the array does not have
   */
  public static void put(NDArray a, NDArray indices, NDArray values, IndexMode mode) {
    long n = indices.size();
    if (n > 0 && a.size() == 0) {
      throw new IndexOutOfBoundsException("cannot replace elements of an empty array");
    }
    NDArray places = Places.on(indices.ravel(), 0, a.size(), 1, mode).places();
    if (n == 0 || values.size() == 0) {
      return;
    }
    NDArray source = repeated(values, n);
    withFlat(a, flat -> Selection.set(flat, new Index[] {Index.of(places)}, source));
  }

  /**
   * Writes values, again and again from the first, to where a mask is true.
   *
   * @param a the array; writable
   * @param mask as many elements, as truth values
   * @param values the values
   */
  public static void place(NDArray a, NDArray mask, NDArray values) {
    if (mask.size() != a.size()) {
      throw new IllegalArgumentException(
          "place: mask and data must be the same size: " + mask.shape() + " and " + a.shape());
    }
    NDArray where = Truth.of(mask).ravel();
    long count = Masks.count(where);
    if (count == 0) {
      return;
    }
    if (values.size() == 0) {
      throw new IllegalArgumentException("Cannot insert from an empty array!");
    }
    NDArray source = repeated(values, count);
    withFlat(a, flat -> Selection.set(flat, new Index[] {Index.of(where)}, source));
  }

  private static NDArray repeated(NDArray values, long n) {
    NDArray flat = values.ravel();
    long have = flat.size();
    if (have == n || have == 1) {
      return flat;
    }
    if (have > n) {
      return flat.get(Index.slice(0, n));
    }
    return Take.take(flat, NDArray.arange(n), 0, IndexMode.WRAP, null);
  }

  /** Shows the array as one axis; where no view does, a copy that is copied back. */
  private static void withFlat(NDArray a, Consumer<NDArray> action) {
    NDArray flat = a.ravel();
    action.accept(flat);
    if (flat.memory() != a.memory()) {
      Transfer.assign(a, flat.reshape(RawShape.of(a)));
    }
  }
}
