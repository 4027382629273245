package dev.ambi.core.internal.loop;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.ambi.core.TypeId;
import dev.ambi.core.internal.Numbers;
import java.lang.foreign.MemorySegment;

/**
 * Loads and stores one number of any type as the widest Java type of its class.
 *
 * <p>Lanes are {@code int} constants, not {@link TypeId}s: a switch on a constant of a template
 * folds away, one on an enum goes through an array that the JIT does not trust. uint64 travels as
 * the bits of a {@code long}.
 */
public final class Lanes {

  static final int BOOL = 0;
  static final int INT8 = 1;
  static final int UINT8 = 2;
  static final int INT16 = 3;
  static final int UINT16 = 4;
  static final int INT32 = 5;
  static final int UINT32 = 6;
  static final int INT64 = 7;
  static final int FLOAT16 = 8;
  static final int FLOAT32 = 9;
  static final int FLOAT64 = 10;

  private Lanes() {}

  /**
   * {@return the lane of a type; of its parts if it is complex}
   *
   * @param id a number, bool, datetime64 or timedelta64
   */
  public static int of(TypeId id) {
    return switch (id.realPart()) {
      case BOOL -> BOOL;
      case INT8 -> INT8;
      case UINT8 -> UINT8;
      case INT16 -> INT16;
      case UINT16 -> UINT16;
      case INT32 -> INT32;
      case UINT32 -> UINT32;
      case INT64, UINT64 -> INT64;
      case FLOAT16 -> FLOAT16;
      case FLOAT32 -> FLOAT32;
      case FLOAT64 -> FLOAT64;
      default -> throw new IllegalArgumentException("no lane for " + id);
    };
  }

  /**
   * {@return the size of an element in bytes}
   *
   * @param lane the lane
   */
  public static int size(int lane) {
    return switch (lane) {
      case BOOL, INT8, UINT8 -> 1;
      case INT16, UINT16, FLOAT16 -> 2;
      case INT32, UINT32, FLOAT32 -> 4;
      default -> 8;
    };
  }

  /**
   * {@return a bool or an integer}
   *
   * @param lane its lane
   * @param m where it is
   * @param at its offset in bytes
   */
  public static long getLong(int lane, MemorySegment m, long at) {
    return switch (lane) {
      case BOOL -> m.get(JAVA_BYTE, at) != 0 ? 1 : 0;
      case INT8 -> m.get(JAVA_BYTE, at);
      case UINT8 -> m.get(JAVA_BYTE, at) & 0xFF;
      case INT16 -> m.get(JAVA_SHORT_UNALIGNED, at);
      case UINT16 -> m.get(JAVA_SHORT_UNALIGNED, at) & 0xFFFF;
      case INT32 -> m.get(JAVA_INT_UNALIGNED, at);
      case UINT32 -> m.get(JAVA_INT_UNALIGNED, at) & 0xFFFF_FFFFL;
      default -> m.get(JAVA_LONG_UNALIGNED, at);
    };
  }

  /** Stores a bool (zero or one) or an integer, cut to the size of the lane. */
  public static void putLong(int lane, MemorySegment m, long at, long value) {
    switch (lane) {
      case BOOL, INT8, UINT8 -> m.set(JAVA_BYTE, at, (byte) value);
      case INT16, UINT16 -> m.set(JAVA_SHORT_UNALIGNED, at, (short) value);
      case INT32, UINT32 -> m.set(JAVA_INT_UNALIGNED, at, (int) value);
      default -> m.set(JAVA_LONG_UNALIGNED, at, value);
    }
  }

  /**
   * {@return a float}
   *
   * @param lane its lane
   * @param m where it is
   * @param at its offset in bytes
   */
  public static double getDouble(int lane, MemorySegment m, long at) {
    return switch (lane) {
      case FLOAT16 -> Float.float16ToFloat(m.get(JAVA_SHORT_UNALIGNED, at));
      case FLOAT32 -> m.get(JAVA_FLOAT_UNALIGNED, at);
      default -> m.get(JAVA_DOUBLE_UNALIGNED, at);
    };
  }

  /** Stores a float, rounded once. */
  public static void putDouble(int lane, MemorySegment m, long at, double value) {
    switch (lane) {
      case FLOAT16 -> m.set(JAVA_SHORT_UNALIGNED, at, Numbers.toHalf(value));
      case FLOAT32 -> m.set(JAVA_FLOAT_UNALIGNED, at, (float) value);
      default -> m.set(JAVA_DOUBLE_UNALIGNED, at, value);
    }
  }
}
