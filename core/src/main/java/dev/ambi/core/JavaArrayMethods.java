package dev.ambi.core;

import dev.ambi.core.internal.Elements;
import dev.ambi.core.internal.JavaArrays;
import dev.ambi.core.internal.Shapes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The elements of an array as Java arrays. Part of {@link NDArray}. Where there are more than a
 * Java array holds, each throws {@link ArithmeticException}.
 */
public sealed interface JavaArrayMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  private MemorySegment elements(DType type) {
    Shapes.javaLength(self().size);
    return self().elements(type);
  }

  /**
   * {@return the elements in row-major order}
   *
   * @throws IllegalArgumentException if they are complex
   */
  default double[] toDoubleArray() {
    self().checkNoLoss("double[]", self().dtype.kind() != 'c');
    return elements(DType.FLOAT64).toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
  }

  /**
   * {@return the elements in row-major order, rounded to float32}
   *
   * @throws IllegalArgumentException if they are complex
   */
  default float[] toFloatArray() {
    self().checkNoLoss("float[]", self().dtype.kind() != 'c');
    return elements(DType.FLOAT32).toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
  }

  /**
   * {@return the elements in row-major order; uint64 as its bits}
   *
   * @throws IllegalArgumentException if they are not bool or integers: convert with {@link
   *     CopyMethods#astype(DType)}
   */
  default long[] toLongArray() {
    self().checkNoLoss("long[]", "biu".indexOf(self().dtype.kind()) >= 0);
    return elements(DType.INT64).toArray(ValueLayout.JAVA_LONG_UNALIGNED);
  }

  /**
   * {@return the elements in row-major order}
   *
   * @throws IllegalArgumentException if they are not bool or integers that fit an int by their
   *     type: convert with {@link CopyMethods#astype(DType)}
   */
  default int[] toIntArray() {
    self().checkNoLoss("int[]", DType.canCast(self().dtype, DType.INT32, Casting.SAFE));
    return elements(DType.INT32).toArray(ValueLayout.JAVA_INT_UNALIGNED);
  }

  /**
   * {@return the elements in row-major order}
   *
   * @throws IllegalArgumentException if the dtype is not bool
   */
  default boolean[] toBooleanArray() {
    self().checkNoLoss("boolean[]", self().dtype.id() == TypeId.BOOL);
    return JavaArrays.booleans(elements(DType.BOOL));
  }

  /**
   * {@return the elements in row-major order, each as {@link ElementMethods#getObject} gives it}
   */
  default Object[] toObjectArray() {
    NDArray a = self().asContiguous();
    Object[] result = new Object[Shapes.javaLength(self().size)];
    self().checkAlive();
    Arrays.setAll(
        result,
        i -> Elements.getObject(a.memory, a.offset + i * self().dtype.itemSize(), self().dtype));
    return result;
  }

  /**
   * {@return the elements in row-major order, each as {@link ElementMethods#getString} gives it}
   */
  default String[] toStringArray() {
    NDArray a = self().asContiguous();
    String[] result = new String[Shapes.javaLength(self().size)];
    self().checkAlive();
    Arrays.setAll(
        result,
        i -> Elements.getString(a.memory, a.offset + i * self().dtype.itemSize(), self().dtype));
    return result;
  }
}
