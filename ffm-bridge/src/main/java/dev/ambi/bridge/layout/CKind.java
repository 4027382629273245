package dev.ambi.bridge.layout;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;

/** What the C types that are no structs are. Signed and unsigned are one. */
enum CKind {
  I8,
  I16,
  I32,
  I64,
  F64,
  /** Two doubles. */
  COMPLEX128,
  /** Java has no such number: its bytes, aligned as x86-64 aligns them. */
  LONGDOUBLE,
  /** To data or to a function. */
  POINTER;

  MemoryLayout layout() {
    return switch (this) {
      case I8 -> ValueLayout.JAVA_BYTE;
      case I16 -> ValueLayout.JAVA_SHORT;
      case I32 -> ValueLayout.JAVA_INT;
      case I64 -> ValueLayout.JAVA_LONG;
      case F64 -> ValueLayout.JAVA_DOUBLE;
      case COMPLEX128 ->
          MemoryLayout.structLayout(
              ValueLayout.JAVA_DOUBLE.withName("real"), ValueLayout.JAVA_DOUBLE.withName("imag"));
      case LONGDOUBLE ->
          MemoryLayout.sequenceLayout(16, ValueLayout.JAVA_BYTE).withByteAlignment(16);
      case POINTER -> ValueLayout.ADDRESS;
    };
  }
}
