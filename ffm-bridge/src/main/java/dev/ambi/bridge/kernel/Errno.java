package dev.ambi.bridge.kernel;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.Memory;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Takes the value of C's {@code errno} right after a call. As a parameter of a kernel's method it
 * is no argument of the C function.
 *
 * <p>C functions set {@code errno} where they fail, and do not reset it where they succeed: look at
 * it after a result that says failure only. Not safe for use by several threads at once.
 */
public final class Errno {
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

  private int code;

  /** Makes one that holds 0. */
  public Errno() {}

  /** {@return the value after the last call that was given this object; 0 before any} */
  public int code() {
    return code;
  }

  /**
   * Takes the value that a downcall captured.
   *
   * @param state laid out as {@link Linker.Option#captureStateLayout()}
   */
  public void capture(MemorySegment state) {
    code = (int) ERRNO.get(state, 0L);
  }

  /** {@return what the C library says of the value, such as {@code No such file or directory}} */
  public String message() {
    return Strerror.of(code);
  }

  @Override
  public String toString() {
    return "errno " + code + " (" + message() + ")";
  }

  private static final class Strerror {
    private static final long ADDRESS =
        Linker.nativeLinker().defaultLookup().findOrThrow("strerror").address();

    private Strerror() {}

    static String of(int code) {
      return Memory.string(Downcalls.call(ADDRESS, code));
    }
  }
}
