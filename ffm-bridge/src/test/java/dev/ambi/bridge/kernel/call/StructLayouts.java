package dev.ambi.bridge.kernel.call;

import java.lang.foreign.GroupLayout;
import java.lang.invoke.MethodHandles;

/** Shows tests how a record lies in memory. */
public final class StructLayouts {
  private StructLayouts() {}

  /** {@return the struct of a record} */
  public static GroupLayout of(Class<?> record) {
    return StructCodec.of(record, MethodHandles.lookup(), "test").layout();
  }
}
