/**
 * N-dimensional arrays of NumPy's data types over native memory.
 *
 * <p>{@link dev.ambi.core.NDArray} is a shape, strides and a {@link dev.ambi.core.DType} over a
 * {@link java.lang.foreign.MemorySegment}; views share memory, everything that says so copies.
 * Behaviour and the wording of errors follow NumPy 2. Where NumPy raises {@code ValueError} or
 * {@code TypeError} these classes throw {@link java.lang.IllegalArgumentException}, for {@code
 * IndexError} {@link java.lang.IndexOutOfBoundsException}, for {@code OverflowError} {@link
 * java.lang.ArithmeticException}.
 */
package dev.ambi.core;
