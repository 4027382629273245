package dev.ambi.core;

import java.util.List;
import java.util.stream.DoubleStream;

/** Numbers that functions are tried on, and arrays of them. */
final class SpecialInputs {

  private SpecialInputs() {}

  /**
   * {@return numbers of a dtype, each with both signs}
   *
   * @param part float16, float32 or float64
   * @param few whether there are to be few of them
   */
  static double[] pool(DType part, boolean few) {
    double[] some = {0, 1, 2.5, Double.POSITIVE_INFINITY, Double.NaN};
    if (!few) {
      FloatInfo info = DataTypes.finfo(part);
      double[] more = {
        0.3,
        0.5,
        1.5,
        2,
        3,
        7.25,
        10000,
        info.max(),
        info.smallestNormal(),
        info.smallestNormal() * info.eps(),
        1 + info.eps(),
        1 - info.eps() / 2
      };
      some = DoubleStream.concat(DoubleStream.of(some), DoubleStream.of(more)).toArray();
    }
    double[] all = new double[2 * some.length];
    for (int i = 0; i < some.length; i++) {
      double x = round(part, some[i]);
      all[i] = x;
      all[some.length + i] =
          Double.longBitsToDouble(Double.doubleToRawLongBits(x) ^ Long.MIN_VALUE);
    }
    return all;
  }

  /** {@return the nearest number of a dtype} */
  static double round(DType part, double x) {
    return switch (part.id()) {
      case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) x));
      case FLOAT32 -> (float) x;
      default -> x;
    };
  }

  /**
   * {@return the parts at a place of all samples, as an array of a dtype, of the samples again and
   * again}
   *
   * @param dtype a float or a complex dtype
   * @param samples the samples
   * @param at the first part
   * @param size the number of elements
   * @param shift the sample that comes first
   */
  static NDArray array(DType dtype, List<double[]> samples, int at, int size, int shift) {
    DType part = DType.of(dtype.id().realPart());
    int parts = dtype.id().isComplex() ? 2 : 1;
    NDArray flat = NDArray.empty(part, (long) size * parts);
    for (int i = 0; i < size; i++) {
      double[] sample = samples.get((i + shift) % samples.size());
      for (int k = 0; k < parts; k++) {
        put(flat, (long) i * parts + k, sample[at + k]);
      }
    }
    return NDArray.of(
        flat.memory(),
        flat.offset(),
        dtype,
        new long[] {size},
        new long[] {dtype.itemSize()},
        true);
  }

  /** Stores a number with its sign bit, that of NaN too, which a conversion may lose. */
  private static void put(NDArray flat, long i, double x) {
    flat.setDouble(x, i);
    if (SpecialCase.bit(x) != SpecialCase.bit(get(flat, i))) {
      long last = flat.offset() + (i + 1) * flat.itemSize() - 1;
      byte b = flat.memory().get(java.lang.foreign.ValueLayout.JAVA_BYTE, last);
      flat.memory().set(java.lang.foreign.ValueLayout.JAVA_BYTE, last, (byte) (b ^ 0x80));
    }
  }

  /**
   * {@return an element of a contiguous float array in native byte order, its sign bit as it is}
   */
  static double get(NDArray flat, long i) {
    double x = flat.getDouble(i);
    long last = flat.offset() + (i + 1) * flat.itemSize() - 1;
    boolean bit = flat.memory().get(java.lang.foreign.ValueLayout.JAVA_BYTE, last) < 0;
    return bit == SpecialCase.bit(x)
        ? x
        : Double.longBitsToDouble(Double.doubleToRawLongBits(x) ^ Long.MIN_VALUE);
  }
}
