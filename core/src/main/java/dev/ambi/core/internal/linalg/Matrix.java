package dev.ambi.core.internal.linalg;

import java.lang.foreign.MemorySegment;

/**
 * A matrix in memory.
 *
 * @param memory where it is
 * @param at the offset of its first element in bytes
 * @param row the distance between rows in bytes
 * @param column the distance between columns in bytes
 */
record Matrix(MemorySegment memory, long at, long row, long column) {

  Matrix at(long offset) {
    return new Matrix(memory, offset, row, column);
  }

  /** {@return the part of it from a row and a column on} */
  Matrix from(long i, long j) {
    return new Matrix(memory, at + i * row + j * column, row, column);
  }

  Matrix transposed() {
    return new Matrix(memory, at, column, row);
  }
}
