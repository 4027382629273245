package dev.ambi.core.internal;

import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.internal.datetime.TimeElements;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Copies Java arrays, nested ones too, into native memory. */
public final class JavaArrays {

  private JavaArrays() {}

  /**
   * {@return the dtype that holds the elements of a Java array}
   *
   * @param array an array, possibly of arrays, of a primitive type, String, byte[], Complex,
   *     DateTimeValue, TimeDeltaValue or a type of {@code java.time}
   */
  public static DType dtype(Object array) {
    Class<?> type = array.getClass();
    while (type.isArray()) {
      type = type.getComponentType();
    }
    if (type == String.class) {
      long[] longest = {1};
      leaves(
          array,
          leaf -> {
            for (String s : (String[]) leaf) {
              longest[0] = Math.max(longest[0], s.codePointCount(0, s.length()));
            }
          });
      return DType.str(longest[0]);
    }
    return switch (type.getName()) {
      case "boolean" -> DType.BOOL;
      case "byte" -> DType.INT8;
      case "short" -> DType.INT16;
      case "int" -> DType.INT32;
      case "long" -> DType.INT64;
      case "float" -> DType.FLOAT32;
      case "double" -> DType.FLOAT64;
      default -> {
        if (type == Complex.class) {
          yield DType.COMPLEX128;
        }
        DType[] time = {TimeElements.dtypeOf(type)};
        if (time[0] != null) {
          leaves(
              array,
              leaf -> {
                for (Object v : (Object[]) leaf) {
                  DType d = TimeElements.dtypeOf(v);
                  time[0] = d == null ? time[0] : DType.promote(time[0], d);
                }
              });
          yield time[0];
        }
        throw new IllegalArgumentException("no dtype holds a Java " + type.getName());
      }
    };
  }

  /**
   * {@return the shape of a nested Java array}
   *
   * @param array the array
   */
  public static long[] shape(Object array) {
    List<Long> shape = new ArrayList<>();
    Object a = array;
    while (a != null && a.getClass().isArray()) {
      int n = Array.getLength(a);
      shape.add((long) n);
      a = n > 0 && a instanceof Object[] inner ? inner[0] : empty(a);
    }
    long[] result = shape.stream().mapToLong(Long::longValue).toArray();
    check(array, result, 0);
    return result;
  }

  /** An array of no elements still shows how deep it is. */
  private static Object empty(Object array) {
    Class<?> component = array.getClass().getComponentType();
    return component.isArray() ? Array.newInstance(component.getComponentType(), 0) : null;
  }

  private static void check(Object array, long[] shape, int depth) {
    if (!(array instanceof Object[] outer) || !outer.getClass().getComponentType().isArray()) {
      return;
    }
    for (Object inner : outer) {
      if (inner == null || Array.getLength(inner) != shape[depth + 1]) {
        throw new IllegalArgumentException(
            "the rows of a nested array differ in length at depth " + (depth + 1));
      }
      check(inner, shape, depth + 1);
    }
  }

  /**
   * Copies the elements, in row-major order, to the start of the memory.
   *
   * @param array the array
   * @param dtype its dtype
   * @param to the memory
   */
  public static void copy(Object array, DType dtype, MemorySegment to) {
    long[] at = {0};
    leaves(
        array,
        leaf -> {
          int n = Array.getLength(leaf);
          long bytes = n * dtype.itemSize();
          MemorySegment heap = heap(leaf);
          if (heap != null) {
            MemorySegment.copy(heap, 0, to, at[0], bytes);
          } else {
            for (int i = 0; i < n; i++) {
              Elements.setObject(to, at[0] + i * dtype.itemSize(), dtype, Array.get(leaf, i));
            }
          }
          at[0] += bytes;
        });
  }

  private static MemorySegment heap(Object leaf) {
    return switch (leaf) {
      case byte[] a -> MemorySegment.ofArray(a);
      case short[] a -> MemorySegment.ofArray(a);
      case int[] a -> MemorySegment.ofArray(a);
      case long[] a -> MemorySegment.ofArray(a);
      case float[] a -> MemorySegment.ofArray(a);
      case double[] a -> MemorySegment.ofArray(a);
      default -> null;
    };
  }

  private static void leaves(Object array, Consumer<Object> body) {
    if (array instanceof Object[] outer && outer.getClass().getComponentType().isArray()) {
      for (Object inner : outer) {
        leaves(inner, body);
      }
    } else {
      body.accept(array);
    }
  }

  /**
   * {@return the bytes as booleans}
   *
   * @param memory one byte for each
   */
  public static boolean[] booleans(MemorySegment memory) {
    byte[] bytes = memory.toArray(ValueLayout.JAVA_BYTE);
    boolean[] result = new boolean[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[i] != 0;
    }
    return result;
  }
}
