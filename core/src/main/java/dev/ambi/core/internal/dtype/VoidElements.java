package dev.ambi.core.internal.dtype;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.NDArray;
import dev.ambi.core.Row;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.UserDType;
import dev.ambi.core.VoidDType;
import dev.ambi.core.internal.Elements;
import dev.ambi.core.internal.TextNumbers;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads and writes single elements of void, structured and user dtypes. */
public final class VoidElements {

  private VoidElements() {}

  /**
   * {@return the element: its bytes, a {@link Row}, an array, or what a user's dtype gives}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static Object get(MemorySegment m, long at, DType dtype) {
    return switch (dtype) {
      case StructDType s -> row(m, at, s);
      case SubArrayDType s ->
          NDArray.of(m, at, s, new long[0], new long[0], false).copy().readOnly();
      case UserDType u -> u.getItem(m, at);
      default -> m.asSlice(at, dtype.itemSize()).toArray(JAVA_BYTE);
    };
  }

  private static Row row(MemorySegment m, long at, StructDType s) {
    List<Object> values = new ArrayList<>(s.fields().size());
    for (Field f : s.fields()) {
      values.add(Elements.getObject(m, at + f.offset(), f.dtype()));
    }
    return Row.of(s, values);
  }

  /**
   * {@return whether the element is true: any field, any byte is not zero}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static boolean isTrue(MemorySegment m, long at, DType dtype) {
    return switch (dtype) {
      case StructDType s ->
          s.fields().stream().anyMatch(f -> Elements.getBoolean(m, at + f.offset(), f.dtype()));
      case SubArrayDType s -> {
        long item = s.base().itemSize();
        for (long i = 0; i < s.itemSize(); i += item) {
          if (Elements.getBoolean(m, at + i, s.base())) {
            yield true;
          }
        }
        yield false;
      }
      case UserDType u -> u.nonzero(m, at);
      default -> {
        for (long i = 0; i < dtype.itemSize(); i++) {
          if (m.get(JAVA_BYTE, at + i) != 0) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  /**
   * {@return the element as a double, if it is a user's number or the digits of one}
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   */
  public static double getDouble(MemorySegment m, long at, DType dtype) {
    return get(m, at, dtype) instanceof Number n
        ? n.doubleValue()
        : TextNumbers.real(Elements.getString(m, at, dtype));
  }

  /**
   * Writes an element. If that fails, it is as it was.
   *
   * @param m the memory
   * @param at where the element is
   * @param dtype its dtype
   * @param v for void bytes; for a structure a {@link Row}, List, array or Map with a value for
   *     each field, or one value for all of them; for a sub-array an array, a list or one value
   */
  public static void set(MemorySegment m, long at, DType dtype, Object v) {
    switch (dtype) {
      case UserDType u -> u.setItem(m, at, v);
      case VoidDType d -> setBytes(m, at, d, v);
      default -> {
        long size = dtype.itemSize();
        MemorySegment scratch = MemorySegment.ofArray(m.asSlice(at, size).toArray(JAVA_BYTE));
        if (dtype instanceof StructDType s) {
          setFields(scratch, s, v);
        } else {
          SubArrayValues.set(scratch, (SubArrayDType) dtype, v);
        }
        MemorySegment.copy(scratch, 0, m, at, size);
      }
    }
  }

  private static void setBytes(MemorySegment m, long at, VoidDType dtype, Object v) {
    if (!(v instanceof byte[] bytes)) {
      throw new IllegalArgumentException(
          "a bytes-like object is required, not '" + nameOfClass(v) + "'");
    }
    int n = (int) Math.min(bytes.length, dtype.itemSize());
    MemorySegment.copy(bytes, 0, m, JAVA_BYTE, at, n);
    m.asSlice(at + n, dtype.itemSize() - n).fill((byte) 0);
  }

  private static String nameOfClass(Object v) {
    return v == null ? "null" : v.getClass().getSimpleName();
  }

  private static void setFields(MemorySegment m, StructDType s, Object v) {
    List<?> values =
        switch (v) {
          case Row row -> row.values();
          case List<?> list -> list;
          case Object[] array -> Arrays.asList(array);
          case Map<?, ?> map -> inOrder(s, map);
          case null -> throw new IllegalArgumentException("null is no element of dtype " + s);
          default -> null;
        };
    if (values != null && values.size() != s.fields().size()) {
      throw new IllegalArgumentException(
          "could not assign tuple of length "
              + values.size()
              + " to structure with "
              + s.fields().size()
              + " fields.");
    }
    for (int i = 0; i < s.fields().size(); i++) {
      Field f = s.fields().get(i);
      Elements.setObject(m, f.offset(), f.dtype(), values == null ? v : values.get(i));
    }
  }

  private static List<?> inOrder(StructDType s, Map<?, ?> map) {
    for (Object name : map.keySet()) {
      if (!s.names().contains(name)) {
        throw new IllegalArgumentException("no field of name " + name);
      }
    }
    List<Object> values = new ArrayList<>();
    for (Field f : s.fields()) {
      if (!map.containsKey(f.name())) {
        throw new IllegalArgumentException("no value for field '" + f.name() + "'");
      }
      values.add(map.get(f.name()));
    }
    return values;
  }
}
