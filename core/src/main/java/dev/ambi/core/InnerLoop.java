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
   * {@return whether runs without gaps, or with a stride of zero, are so much faster than others
   * that operands are worth copying together first}
   */
  default boolean prefersContiguous() {
    return false;
  }
}
