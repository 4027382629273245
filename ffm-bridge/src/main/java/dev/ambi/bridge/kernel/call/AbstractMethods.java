package dev.ambi.bridge.kernel.call;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

/** The methods of an interface that somebody has to implement. */
public final class AbstractMethods {
  private AbstractMethods() {}

  /**
   * {@return the abstract methods of an interface, without those that every object has}
   *
   * @param type the interface
   */
  public static List<Method> of(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(m -> Modifier.isAbstract(m.getModifiers()) && !isOfObject(m))
        .toList();
  }

  private static boolean isOfObject(Method m) {
    try {
      Object.class.getMethod(m.getName(), m.getParameterTypes());
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
