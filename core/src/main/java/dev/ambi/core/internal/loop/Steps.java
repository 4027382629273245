package dev.ambi.core.internal.loop;

/**
 * Strides that a copy of a scalar loop is made for. Where a stride is constant the JIT takes the
 * range checks out of the loop; where it is not, they are most of its time.
 *
 * @param input how many elements each input goes forward, or 0 for any stride
 * @param output how many elements the output goes forward, or 0 for any stride
 */
record Steps(int input, int output) {

  static final Steps ANY = new Steps(0, 0);

  /** Those seen most: no gaps, every other element, and every other element brought together. */
  static final Steps[] USUAL = {new Steps(1, 1), new Steps(2, 2), new Steps(2, 1)};

  /** {@return the stride of an input: a constant, if it is known} */
  long ofInput(long stride, long item) {
    return input == 0 ? stride : input * item;
  }

  /** {@return the stride of the output: a constant, if it is known} */
  long ofOutput(long stride, long item) {
    return output == 0 ? stride : output * item;
  }

  /**
   * {@return whether strides are these}
   *
   * @param strides the strides of the inputs and of the output
   * @param items the sizes of their elements; the last is the output's
   */
  boolean are(long[] strides, long[] items) {
    int last = strides.length - 1;
    if (strides[last] != output * items[items.length - 1]) {
      return false;
    }
    for (int k = 0; k < last; k++) {
      if (strides[k] != input * items[k]) {
        return false;
      }
    }
    return true;
  }
}
