package dev.ambi.bridge.kernel.call;

import java.lang.foreign.MemorySegment;

/** Java arrays of numbers as memory. */
final class JavaArrays {
  private JavaArrays() {}

  static boolean isNumbers(Class<?> type) {
    Class<?> c = type.getComponentType();
    return c != null && c.isPrimitive() && c != boolean.class;
  }

  /** Whether its elements may be lengths. */
  static boolean isIntegers(Class<?> type) {
    return type == long[].class
        || type == int[].class
        || type == short[].class
        || type == byte[].class;
  }

  static MemorySegment segment(Object array) {
    return switch (array) {
      case double[] a -> MemorySegment.ofArray(a);
      case float[] a -> MemorySegment.ofArray(a);
      case long[] a -> MemorySegment.ofArray(a);
      case int[] a -> MemorySegment.ofArray(a);
      case short[] a -> MemorySegment.ofArray(a);
      case char[] a -> MemorySegment.ofArray(a);
      case byte[] a -> MemorySegment.ofArray(a);
      default -> throw new IllegalArgumentException("no array of numbers: " + array);
    };
  }

  /** {@return the memory of the array itself, for a critical call; NULL for null} */
  static MemorySegment segmentOrNull(Object array) {
    return array == null ? MemorySegment.NULL : segment(array);
  }

  /** {@return an element of an array of whole numbers, which is a length} */
  static long element(Object array, int index, String where) {
    if (array == null) {
      throw new NullPointerException(where + " is null, and its element " + index + " is a length");
    }
    int length = java.lang.reflect.Array.getLength(array);
    if (index >= length) {
      throw new IllegalArgumentException(
          "%s has %d elements, and its element %d is a length".formatted(where, length, index));
    }
    return switch (array) {
      case long[] a -> a[index];
      case int[] a -> a[index];
      case short[] a -> a[index];
      case byte[] a -> a[index];
      default -> throw new IllegalArgumentException(where + " has no whole numbers");
    };
  }

  /** Throws unless the array is as long as C needs it. */
  static void require(Object array, long wanted, String where, String term) {
    if (array == null) {
      if (wanted > 0) {
        throw new NullPointerException(where + " is null");
      }
      return;
    }
    int length = java.lang.reflect.Array.getLength(array);
    if (length < wanted) {
      throw new IllegalArgumentException(
          "%s has %d elements, and the kernel needs %s%d"
              .formatted(where, length, Term.prefix(term), wanted));
    }
  }
}
