package dev.ambi.bridge.numpy;

/** Whether a layout stays inside the memory that an array has. */
final class Bounds {
  private Bounds() {}

  /** Whether the array's elements with these strides are inside the memory of its last base. */
  static boolean contains(long array, long[] strides, long itemsize) {
    long root = array;
    while (Arrays.base(root) != 0 && Arrays.isArray(Arrays.base(root))) {
      root = Arrays.base(root);
    }
    Span inner = Span.of(itemsize, Arrays.shape(array), strides);
    Span outer = Span.of(itemsize, Arrays.shape(root), Arrays.strides(root));
    long offset = Arrays.data(array) - Arrays.data(root);
    return offset + inner.low() >= outer.low() && offset + inner.high() <= outer.high();
  }
}
