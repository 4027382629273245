package dev.ambi.core.internal.loop;

import dev.ambi.core.InnerLoop;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;

/** Loops that take an element of one of two inputs as a bool says: by the size of an element. */
public final class Blends {

  private static final InnerLoop[] MADE = new InnerLoop[9];

  private Blends() {}

  /**
   * {@return the loop whose operands are the bools, the two inputs and the output}
   *
   * @param itemSize the size of an element in bytes
   */
  public static InnerLoop of(long itemSize) {
    if (itemSize > 8 || Long.bitCount(itemSize) != 1) {
      return (memory, at, strides, n) -> bytes(memory, at, strides, n, itemSize);
    }
    int k = (int) itemSize;
    InnerLoop loop = MADE[k];
    if (loop == null) {
      loop = make(k);
      MADE[k] = loop;
    }
    return loop;
  }

  private static InnerLoop make(int itemSize) {
    TypeId id =
        switch (itemSize) {
          case 1 -> TypeId.INT8;
          case 2 -> TypeId.INT16;
          case 4 -> TypeId.INT32;
          default -> TypeId.INT64;
        };
    InnerLoop scalar =
        new SteppedLoop(
            new long[] {1, itemSize, itemSize, itemSize},
            steps ->
                Specializer.specialize(
                    ScalarBlend.class,
                    InnerLoop.class,
                    new ScalarBlend.Constants(Lanes.of(id), steps)));
    return Vectors.AVAILABLE ? VectorReductions.blend(id, scalar) : scalar;
  }

  private static void bytes(
      MemorySegment[] memory, long[] at, long[] strides, long n, long itemSize) {
    for (long i = 0; i < n; i++) {
      int k =
          memory[0].get(java.lang.foreign.ValueLayout.JAVA_BYTE, at[0] + i * strides[0]) != 0
              ? 1
              : 2;
      MemorySegment.copy(
          memory[k], at[k] + i * strides[k], memory[3], at[3] + i * strides[3], itemSize);
    }
  }
}
