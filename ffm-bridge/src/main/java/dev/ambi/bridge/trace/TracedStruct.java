package dev.ambi.bridge.trace;

import java.util.Optional;

/**
 * A descriptor or an array that crossed between NumPy and an extension: its bytes as they were
 * then. The same struct, crossing in the same way, is there once.
 *
 * @param kind what it is
 * @param how how it crossed
 * @param function the API function that it first crossed in; none for an argument of a call from
 *     Java
 * @param abi through which ABI it crossed: 1 or 2
 * @param typeAbi to which ABI its type object belongs: 1 or 2
 * @param address where it was
 * @param count how often it was seen
 * @param bytes the struct
 */
public record TracedStruct(
    Kind kind,
    How how,
    Optional<ApiFunction> function,
    int abi,
    int typeAbi,
    long address,
    long count,
    Bytes bytes) {

  /** Which struct. */
  public enum Kind {
    /** {@code PyArray_Descr}. */
    DESCR,
    /** {@code PyArrayObject}, up to its flags. */
    ARRAY
  }

  /** How a struct crossed. The order is that of numpy_trace.h. */
  public enum How {
    /** An argument, or of an array that is one, of a call from Java. */
    ARGUMENT,
    /** The extension passed it, or an array of it, to an API function. */
    PASSED,
    /** An API function returned it, or an array of it. */
    RESULT,
    /** A converter wrote its address, or that of an array of it. */
    WRITTEN
  }

  /** {@return whether the extension was given the struct; else it had it already} */
  public boolean given() {
    return how != How.PASSED;
  }

  /** How the extension came to it, in words. */
  public String origin() {
    return switch (how) {
      case ARGUMENT -> "an argument of a call from Java";
      case PASSED -> "passed to " + function.orElseThrow();
      case RESULT -> "from " + function.orElseThrow();
      case WRITTEN -> "written by " + function.orElseThrow();
    };
  }
}
