package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;

/**
 * What a caller of a ufunc may ask for.
 *
 * @param out an array for each output, null for a new one; null for none
 * @param where which elements to compute; null for all
 * @param dtype the dtype to compute in; null for what the inputs say
 * @param casting what may be cast
 * @param order how new arrays lie in memory
 */
@SuppressWarnings("ArrayRecordComponent")
public record CallOptions(NDArray[] out, NDArray where, DType dtype, Casting casting, Order order) {

  /** Nothing in particular. */
  public static final CallOptions NONE =
      new CallOptions(null, null, null, Casting.SAME_KIND, Order.K);

  /** {@return whether nothing is asked for but, perhaps, where the one result goes} */
  public boolean isOnlyOut() {
    return where == null
        && dtype == null
        && casting == Casting.SAME_KIND
        && order == Order.K
        && (out == null || out.length == 1);
  }

  /** {@return the options with outputs} */
  public CallOptions withOut(NDArray[] arrays) {
    return new CallOptions(arrays.clone(), where, dtype, casting, order);
  }

  /** {@return the options with a mask} */
  public CallOptions withWhere(NDArray mask) {
    return new CallOptions(out, mask, dtype, casting, order);
  }

  /** {@return the options with a dtype} */
  public CallOptions withDType(DType type) {
    return new CallOptions(out, where, type, casting, order);
  }

  /** {@return the options with a casting level} */
  public CallOptions withCasting(Casting level) {
    return new CallOptions(out, where, dtype, level, order);
  }

  /** {@return the options with an order} */
  public CallOptions withOrder(Order o) {
    return new CallOptions(out, where, dtype, casting, o);
  }
}
