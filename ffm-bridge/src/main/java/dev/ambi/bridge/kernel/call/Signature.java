package dev.ambi.bridge.kernel.call;

import java.util.List;

/**
 * A C function as Java calls it.
 *
 * @param where what messages begin with: the method
 * @param symbol the name of the C function
 * @param result its result
 * @param parameters its parameters
 * @param firstVariadic the index of the first parameter of {@code ...}; -1 where there is none
 * @param critical whether it is called without a change of the JVM's state
 */
record Signature(
    String where,
    String symbol,
    Result result,
    List<Parameter> parameters,
    int firstVariadic,
    boolean critical) {

  /** The result: of a primitive type, void, String, MemorySegment, or a record with its codec. */
  record Result(Class<?> type, StructCodec codec) {}

  boolean isPython() {
    return parameters.stream()
        .anyMatch(p -> p instanceof Parameter.Strided a && a.rule().isPython());
  }

  /** Whether every call needs native memory, or has something to do after it. */
  boolean needsFrame() {
    return result.codec() != null || parameters.stream().anyMatch(this::needsFrame);
  }

  private boolean needsFrame(Parameter p) {
    return switch (p) {
      case Parameter.Scalar _, Parameter.Pointer _, Parameter.Strided _ -> false;
      case Parameter.JavaArray a -> !critical || !a.type().getComponentType().isPrimitive();
      case Parameter.Text _,
          Parameter.Struct _,
          Parameter.Structs _,
          Parameter.Function _,
          Parameter.ErrorNumber _ ->
          true;
    };
  }

  /** Whether some array may have to be passed as a copy. */
  boolean mayCopy() {
    return parameters.stream().anyMatch(p -> p instanceof Parameter.Strided a && a.rule().copy());
  }
}
