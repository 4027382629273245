package dev.ambi.core.internal;

import dev.ambi.core.NDArray;
import dev.ambi.core.Shape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The lengths that an array or a {@link Shape} itself keeps, for code on a hot path, which pays for
 * no copy. Whoever gets them must not write to them.
 */
public final class RawShape {

  private static final VarHandle OF_ARRAY = field(NDArray.class, "shape");
  private static final VarHandle OF_SHAPE = field(Shape.class, "lengths");

  private RawShape() {}

  private static VarHandle field(Class<?> holder, String name) {
    try {
      return MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
          .findVarHandle(holder, name, long[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * {@return the array's own lengths, not to be written to}
   *
   * @param array the array
   */
  public static long[] of(NDArray array) {
    return (long[]) OF_ARRAY.get(array);
  }

  /**
   * {@return the shape's own lengths, not to be written to}
   *
   * @param shape the shape
   */
  public static long[] of(Shape shape) {
    return (long[]) OF_SHAPE.get(shape);
  }
}
