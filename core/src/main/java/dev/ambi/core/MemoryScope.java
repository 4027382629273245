package dev.ambi.core;

import dev.ambi.core.internal.memory.ScopeMemory;

/**
 * Memory that ends when the program says so. Arrays that the thread makes between {@link
 * Memory#scope()} and {@link #close()}, results of operations included, take it one after the
 * other, and the next scope takes the same memory again, while it is still in the processor's
 * caches.
 *
 * {@snippet :
 * try (MemoryScope scope = Memory.scope()) {
 *   NDArray centred = a.subtract(a.mean());
 *   return scope.keep(centred.multiply(centred).sum());
 * }
 * }
 *
 * <p>Elements of an array of a closed scope cannot be used: {@link IllegalStateException}. Nor can
 * they by other threads: {@link WrongThreadException}. Scopes of a thread nest, and close in
 * reverse order. A scope that is never closed ends with its thread.
 */
public final class MemoryScope implements AutoCloseable {
  private final ScopeMemory memory = ScopeMemory.open();

  MemoryScope() {}

  /**
   * {@return a copy that outlives this scope: it lies in the scope around this one, or, where there
   * is none, is freed by the collector}
   *
   * @param array the array
   * @throws IllegalStateException if this is not the innermost open scope of the current thread
   */
  public NDArray keep(NDArray array) {
    return memory.outside(() -> array.copy(Order.K));
  }

  /**
   * Ends all arrays of the scope. Closing it again has no effect.
   *
   * @throws IllegalStateException if this is not the innermost open scope of the current thread, or
   *     native code is using one of the arrays
   */
  @Override
  public void close() {
    memory.close();
  }
}
