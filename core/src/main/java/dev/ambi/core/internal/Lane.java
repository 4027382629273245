package dev.ambi.core.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Moves blocks of numbers of one type between strided memory and Java arrays of the widest type of
 * their class: {@code long} for bool and integers, {@code double} for floats. A cast is a load and
 * a store, so that twelve types need twelve loops each way and not a hundred and forty-four.
 *
 * <p>uint64 travels as the bits of a {@code long}; whoever takes them further has to know. A
 * complex number is two floats, loaded apart.
 *
 * <p>On its way a block stops in an array of its own type: gapless memory is copied there in bulk,
 * bytes reversed where they have to be, and loops from array to array are what the compiler
 * vectorizes best. Not safe for use by several threads.
 */
final class Lane {

  private static final ByteOrder FOREIGN =
      ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
          ? ByteOrder.BIG_ENDIAN
          : ByteOrder.LITTLE_ENDIAN;

  private final TypeId id;
  private final boolean swap;
  private byte[] bytes;
  private short[] shorts;
  private int[] ints;
  private float[] floats;

  /**
   * Makes a lane.
   *
   * @param id bool, an integer or a float
   * @param swap whether the bytes of an element in memory are reversed
   * @param block the length of the longest block
   */
  Lane(TypeId id, boolean swap, int block) {
    this.id = id;
    this.swap = swap;
    switch (id) {
      case BOOL, INT8, UINT8 -> bytes = new byte[block];
      case INT16, UINT16, FLOAT16 -> shorts = new short[block];
      case INT32, UINT32 -> ints = new int[block];
      case FLOAT32 -> floats = new float[block];
      default -> {} // the arrays that the caller brings are of these types
    }
  }

  private ValueLayout inOrder(ValueLayout layout) {
    return swap ? layout.withOrder(FOREIGN) : layout;
  }

  /** Loads bool or integers. */
  void load(MemorySegment m, long at, long stride, long[] out, int n) {
    boolean signed = id.kind() == 'i';
    switch (id.size()) {
      case 1 -> {
        gather(m, at, stride, n, bytes);
        if (id == TypeId.BOOL) {
          for (int i = 0; i < n; i++) {
            out[i] = bytes[i] != 0 ? 1 : 0;
          }
        } else {
          widen(bytes, signed ? -1 : 0xFF, out, n);
        }
      }
      case 2 -> {
        gather(m, at, stride, n, shorts);
        widen(shorts, signed ? -1 : 0xFFFF, out, n);
      }
      case 4 -> {
        gather(m, at, stride, n, ints);
        widen(ints, signed ? -1 : 0xFFFF_FFFFL, out, n);
      }
      default -> gather(m, at, stride, n, out);
    }
  }

  private static void widen(byte[] in, long mask, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = in[i] & mask;
    }
  }

  private static void widen(short[] in, long mask, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = in[i] & mask;
    }
  }

  private static void widen(int[] in, long mask, long[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = in[i] & mask;
    }
  }

  /** Loads floats. */
  void load(MemorySegment m, long at, long stride, double[] out, int n) {
    switch (id) {
      case FLOAT16 -> {
        gather(m, at, stride, n, shorts);
        for (int i = 0; i < n; i++) {
          out[i] = Float.float16ToFloat(shorts[i]);
        }
      }
      case FLOAT32 -> {
        gather(m, at, stride, n, floats);
        for (int i = 0; i < n; i++) {
          out[i] = floats[i];
        }
      }
      default -> gather(m, at, stride, n, out);
    }
  }

  /** Stores bool or integers, cut to the size of the type. */
  void store(MemorySegment m, long at, long stride, long[] in, int n) {
    switch (id.size()) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          bytes[i] = (byte) in[i];
        }
        scatter(m, at, stride, n, bytes);
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          shorts[i] = (short) in[i];
        }
        scatter(m, at, stride, n, shorts);
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          ints[i] = (int) in[i];
        }
        scatter(m, at, stride, n, ints);
      }
      default -> scatter(m, at, stride, n, in);
    }
  }

  /** Stores floats, rounded once. */
  void store(MemorySegment m, long at, long stride, double[] in, int n) {
    switch (id) {
      case FLOAT16 -> {
        for (int i = 0; i < n; i++) {
          shorts[i] = Numbers.toHalf(in[i]);
        }
        scatter(m, at, stride, n, shorts);
      }
      case FLOAT32 -> {
        for (int i = 0; i < n; i++) {
          floats[i] = (float) in[i];
        }
        scatter(m, at, stride, n, floats);
      }
      default -> scatter(m, at, stride, n, in);
    }
  }

  private static void gather(MemorySegment m, long at, long stride, int n, byte[] out) {
    if (stride == 1) {
      MemorySegment.copy(m, JAVA_BYTE, at, out, 0, n);
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = m.get(JAVA_BYTE, at + i * stride);
      }
    }
  }

  private void gather(MemorySegment m, long at, long stride, int n, short[] out) {
    if (stride == 2) {
      MemorySegment.copy(m, inOrder(JAVA_SHORT_UNALIGNED), at, out, 0, n);
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = Words.getShort(m, at + i * stride, swap);
      }
    }
  }

  private void gather(MemorySegment m, long at, long stride, int n, int[] out) {
    if (stride == 4) {
      MemorySegment.copy(m, inOrder(JAVA_INT_UNALIGNED), at, out, 0, n);
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = Words.getInt(m, at + i * stride, swap);
      }
    }
  }

  private void gather(MemorySegment m, long at, long stride, int n, long[] out) {
    if (stride == 8) {
      MemorySegment.copy(m, inOrder(JAVA_LONG_UNALIGNED), at, out, 0, n);
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = Words.getLong(m, at + i * stride, swap);
      }
    }
  }

  private void gather(MemorySegment m, long at, long stride, int n, float[] out) {
    if (stride == 4) {
      MemorySegment.copy(m, inOrder(JAVA_FLOAT_UNALIGNED), at, out, 0, n);
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = Float.intBitsToFloat(Words.getInt(m, at + i * stride, swap));
      }
    }
  }

  private void gather(MemorySegment m, long at, long stride, int n, double[] out) {
    if (stride == 8) {
      MemorySegment.copy(m, inOrder(JAVA_DOUBLE_UNALIGNED), at, out, 0, n);
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = Double.longBitsToDouble(Words.getLong(m, at + i * stride, swap));
      }
    }
  }

  private static void scatter(MemorySegment m, long at, long stride, int n, byte[] in) {
    if (stride == 1) {
      MemorySegment.copy(in, 0, m, JAVA_BYTE, at, n);
    } else {
      for (int i = 0; i < n; i++) {
        m.set(JAVA_BYTE, at + i * stride, in[i]);
      }
    }
  }

  private void scatter(MemorySegment m, long at, long stride, int n, short[] in) {
    if (stride == 2) {
      MemorySegment.copy(in, 0, m, inOrder(JAVA_SHORT_UNALIGNED), at, n);
    } else {
      for (int i = 0; i < n; i++) {
        Words.setShort(m, at + i * stride, swap, in[i]);
      }
    }
  }

  private void scatter(MemorySegment m, long at, long stride, int n, int[] in) {
    if (stride == 4) {
      MemorySegment.copy(in, 0, m, inOrder(JAVA_INT_UNALIGNED), at, n);
    } else {
      for (int i = 0; i < n; i++) {
        Words.setInt(m, at + i * stride, swap, in[i]);
      }
    }
  }

  private void scatter(MemorySegment m, long at, long stride, int n, long[] in) {
    if (stride == 8) {
      MemorySegment.copy(in, 0, m, inOrder(JAVA_LONG_UNALIGNED), at, n);
    } else {
      for (int i = 0; i < n; i++) {
        Words.setLong(m, at + i * stride, swap, in[i]);
      }
    }
  }

  private void scatter(MemorySegment m, long at, long stride, int n, float[] in) {
    if (stride == 4) {
      MemorySegment.copy(in, 0, m, inOrder(JAVA_FLOAT_UNALIGNED), at, n);
    } else {
      for (int i = 0; i < n; i++) {
        Words.setInt(m, at + i * stride, swap, Float.floatToRawIntBits(in[i]));
      }
    }
  }

  private void scatter(MemorySegment m, long at, long stride, int n, double[] in) {
    if (stride == 8) {
      MemorySegment.copy(in, 0, m, inOrder(JAVA_DOUBLE_UNALIGNED), at, n);
    } else {
      for (int i = 0; i < n; i++) {
        Words.setLong(m, at + i * stride, swap, Double.doubleToRawLongBits(in[i]));
      }
    }
  }
}
