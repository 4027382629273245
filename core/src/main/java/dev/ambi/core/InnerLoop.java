package dev.ambi.core;

import java.lang.foreign.MemorySegment;

/**
 * Computes one run of elements: the inner loop of a ufunc, with the operands of C's {@code
 * PyUFuncGenericFunction}.
 *
 * <p>A loop is called with operands of exactly the dtypes that it was registered for, in native
 * byte order, not necessarily aligned. It must not change the arrays that it is given, and must be
 * safe for use by several threads at once.
 */
@FunctionalInterface
public interface InnerLoop {
  /**
   * Computes a run.
   *
   * @param memory where each operand is: the inputs, then the outputs
   * @param at the offset of each operand's first element in bytes
   * @param strides for each operand the distance between elements in bytes; zero or negative too
   * @param n how many elements, at least one
   */
  void run(MemorySegment[] memory, long[] at, long[] strides, long n);

  /**
   * {@return whether the loop takes such strides at its full speed; if not, a caller may bring the
   * elements together first}
   *
   * @param strides for each operand the distance between elements in bytes
   */
  default boolean isFastFor(long[] strides) {
    return true;
  }

  /**
   * {@return a loop of the same function that takes one element after another, so that it may read
   * as an input what it wrote before; this one if it does}
   */
  default InnerLoop sequential() {
    return this;
  }
}
