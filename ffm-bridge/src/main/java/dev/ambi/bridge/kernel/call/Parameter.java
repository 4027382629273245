package dev.ambi.bridge.kernel.call;

/** A parameter of a kernel's method, and so what it becomes in C. */
sealed interface Parameter {
  /** {@return its name, for messages and terms} */
  String name();

  /** {@return its type in Java} */
  Class<?> type();

  /** A number or truth value. */
  record Scalar(String name, Class<?> type) implements Parameter {
    boolean isInteger() {
      return type == int.class || type == long.class || type == short.class || type == byte.class;
    }
  }

  /** A pointer of which nothing is known: a MemorySegment. */
  record Pointer(String name, Class<?> type) implements Parameter {}

  /** {@code const char *}: text in UTF-8 that ends with NUL, for the time of the call. */
  record Text(String name, Class<?> type) implements Parameter {}

  /** A struct by value. */
  record Struct(String name, Class<?> type, StructCodec codec) implements Parameter {}

  /**
   * Structs that C is given a pointer to: a record, which C does not write, or an array of records.
   */
  record Structs(String name, Class<?> type, StructCodec codec, Direction direction, Term length)
      implements Parameter {}

  /** An NDArray. */
  record Strided(String name, Class<?> type, ArrayRule rule) implements Parameter {}

  /** A Java array of numbers or of pointers, from its first element. */
  record JavaArray(String name, Class<?> type, Direction direction, Term length)
      implements Parameter {}

  /** A function that C calls; an object of a functional interface, or a Callback that holds one. */
  record Function(String name, Class<?> type, CallbackShape shape) implements Parameter {
    /** Whether the stub was made before the call, and outlives it. */
    boolean isMade() {
      return shape == null;
    }
  }

  /** Takes errno; C does not see it. */
  record ErrorNumber(String name, Class<?> type) implements Parameter {}
}
