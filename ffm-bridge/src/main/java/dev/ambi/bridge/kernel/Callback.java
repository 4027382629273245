package dev.ambi.bridge.kernel;

import dev.ambi.bridge.kernel.call.CallbackShape;
import dev.ambi.bridge.nativelib.Failures;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A Java function that C can call for as long as this is open: for C code that keeps the pointer
 * after the call that was given it, and where the same function is passed again and again, because
 * making the C side of it takes some 50 us.
 *
 * <p>C may call it from any thread. What it throws does not reach C, which gets zero: the exception
 * is kept, and thrown by the kernel's call that was given this callback, or by {@link #close}.
 *
 * @param <F> the functional interface
 */
public final class Callback<F> implements AutoCloseable {
  private final F function;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment address;
  private final AtomicReference<Throwable> thrown = new AtomicReference<>();

  /** See {@link Kernels#callback}. */
  Callback(Class<F> type, MethodHandles.Lookup lookup, F function) {
    this.function = Objects.requireNonNull(function, "function");
    CallbackShape shape = CallbackShape.of(type, lookup, "callback");
    this.address = shape.stub(function, this::keep, arena);
  }

  private void keep(Throwable t) {
    Throwable first = thrown.compareAndExchange(null, t);
    if (first != null && first != t) {
      first.addSuppressed(t);
    }
  }

  /** {@return the Java function} */
  public F function() {
    return function;
  }

  /**
   * {@return the pointer that C calls}
   *
   * @throws IllegalStateException if this is closed
   */
  public MemorySegment address() {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("the callback is closed, and C must not call it any more");
    }
    return address;
  }

  /** Throws what the function threw since this was last asked, if it threw. */
  public void rethrow() {
    Throwable t = thrown.getAndSet(null);
    if (t != null) {
      throw Failures.unchecked(t);
    }
  }

  /**
   * Gives the C function up. C must not call it any more: that would end the process.
   *
   * @throws IllegalStateException if a call that was given it is still going on
   */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
    rethrow();
  }
}
