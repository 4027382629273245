package dev.ambi.bridge.nativelib;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Calls C functions by address. Every parameter and the result is a 64-bit word (pointers,
 * integers): one linked signature for each number of words, because linking a new one costs a
 * millisecond. A C function that returns {@code int} leaves the upper half undefined: cast the
 * result to {@code int}.
 *
 * <p>The caller has the interpreter lock, unless the function does not need it.
 */
public final class Downcalls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle ONE = link(1);
  private static final MethodHandle TWO = link(2);

  /** The rarer ones are linked on first use. */
  private static final class Zero {
    static final MethodHandle HANDLE = link(0);
  }

  private static final class Three {
    static final MethodHandle HANDLE = link(3);
  }

  private static final class Five {
    static final MethodHandle HANDLE = link(5);
  }

  private static final class Longer {
    static final MethodHandle FOUR = link(4);
    static final MethodHandle SIX = link(6);
    static final MethodHandle EIGHT = link(8);
  }

  private Downcalls() {}

  private static MethodHandle link(int words) {
    MemoryLayout[] parameters = new MemoryLayout[words];
    Arrays.fill(parameters, JAVA_LONG);
    return LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, parameters));
  }

  /** {@code function()}. */
  public static long call(long function) {
    try {
      return (long) Zero.HANDLE.invokeExact(MemorySegment.ofAddress(function));
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** {@code function(a)}. */
  public static long call(long function, long a) {
    try {
      return (long) ONE.invokeExact(MemorySegment.ofAddress(function), a);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** {@code function(a, b)}. */
  public static long call(long function, long a, long b) {
    try {
      return (long) TWO.invokeExact(MemorySegment.ofAddress(function), a, b);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** {@code function(a, b, c)}. */
  public static long call(long function, long a, long b, long c) {
    try {
      return (long) Three.HANDLE.invokeExact(MemorySegment.ofAddress(function), a, b, c);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** {@code function(a, b, c, d)}. */
  public static long call(long function, long a, long b, long c, long d) {
    try {
      return (long) Longer.FOUR.invokeExact(MemorySegment.ofAddress(function), a, b, c, d);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** {@code function(a, b, c, d, e)}. */
  public static long call(long function, long a, long b, long c, long d, long e) {
    try {
      return (long) Five.HANDLE.invokeExact(MemorySegment.ofAddress(function), a, b, c, d, e);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** {@code function(a, b, c, d, e, f)}. */
  public static long call(long function, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) Longer.SIX.invokeExact(MemorySegment.ofAddress(function), a, b, c, d, e, f);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** {@code function(a, b, c, d, e, f, g, h)}. */
  public static long call(
      long function, long a, long b, long c, long d, long e, long f, long g, long h) {
    try {
      return (long)
          Longer.EIGHT.invokeExact(MemorySegment.ofAddress(function), a, b, c, d, e, f, g, h);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }
}
