package dev.ambi.bridge.kernel.call;

import java.lang.foreign.MemorySegment;

/** Says why memory cannot be passed to C, as the JDK does, but of which parameter. */
final class PointerCheck {
  private static final String FREED = "is memory that was freed: its Arena is closed";
  private static final String FOREIGN =
      "is memory of an Arena that only its own thread may use; that of Arena.ofShared() may be"
          + " used by all";
  private static final String ON_HEAP =
      "lies on the Java heap, and the kernel needs native memory, as an Arena allocates it";

  private PointerCheck() {}

  /**
   * Throws if memory cannot be passed, with the parameter's name. To be asked after the JDK has
   * refused a call, to which a name is lost.
   *
   * @param memory the memory; may be null
   * @param heap whether memory on the heap can be passed
   * @param where the parameter
   */
  static void explain(MemorySegment memory, boolean heap, String where) {
    if (memory == null) {
      return;
    }
    if (!memory.scope().isAlive()) {
      throw new IllegalStateException(where + " " + FREED);
    }
    if (!memory.isAccessibleBy(Thread.currentThread())) {
      throw new WrongThreadException(where + " " + FOREIGN);
    }
    if (!heap && !memory.isNative()) {
      throw new IllegalArgumentException(where + " " + ON_HEAP);
    }
  }

  /**
   * {@return what is wrong with memory whose address is written somewhere for C; null for nothing}
   */
  static String problem(MemorySegment memory) {
    if (!memory.scope().isAlive()) {
      return FREED;
    }
    return memory.isNative() ? null : ON_HEAP;
  }
}
