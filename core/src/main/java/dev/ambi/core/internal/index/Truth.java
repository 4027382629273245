package dev.ambi.core.internal.index;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.TypeId;

/** Arrays of anything as arrays of bool. */
public final class Truth {

  private Truth() {}

  /**
   * {@return whether each element is true: not zero, not empty}
   *
   * @param a an array
   */
  public static NDArray of(NDArray a) {
    return a.dtype().id() == TypeId.BOOL ? a : a.astype(DType.BOOL);
  }
}
