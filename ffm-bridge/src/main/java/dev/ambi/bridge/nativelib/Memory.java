package dev.ambi.bridge.nativelib;

import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads and writes native memory by absolute address. For structs that C code owns: nothing is
 * checked, an address that is not mapped ends the process. Used only on addresses that C handed
 * over or that libambi allocated.
 */
public final class Memory {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private Memory() {}

  /** The 64-bit word at {@code address}. */
  public static long getLong(long address) {
    return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
  }

  /** Writes the 64-bit word at {@code address}. */
  public static void putLong(long address, long value) {
    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
  }

  /** The 32-bit word at {@code address}. */
  public static int getInt(long address) {
    return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
  }

  /** Writes the 32-bit word at {@code address}. */
  public static void putInt(long address, int value) {
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
  }

  /** The byte at {@code address}. */
  public static byte getByte(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address);
  }

  /** Writes the byte at {@code address}. */
  public static void putByte(long address, byte value) {
    ALL.set(ValueLayout.JAVA_BYTE, address, value);
  }

  /** The double at {@code address}. */
  public static double getDouble(long address) {
    return ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address);
  }

  /** Writes the double at {@code address}. */
  public static void putDouble(long address, double value) {
    ALL.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, address, value);
  }

  /** A view of {@code size} bytes at {@code address}, alive for ever as far as Java can tell. */
  public static MemorySegment segment(long address, long size) {
    return MemorySegment.ofAddress(address).reinterpret(size);
  }

  /** The NUL-terminated UTF-8 string at {@code address}; null where the address is 0. */
  public static String string(long address) {
    return address == 0 ? null : ALL.getString(address, StandardCharsets.UTF_8);
  }

  /**
   * {@return where a field lies, in bytes from the beginning of its struct}
   *
   * @param struct the struct
   * @param path the name of the field, after those of the fields that it lies in
   */
  public static long offset(StructLayout struct, String... path) {
    return struct.byteOffset(
        Arrays.stream(path).map(PathElement::groupElement).toArray(PathElement[]::new));
  }

  /** {@code count} 64-bit words from {@code address}. */
  public static long[] longs(long address, int count) {
    long[] words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = getLong(address + 8L * i);
    }
    return words;
  }
}
