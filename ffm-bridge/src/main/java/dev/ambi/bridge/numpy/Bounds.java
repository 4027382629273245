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
    long[] inner = extent(Arrays.data(array), Arrays.shape(array), strides, itemsize);
    long[] outer = extent(Arrays.data(root), Arrays.shape(root), Arrays.strides(root), itemsize);
    return inner[0] >= outer[0] && inner[1] <= outer[1];
  }

  private static long[] extent(long data, long[] shape, long[] strides, long itemsize) {
    long low = data;
    long high = data + itemsize;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 0) {
        return new long[] {data, data};
      }
      long reach = Math.multiplyExact(strides[i], shape[i] - 1);
      low += Math.min(0, reach);
      high += Math.max(0, reach);
    }
    return new long[] {low, high};
  }
}
