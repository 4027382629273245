package dev.ambi.core.internal.sort;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;

/**
 * The order of bool, integers, real floats, datetime64 and timedelta64: one word.
 *
 * <p>The bits of an element, extended by their sign, become a key by one formula for integers and
 * one for floats; the constants depend on the dtype. There are two keys of a float. The one of
 * {@link #key} is the same for 0.0 and -0.0 and for every NaN. The <em>exact</em> one tells them
 * apart, so that the element can be had back from it.
 *
 * @param size the size of an element in bytes
 * @param swap whether its byte order is not the native one
 * @param flip what turns the bits of an integer into its order
 * @param least the bits of NaT, which is to come last; else 0
 * @param magnitude all bits of a float but its sign; 0 for other types
 * @param infinity the bits of a float's infinity
 */
record WordKeys(int size, boolean swap, long flip, long least, long magnitude, long infinity)
    implements ElementKeys {

  static WordKeys of(DType dtype) {
    int bits = (int) dtype.itemSize() * 8;
    boolean swap = !dtype.isNative();
    long sign = -1L << (bits - 1);
    TypeId id = dtype.id();
    return switch (dtype.kind()) {
      case 'f' -> new WordKeys(bits / 8, swap, 0, 0, ~sign, infinity(id));
      case 'b', 'u' -> new WordKeys(bits / 8, swap, sign, 0, 0, 0);
      case 'M', 'm' -> new WordKeys(bits / 8, swap, 0, Long.MIN_VALUE, 0, 0);
      default -> new WordKeys(bits / 8, swap, 0, 0, 0, 0);
    };
  }

  private static long infinity(TypeId id) {
    return switch (id) {
      case FLOAT16 -> Float.floatToFloat16(Float.POSITIVE_INFINITY);
      case FLOAT32 -> Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
      default -> Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    };
  }

  boolean isFloat() {
    return magnitude != 0;
  }

  @Override
  public int words() {
    return 1;
  }

  @Override
  public long key(MemorySegment m, long at, int word) {
    return key(bits(m, at));
  }

  private long key(long bits) {
    if (magnitude == 0) {
      return integerKey(bits);
    }
    long size = bits & magnitude;
    return size > infinity ? magnitude : size == 0 ? 0 : exactKey(bits);
  }

  private long integerKey(long bits) {
    // One less wraps NaT, the least, to the greatest.
    return least == 0 ? bits ^ flip : bits - 1;
  }

  /** Its own inverse. */
  private long exactKey(long bits) {
    return bits ^ ((bits >> 63) & magnitude);
  }

  @Override
  public boolean isMissing(MemorySegment m, long at) {
    long bits = bits(m, at);
    return isNaN(bits) || (least != 0 && bits == least);
  }

  private boolean isNaN(long bits) {
    return (bits & magnitude) > infinity;
  }

  @Override
  public void load(MemorySegment m, long at, long stride, int word, long[] out, int n) {
    loadBits(m, at, stride, out, n);
    if (magnitude != 0) {
      for (int i = 0; i < n; i++) {
        long b = out[i];
        long size = b & magnitude;
        out[i] = size > infinity ? magnitude : size == 0 ? 0 : exactKey(b);
      }
    } else {
      toExact(out, 0, n);
    }
  }

  /** Turns bits into exact keys. */
  void toExact(long[] a, int from, int to) {
    if (magnitude != 0) {
      for (int i = from; i < to; i++) {
        a[i] ^= (a[i] >> 63) & magnitude;
      }
    } else if (flip != 0) {
      for (int i = from; i < to; i++) {
        a[i] ^= flip;
      }
    } else if (least != 0) {
      for (int i = from; i < to; i++) {
        a[i]--;
      }
    }
  }

  /** Turns exact keys back into bits. */
  void toBits(long[] a, int from, int to) {
    if (least == 0) {
      toExact(a, from, to);
    } else {
      for (int i = from; i < to; i++) {
        a[i]++;
      }
    }
  }

  private long bits(MemorySegment m, long at) {
    long v =
        switch (size) {
          case 1 -> m.get(JAVA_BYTE, at);
          case 2 -> m.get(JAVA_SHORT_UNALIGNED, at);
          case 4 -> m.get(JAVA_INT_UNALIGNED, at);
          default -> m.get(JAVA_LONG_UNALIGNED, at);
        };
    return swap ? swapped(v) : v;
  }

  private long swapped(long v) {
    return Long.reverseBytes(v) >> (Long.SIZE - size * 8);
  }

  /** Loads the bits of elements, in native order and extended by their sign. */
  void loadBits(MemorySegment m, long at, long stride, long[] out, int n) {
    switch (size) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          out[i] = m.get(JAVA_BYTE, at + i * stride);
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          out[i] = m.get(JAVA_SHORT_UNALIGNED, at + i * stride);
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          out[i] = m.get(JAVA_INT_UNALIGNED, at + i * stride);
        }
      }
      default -> {
        if (stride == Long.BYTES) {
          MemorySegment.copy(m, JAVA_LONG_UNALIGNED, at, out, 0, n);
        } else {
          for (int i = 0; i < n; i++) {
            out[i] = m.get(JAVA_LONG_UNALIGNED, at + i * stride);
          }
        }
      }
    }
    swap(out, n);
  }

  /** Stores bits as elements; leaves the array in disorder. */
  void storeBits(long[] a, MemorySegment m, long at, long stride, int n) {
    swap(a, n);
    switch (size) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          m.set(JAVA_BYTE, at + i * stride, (byte) a[i]);
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          m.set(JAVA_SHORT_UNALIGNED, at + i * stride, (short) a[i]);
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          m.set(JAVA_INT_UNALIGNED, at + i * stride, (int) a[i]);
        }
      }
      default -> {
        if (stride == Long.BYTES) {
          MemorySegment.copy(a, 0, m, JAVA_LONG_UNALIGNED, at, n);
        } else {
          for (int i = 0; i < n; i++) {
            m.set(JAVA_LONG_UNALIGNED, at + i * stride, a[i]);
          }
        }
      }
    }
  }

  private void swap(long[] a, int n) {
    if (swap) {
      for (int i = 0; i < n; i++) {
        a[i] = swapped(a[i]);
      }
    }
  }
}
