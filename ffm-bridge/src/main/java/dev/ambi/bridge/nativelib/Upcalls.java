package dev.ambi.bridge.nativelib;

import dev.ambi.bridge.object.PythonError;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Where C enters Java: every function that Java implements comes through {@link #enter}. Nothing is
 * ever thrown back into C (that would end the JVM): what a method throws becomes the Python error
 * indicator.
 */
public final class Upcalls {
  private static final Object[] NO_CLOSURES = {};

  /**
   * Closures that {@link #underLock} waits for, by token. A slot belongs to the thread that took
   * it.
   */
  private static Object[] closures = NO_CLOSURES;

  private static long[] freeTokens = {};
  private static int freeCount;

  private Upcalls() {}

  private static final class Closure<T> {
    final Supplier<T> body;
    T value;
    Throwable thrown;

    Closure(Supplier<T> body) {
      this.body = body;
    }

    void run() {
      try {
        value = body.get();
      } catch (Throwable t) {
        thrown = t;
      }
    }
  }

  /** The target of the one upcall stub; see upcall.h. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  static long enter(int fn, int abi, long context, long argv) {
    try {
      return Dispatch.call(fn, abi, context, argv);
    } catch (Throwable t) {
      try {
        PythonError.setIndicator(t, Dispatch.name(fn));
      } catch (Throwable again) {
        // No memory or no stack even for the message: C still gets its error value.
        LastResort.report(fn, again);
      }
      return Dispatch.errorValue(fn);
    }
  }

  /**
   * Runs {@code body} with the interpreter lock held and {@code context} current, on this thread,
   * with native frames below it: a virtual thread stays on its carrier, which the lock counts on.
   * What the body throws comes out.
   */
  public static <T> T underLock(CallContext context, Supplier<T> body) {
    return run(body, token -> LibAmbi.run(context == null ? 0 : context.id(), token));
  }

  static void runKeeping(Runnable body, LongConsumer entry) {
    run(
        () -> {
          body.run();
          return null;
        },
        entry);
  }

  private static <T> T run(Supplier<T> body, LongConsumer entry) {
    Closure<T> closure = new Closure<>(body);
    long token = put(closure);
    try {
      entry.accept(token);
    } finally {
      remove(token);
    }
    if (closure.thrown != null) {
      throw Failures.unchecked(closure.thrown);
    }
    return closure.value;
  }

  /** As {@link #underLock(CallContext, Supplier)}, without a value. */
  public static void underLock(CallContext context, Runnable body) {
    underLock(
        context,
        () -> {
          body.run();
          return null;
        });
  }

  private static synchronized long put(Object closure) {
    if (freeCount == 0) {
      int old = closures.length;
      int size = Math.max(16, old * 2);
      closures = java.util.Arrays.copyOf(closures, size);
      freeTokens = new long[size];
      for (int i = size - 1; i >= old; i--) {
        freeTokens[freeCount++] = i;
      }
    }
    long token = freeTokens[--freeCount];
    closures[(int) token] = closure;
    return token;
  }

  private static synchronized void remove(long token) {
    closures[(int) token] = null;
    freeTokens[freeCount++] = token;
  }

  static void runClosure(long token) {
    Closure<?> closure;
    synchronized (Upcalls.class) {
      closure = (Closure<?>) closures[(int) token];
    }
    closure.run();
  }
}
