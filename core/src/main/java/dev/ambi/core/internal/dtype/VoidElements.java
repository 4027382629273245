package dev.ambi.core.internal.dtype;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ambi.core.DType;
import java.lang.foreign.MemorySegment;

/** Reads and writes single elements of void and structured dtypes. */
public final class VoidElements {

  private VoidElements() {}

  /**
   * {@return the element: its bytes}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static Object get(MemorySegment m, long at, DType dtype) {
    return m.asSlice(at, dtype.itemSize()).toArray(JAVA_BYTE);
  }
}
