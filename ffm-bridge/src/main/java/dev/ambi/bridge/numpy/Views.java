package dev.ambi.bridge.numpy;

import dev.ambi.bridge.object.Py;

/** Array objects on the memory of another array. Needs the lock. */
final class Views {
  private Views() {}

  /** A view with these lengths and strides, {@code offset} bytes on: new reference. */
  static long of(long array, long[] shape, long[] strides, long offset) {
    return of(array, Py.incref(Arrays.descr(array)), shape, strides, offset);
  }

  /** The same with another dtype, whose reference it takes over. */
  static long of(long array, long descr, long[] shape, long[] strides, long offset) {
    int flags = Arrays.flags(array) & (Arrays.WRITEABLE | Arrays.ALIGNED);
    long view =
        Arrays.create(
            Py.type(array), descr, shape, strides, Arrays.data(array) + offset, flags, array);
    try {
      Arrays.setBase(view, Py.incref(array));
    } catch (RuntimeException e) {
      Py.decref(view);
      throw e;
    }
    return view;
  }
}
