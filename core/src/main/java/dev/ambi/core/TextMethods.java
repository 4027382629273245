package dev.ambi.core;

import dev.ambi.core.internal.ArrayPrinter;

/** An array as text. Part of {@link NDArray}. */
public sealed interface TextMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  /**
   * {@return the array as NumPy's {@code str} writes it; a note if its memory was freed}
   *
   * @param options how
   */
  default String toString(PrintOptions options) {
    NDArray a = self();
    return a.isAlive()
        ? ArrayPrinter.str(a, options)
        : "<" + a.dtype + " array of shape " + a.shape() + ", memory freed>";
  }

  /** {@return the array as NumPy's {@code repr} writes it: {@code array([1, 2, 3])}} */
  default String repr() {
    return repr(PrintOptions.DEFAULT);
  }

  /**
   * {@return the array as NumPy's {@code repr} writes it}
   *
   * @param options how
   */
  default String repr(PrintOptions options) {
    self().checkAlive();
    return ArrayPrinter.repr(self(), options);
  }
}
