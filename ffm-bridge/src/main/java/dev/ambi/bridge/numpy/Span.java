package dev.ambi.bridge.numpy;

/**
 * The bytes that the elements of an array lie in, counted from its element of index 0 on every
 * axis.
 *
 * @param low where they begin, 0 or less
 * @param high where they end
 */
public record Span(long low, long high) {
  /**
   * {@return the span of an array; it has no bytes where there are no elements}
   *
   * @throws ArithmeticException if no memory is so large
   */
  public static Span of(long itemSize, long[] shape, long[] strides) {
    long low = 0;
    long high = itemSize;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 0) {
        return new Span(0, 0);
      }
      long reach = Math.multiplyExact(strides[i], shape[i] - 1);
      low += Math.min(0, reach);
      high += Math.max(0, reach);
    }
    return new Span(low, high);
  }

  /** {@return how many bytes there are} */
  public long bytes() {
    return high - low;
  }
}
