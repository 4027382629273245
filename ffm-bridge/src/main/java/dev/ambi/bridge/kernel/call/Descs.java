package dev.ambi.bridge.kernel.call;

import dev.ambi.core.NDArray;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;

/** Descriptors of what the code of calls names. */
final class Descs {
  static final ClassDesc ARRAY = desc(NDArray.class);
  static final ClassDesc SEGMENT = desc(MemorySegment.class);
  static final ClassDesc CHECK = desc(ArrayCheck.class);
  static final ClassDesc FRAME = desc(Frame.class);
  static final ClassDesc CODEC = desc(StructCodec.class);
  static final ClassDesc JAVA_ARRAYS = desc(JavaArrays.class);

  private Descs() {}

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  static MethodTypeDesc method(ClassDesc result, ClassDesc... parameters) {
    return MethodTypeDesc.of(result, parameters);
  }
}
