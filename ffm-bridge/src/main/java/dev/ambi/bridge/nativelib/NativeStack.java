package dev.ambi.bridge.nativelib;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The stack of the running thread. Where C calls Java and there is no room for that, the JVM ends
 * the process: so it is asked before C is called.
 */
public final class NativeStack {
  /**
   * HotSpot keeps some 100 KB free below Java's frames; the rest is for C and its way into Java.
   */
  private static final long NEEDED = 160 << 10;

  private static final MethodHandle LEFT =
      Linker.nativeLinker()
          .downcallHandle(
              MemorySegment.ofAddress(LibAmbi.address("ambi_stack_left")),
              FunctionDescriptor.of(ValueLayout.JAVA_LONG),
              Linker.Option.critical(false));

  private NativeStack() {}

  /**
   * To be called before C code that calls back.
   *
   * @throws StackOverflowError if there is too little room on the stack for that
   */
  public static void requireRoom() {
    long left;
    try {
      left = (long) LEFT.invokeExact();
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
    if (left < NEEDED) {
      throw new StackOverflowError(
          "C code that calls back into Java needs %d KB of stack, and there are %d: calls and callbacks nest too deeply, or the thread was made with a small stack"
              .formatted(NEEDED >> 10, left >> 10));
    }
  }
}
