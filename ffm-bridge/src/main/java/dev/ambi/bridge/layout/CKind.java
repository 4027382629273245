package dev.ambi.bridge.layout;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;

/**
 * What the C types that are no structs are made of, and their layouts. Signed and unsigned are one.
 */
enum CKind {
  I8(ValueLayout.JAVA_BYTE),
  I16(ValueLayout.JAVA_SHORT),
  I32(ValueLayout.JAVA_INT),
  I64(ValueLayout.JAVA_LONG),
  F64(ValueLayout.JAVA_DOUBLE),
  /** Two doubles. */
  COMPLEX128(
      MemoryLayout.structLayout(
          ValueLayout.JAVA_DOUBLE.withName("real"), ValueLayout.JAVA_DOUBLE.withName("imag"))),
  /** Java has no such number: its bytes, aligned as x86-64 aligns them. */
  LONGDOUBLE(MemoryLayout.sequenceLayout(16, ValueLayout.JAVA_BYTE).withByteAlignment(16)),
  /** To data or to a function. */
  POINTER(ValueLayout.ADDRESS);

  private final MemoryLayout layout;

  CKind(MemoryLayout layout) {
    this.layout = layout;
  }

  MemoryLayout layout() {
    return layout;
  }
}
