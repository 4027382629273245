package dev.ambi.core;

import dev.ambi.core.internal.dtype.StructFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of a structured array: the values of its fields, in their order. A copy, which does
 * not change when the array does.
 *
 * <p>A value is what {@link NDArray#getObject} gives for the dtype of its field: a nested structure
 * is a {@code Row}, a sub-array a read-only {@link NDArray}.
 */
public final class Row {

  private final StructDType dtype;
  private final Object[] values;

  private Row(StructDType dtype, Object[] values) {
    this.dtype = dtype;
    this.values = values;
  }

  /**
   * {@return a row of values}
   *
   * @param dtype the structure
   * @param values a value for each field
   * @throws IllegalArgumentException if there are more or fewer values than fields, or one is null
   */
  public static Row of(StructDType dtype, List<?> values) {
    if (values.size() != dtype.fields().size()) {
      throw new IllegalArgumentException(
          values.size() + " values for a structure with " + dtype.fields().size() + " fields");
    }
    Object[] own = values.toArray();
    for (int i = 0; i < own.length; i++) {
      if (own[i] == null) {
        throw new IllegalArgumentException(
            "null is no value of field '" + dtype.fields().get(i).name() + "'");
      }
      own[i] = shield(own[i]);
    }
    return new Row(dtype, own);
  }

  /** Bytes are the only values that could change. */
  private static Object shield(Object value) {
    return value instanceof byte[] bytes ? bytes.clone() : value;
  }

  /** {@return the structure} */
  public StructDType dtype() {
    return dtype;
  }

  /** {@return the number of fields} */
  public int size() {
    return values.length;
  }

  /**
   * {@return the value of a field}
   *
   * @param index its position
   * @throws IndexOutOfBoundsException if there is no such field
   */
  public Object get(int index) {
    if (index < 0 || index >= values.length) {
      throw new IndexOutOfBoundsException(
          "invalid index (" + index + ") for a structure with " + values.length + " fields");
    }
    return shield(values[index]);
  }

  /**
   * {@return the value of a field}
   *
   * @param name its name or title
   * @throws IllegalArgumentException if there is no such field
   */
  public Object get(String name) {
    return get(dtype.fields().indexOf(dtype.field(name)));
  }

  /** {@return the values in the order of the fields} */
  public List<Object> values() {
    List<Object> list = new ArrayList<>(values.length);
    for (Object v : values) {
      list.add(shield(v));
    }
    return Collections.unmodifiableList(list);
  }

  /** {@return the values by name, in the order of the fields} */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      map.put(dtype.fields().get(i).name(), shield(values[i]));
    }
    return Collections.unmodifiableMap(map);
  }

  /**
   * {@return whether the other object is a row of an equal dtype with equal values}
   *
   * @param other the other object
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Row that
        && dtype.equals(that.dtype)
        && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * dtype.hashCode() + Arrays.deepHashCode(values);
  }

  /** {@return the row as NumPy's {@code str} writes a structured scalar: {@code (1, 2.5)}} */
  @Override
  public String toString() {
    return StructFormat.row(this);
  }
}
