package dev.ambi.core.spi;

import dev.ambi.core.NDArray;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a foreign interface remembers with an array: one opaque object, set once, of which this
 * module knows nothing. It lives as long as the array does. Views of an array have their own.
 */
public final class ForeignView {

  private static final VarHandle FOREIGN;

  static {
    try {
      FOREIGN =
          MethodHandles.privateLookupIn(NDArray.class, MethodHandles.lookup())
              .findVarHandle(NDArray.class, "foreign", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private ForeignView() {}

  /**
   * {@return the object remembered with the array, or null}
   *
   * @param array the array
   */
  public static Object get(NDArray array) {
    return FOREIGN.getAcquire(array);
  }

  /**
   * Remembers an object with the array unless there is one already. Atomic.
   *
   * @param array the array
   * @param view the object to remember
   * @return the object that is remembered now: {@code view}, or the one that came first
   */
  public static Object setIfAbsent(NDArray array, Object view) {
    Object was = FOREIGN.compareAndExchange(array, null, view);
    return was == null ? view : was;
  }
}
