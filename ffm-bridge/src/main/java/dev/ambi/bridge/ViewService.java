package dev.ambi.bridge;

import dev.ambi.bridge.nativelib.CApi;

/** What array_view.c tells Java. */
@CApi
public final class ViewService {
  private ViewService() {}

  /** The last reference to a retained view was dropped. */
  public static void AmbiJava_view_idle(long handle) {
    ArrayViews.idle(handle);
  }
}
