package dev.ambi.core.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;

/**
 * Moves a run of numbers between strided memory and a Java array of the widest type of their class:
 * {@code long} for bool and integers, {@code double} for floats. A cast is a load and a store, so
 * that twelve types need twelve loops each way and not a hundred and forty-four.
 *
 * <p>uint64 travels as the bits of a {@code long}; whoever takes them further has to know. A
 * complex number is two floats, loaded apart. {@code swap} reverses the bytes of an element; it
 * does not change within a loop, and the compiler takes it out.
 */
final class Lanes {

  private Lanes() {}

  static short loadShort(MemorySegment m, long at, boolean swap) {
    short v = m.get(JAVA_SHORT_UNALIGNED, at);
    return swap ? Short.reverseBytes(v) : v;
  }

  static int loadInt(MemorySegment m, long at, boolean swap) {
    int v = m.get(JAVA_INT_UNALIGNED, at);
    return swap ? Integer.reverseBytes(v) : v;
  }

  static long loadLong(MemorySegment m, long at, boolean swap) {
    long v = m.get(JAVA_LONG_UNALIGNED, at);
    return swap ? Long.reverseBytes(v) : v;
  }

  static void storeShort(MemorySegment m, long at, boolean swap, short v) {
    m.set(JAVA_SHORT_UNALIGNED, at, swap ? Short.reverseBytes(v) : v);
  }

  static void storeInt(MemorySegment m, long at, boolean swap, int v) {
    m.set(JAVA_INT_UNALIGNED, at, swap ? Integer.reverseBytes(v) : v);
  }

  static void storeLong(MemorySegment m, long at, boolean swap, long v) {
    m.set(JAVA_LONG_UNALIGNED, at, swap ? Long.reverseBytes(v) : v);
  }

  /** Loads bool or integers. */
  static void load(
      TypeId id, MemorySegment m, long at, long stride, boolean swap, long[] out, int n) {
    boolean signed = id.kind() == 'i';
    switch (id.size()) {
      case 1 -> {
        if (id == TypeId.BOOL) {
          for (int i = 0; i < n; i++) {
            out[i] = m.get(JAVA_BYTE, at + i * stride) != 0 ? 1 : 0;
          }
        } else {
          long mask = signed ? -1 : 0xFF;
          for (int i = 0; i < n; i++) {
            out[i] = m.get(JAVA_BYTE, at + i * stride) & mask;
          }
        }
      }
      case 2 -> {
        long mask = signed ? -1 : 0xFFFF;
        for (int i = 0; i < n; i++) {
          out[i] = loadShort(m, at + i * stride, swap) & mask;
        }
      }
      case 4 -> {
        long mask = signed ? -1 : 0xFFFF_FFFFL;
        for (int i = 0; i < n; i++) {
          out[i] = loadInt(m, at + i * stride, swap) & mask;
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          out[i] = loadLong(m, at + i * stride, swap);
        }
      }
    }
  }

  /** Loads floats. */
  static void load(
      TypeId id, MemorySegment m, long at, long stride, boolean swap, double[] out, int n) {
    switch (id) {
      case FLOAT16 -> {
        for (int i = 0; i < n; i++) {
          out[i] = Float.float16ToFloat(loadShort(m, at + i * stride, swap));
        }
      }
      case FLOAT32 -> {
        for (int i = 0; i < n; i++) {
          out[i] = Float.intBitsToFloat(loadInt(m, at + i * stride, swap));
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          out[i] = Double.longBitsToDouble(loadLong(m, at + i * stride, swap));
        }
      }
    }
  }

  /** Stores bool or integers, cut to the size of the type. */
  static void store(
      TypeId id, MemorySegment m, long at, long stride, boolean swap, long[] in, int n) {
    switch (id.size()) {
      case 1 -> {
        if (id == TypeId.BOOL) {
          for (int i = 0; i < n; i++) {
            m.set(JAVA_BYTE, at + i * stride, (byte) (in[i] != 0 ? 1 : 0));
          }
        } else {
          for (int i = 0; i < n; i++) {
            m.set(JAVA_BYTE, at + i * stride, (byte) in[i]);
          }
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          storeShort(m, at + i * stride, swap, (short) in[i]);
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          storeInt(m, at + i * stride, swap, (int) in[i]);
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          storeLong(m, at + i * stride, swap, in[i]);
        }
      }
    }
  }

  /** Stores floats, rounded once. */
  static void store(
      TypeId id, MemorySegment m, long at, long stride, boolean swap, double[] in, int n) {
    switch (id) {
      case FLOAT16 -> {
        for (int i = 0; i < n; i++) {
          storeShort(m, at + i * stride, swap, Numbers.toHalf(in[i]));
        }
      }
      case FLOAT32 -> {
        for (int i = 0; i < n; i++) {
          storeInt(m, at + i * stride, swap, Float.floatToRawIntBits((float) in[i]));
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          storeLong(m, at + i * stride, swap, Double.doubleToRawLongBits(in[i]));
        }
      }
    }
  }

  /**
   * Turns integers into the doubles that are to be stored as {@code to}. For the narrower floats
   * the integer is rounded to float32 first, as C does: by way of float64 it would be rounded
   * twice.
   */
  static void widen(long[] in, double[] out, int n, TypeId to, boolean unsigned) {
    if (to == TypeId.FLOAT64) {
      for (int i = 0; i < n; i++) {
        out[i] = unsigned ? Numbers.unsignedToDouble(in[i]) : (double) in[i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = unsigned ? Numbers.unsignedToFloat(in[i]) : (float) in[i];
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
      case INT64, UINT32 -> {
        for (int i = 0; i < n; i++) {
          out[i] = Numbers.toSigned64(in[i]);
        }
      }
      case UINT64 -> {
        for (int i = 0; i < n; i++) {
          out[i] = Numbers.toUnsigned64(in[i]);
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          out[i] = Numbers.toSigned32(in[i]);
        }
      }
    }
  }
}
