package dev.ambi.core;

import dev.ambi.core.internal.ClosedArena;
import dev.ambi.core.internal.Shapes;
import java.util.Arrays;

/** How the elements of an array lie in memory. Part of {@link NDArray}. */
public sealed interface LayoutMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  /**
   * {@return the length of one axis}
   *
   * @param axis the axis; a negative one counts from the last
   */
  default long shape(int axis) {
    return self().shape[Shapes.axis(axis, self().shape.length)];
  }

  /**
   * {@return the distance between neighbours along one axis in bytes}
   *
   * @param axis the axis; a negative one counts from the last
   */
  default long strides(int axis) {
    return self().strides[Shapes.axis(axis, self().shape.length)];
  }

  /** {@return the size of an element in bytes} */
  default long itemSize() {
    return self().dtype.itemSize();
  }

  /** {@return the number of elements times their size in bytes} */
  default long nbytes() {
    return self().size * self().dtype.itemSize();
  }

  /**
   * {@return the address of the element with index 0 on every axis}
   *
   * <p>It is good while this array, or its arena, is: keep the array reachable while native code
   * uses the address.
   *
   * @throws UnsupportedOperationException if the array lies on the Java heap
   * @throws IllegalStateException if its memory was freed
   */
  default long address() {
    NDArray a = self();
    if (!a.memory.isNative()) {
      throw new UnsupportedOperationException("an array on the Java heap has no address");
    }
    a.checkAlive();
    return a.memory.address() + a.offset;
  }

  /** {@return whether every element is aligned as C wants it} */
  default boolean isAligned() {
    NDArray a = self();
    int wanted = a.dtype.alignment();
    long bits = a.memory.isNative() ? a.memory.address() + a.offset : a.offset;
    for (int i = 0; i < a.shape.length; i++) {
      if (a.shape[i] == 0) {
        return true;
      }
      if (a.shape[i] > 1) {
        bits |= a.strides[i];
      }
    }
    // Java aligns what it accesses of a Java array to the array's elements.
    return (bits & (wanted - 1)) == 0
        && (a.memory.isNative() || a.memory.maxByteAlignment() >= wanted);
  }

  /** {@return whether the memory is still there: its arena is open} */
  default boolean isAlive() {
    return self().memory.scope().isAlive();
  }

  /**
   * Does nothing while the memory is there.
   *
   * @throws IllegalStateException if it was freed
   */
  default void checkAlive() {
    if (!isAlive()) {
      throw new IllegalStateException(ClosedArena.WORDS);
    }
  }

  /**
   * {@return whether another array has this one's shape}
   *
   * @param other the other
   */
  default boolean hasShapeOf(NDArray other) {
    return Arrays.equals(self().shape, other.shape);
  }
}
