package dev.ambi.bridge.object;

import dev.ambi.bridge.nativelib.CApi;
import java.util.HashMap;
import java.util.Map;

/**
 * Java's arrays that C still refers to, by the numbers of their views (array_view.h): held here so
 * that their memory lives as long as the reference. Guarded by the interpreter lock.
 */
@CApi
public final class RetainedViews {
  private static final Map<Long, Object> ARRAYS = new HashMap<>();

  private RetainedViews() {}

  /** Apart, because every public static method of the class itself is a C function. */
  public static final class Holder {
    private Holder() {}

    /** Holds {@code array} until its view is idle. */
    public static void hold(long handle, Object array) {
      ARRAYS.put(handle, array);
    }
  }

  /** C has dropped its last reference to the view. */
  public static void AmbiJava_view_idle(long handle) {
    ARRAYS.remove(handle);
  }
}
