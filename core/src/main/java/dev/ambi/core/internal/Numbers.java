package dev.ambi.core.internal;

import dev.ambi.core.TypeId;

/**
 * Conversions between numbers as C on x86-64 does them, which is what NumPy's casts do there; they
 * differ from Java's where a value does not fit.
 */
public final class Numbers {

  private static final double TWO_63 = 0x1p63;

  private Numbers() {}

  /**
   * {@return the bits, in the low end, of the integer to which C converts a double}
   *
   * @param d the number
   * @param id an integer type
   */
  public static long toInteger(double d, TypeId id) {
    return switch (id) {
      case UINT64 -> toUnsigned64(d);
      case INT64, UINT32 -> toSigned64(d);
      default -> toSigned32(d);
    };
  }

  /**
   * {@return the number cut to 64 bits; Long.MIN_VALUE where it does not fit}
   *
   * @param d the number
   */
  public static long toSigned64(double d) {
    return d >= -TWO_63 && d < TWO_63 ? (long) d : Long.MIN_VALUE;
  }

  /**
   * {@return the number cut to 32 bits; Integer.MIN_VALUE where it does not fit}
   *
   * @param d the number
   */
  public static int toSigned32(double d) {
    return d > -0x1.00000002p31 && d < 0x1p31 ? (int) d : Integer.MIN_VALUE;
  }

  /**
   * {@return the bits of the number cut to 64 bits without sign}
   *
   * @param d the number
   */
  public static long toUnsigned64(double d) {
    return d >= TWO_63 ? toSigned64(d - TWO_63) ^ Long.MIN_VALUE : toSigned64(d);
  }

  /**
   * {@return the double nearest to an unsigned number}
   *
   * @param bits the number
   */
  public static double unsignedToDouble(long bits) {
    // Halved with a sticky last bit, so that the rounding is that of the whole number.
    return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
  }

  /**
   * {@return the float nearest to an unsigned number}
   *
   * @param bits the number
   */
  public static float unsignedToFloat(long bits) {
    return bits >= 0 ? bits : (float) ((bits >>> 1) | (bits & 1)) * 2;
  }

  /**
   * {@return the bits of the binary16 number nearest to a double}
   *
   * @param d the number
   */
  public static short toHalf(double d) {
    float f = (float) d;
    if (f != d && !Double.isNaN(d) && !Float.isInfinite(f)) {
      // Rounding twice errs where the first rounding makes a tie. Rounding the first time to the
      // neighbour with an odd last bit leaves a trace of what was dropped.
      int bits = Float.floatToRawIntBits(f);
      if ((bits & 1) == 0) {
        boolean grew = Math.abs((double) f) > Math.abs(d);
        f = Float.intBitsToFloat(grew ? bits - 1 : bits + 1);
      }
    }
    return Float.floatToFloat16(f);
  }

  /**
   * Turns integers into the doubles that are to be stored as {@code to}. For the narrower floats
   * the integer is rounded to float32 first, as C does: by way of float64 it would be rounded
   * twice.
   */
  static void widen(long[] in, double[] out, int n, TypeId to, boolean unsigned) {
    if (to == TypeId.FLOAT64) {
      for (int i = 0; i < n; i++) {
        out[i] = unsigned ? unsignedToDouble(in[i]) : (double) in[i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = unsigned ? unsignedToFloat(in[i]) : (float) in[i];
      }
    }
  }

  /** Turns doubles into the integers, or bool, that are to be stored as {@code to}. */
  static void narrow(double[] in, long[] out, int n, TypeId to) {
    switch (to) {
      case BOOL -> {
        for (int i = 0; i < n; i++) {
          out[i] = in[i] != 0 ? 1 : 0;
        }
      }
      case UINT64 -> {
        for (int i = 0; i < n; i++) {
          out[i] = toUnsigned64(in[i]);
        }
      }
      case INT64, UINT32 -> {
        for (int i = 0; i < n; i++) {
          out[i] = toSigned64(in[i]);
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          out[i] = toSigned32(in[i]);
        }
      }
    }
  }
}
