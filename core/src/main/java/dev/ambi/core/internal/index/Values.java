package dev.ambi.core.internal.index;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.Elements;
import java.lang.foreign.MemorySegment;

/** What is assigned, as an array. */
public final class Values {

  private Values() {}

  /**
   * {@return the value itself if it is an array, else an array of no dimensions that holds it}
   *
   * @param a the array that is assigned to
   * @param value an array or a single value
   * @throws ArithmeticException if the dtype is an integer that cannot hold the value
   */
  public static NDArray of(NDArray a, Object value) {
    if (value instanceof NDArray array) {
      array.checkAlive();
      return array;
    }
    DType dtype = a.dtype();
    MemorySegment one = MemorySegment.ofArray(new byte[Math.toIntExact(dtype.itemSize())]);
    Elements.setObject(one, 0, dtype, value);
    return NDArray.of(one, dtype);
  }
}
