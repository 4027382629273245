package dev.ambi.core.internal;

/**
 * Where a view of an array lies in the array's memory. The arrays are not copied: whoever makes a
 * view gives them up.
 *
 * @param offset the offset of the first element in bytes
 * @param shape the shape
 * @param strides the strides in bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record View(long offset, long[] shape, long[] strides) {}
