package dev.ambi.bridge.kernel.call;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;

/** A record has what its struct cannot have. Does not leave the package: see {@link #of}. */
final class MisfitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** From the record to what does not fit: {@code .points[2].x}. */
  private final String path;

  private final boolean isNull;

  private MisfitException(String path, String what, boolean isNull) {
    super(what);
    this.path = path;
    this.isNull = isNull;
  }

  /** {@return what was given} */
  static Object requirePresent(Object value) {
    if (value == null) {
      throw new MisfitException("", "is null", true);
    }
    return value;
  }

  static void requireLength(Object array, int length) {
    int given = Array.getLength(array);
    if (given != length) {
      throw new MisfitException(
          "", "has %d elements, and the struct holds %d".formatted(given, length), false);
    }
  }

  /** {@return the memory, whose address C is to have} */
  static Object requireAddress(MemorySegment memory) {
    String problem = PointerCheck.problem(memory);
    if (problem != null) {
      throw new MisfitException("", problem, false);
    }
    return memory;
  }

  /** {@return this, seen from the value that has the member or element} */
  MisfitException at(String member) {
    return new MisfitException(member + path, getMessage(), isNull);
  }

  /**
   * {@return the exception for the caller}
   *
   * @param where the parameter
   */
  RuntimeException of(String where) {
    String message = where + path + " " + getMessage();
    return isNull ? new NullPointerException(message) : new IllegalArgumentException(message);
  }
}
