package dev.ambi.bridge.kernel.call;

import java.lang.foreign.ValueLayout;
import java.util.Map;

/** The C types of Java's: {@code int} is int32_t, {@code long} int64_t, {@code boolean} _Bool. */
final class CTypes {
  private static final Map<Class<?>, ValueLayout> SCALARS =
      Map.of(
          boolean.class, ValueLayout.JAVA_BOOLEAN,
          byte.class, ValueLayout.JAVA_BYTE,
          char.class, ValueLayout.JAVA_CHAR,
          short.class, ValueLayout.JAVA_SHORT,
          int.class, ValueLayout.JAVA_INT,
          long.class, ValueLayout.JAVA_LONG,
          float.class, ValueLayout.JAVA_FLOAT,
          double.class, ValueLayout.JAVA_DOUBLE);

  private CTypes() {}

  /** {@return the layout of a primitive type; null for any other type} */
  static ValueLayout scalar(Class<?> type) {
    return SCALARS.get(type);
  }
}
