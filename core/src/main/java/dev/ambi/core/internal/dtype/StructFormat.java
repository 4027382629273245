package dev.ambi.core.internal.dtype;

import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.NDArray;
import dev.ambi.core.PrintOptions;
import dev.ambi.core.Row;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.internal.ElementFormat;
import dev.ambi.core.internal.Elements;
import dev.ambi.core.internal.ScalarText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/** Writes structured elements, each field aligned with that of the other elements. */
public final class StructFormat implements ElementFormat {

  private final List<ElementFormat> formats;

  private StructFormat(List<ElementFormat> formats) {
    this.formats = formats;
  }

  /**
   * {@return the format that suits all elements that are to be shown}
   *
   * @param dtype their dtype
   * @param shown the elements, rows
   * @param alone whether the array has no dimensions
   * @param options the options
   * @param scalar whether floats are written as scalars, each by itself
   */
  public static ElementFormat of(
      StructDType dtype, List<Object> shown, boolean alone, PrintOptions options, boolean scalar) {
    List<ElementFormat> formats = new ArrayList<>();
    for (int i = 0; i < dtype.fields().size(); i++) {
      Field f = dtype.fields().get(i);
      List<Object> column = new ArrayList<>();
      for (Object row : shown) {
        column.add(((Row) row).get(i));
      }
      formats.add(
          f.dtype() instanceof SubArrayDType
              ? subArray(column, options, scalar)
              : field(f.dtype(), column, alone, options, scalar));
    }
    return new StructFormat(formats);
  }

  private static ElementFormat field(
      DType dtype, List<Object> column, boolean alone, PrintOptions options, boolean scalar) {
    if (scalar && dtype.id().kind() == 'f') {
      return v -> ScalarText.format(dtype, v);
    }
    return dtype instanceof StructDType s
        ? of(s, column, alone, options, scalar)
        : ElementFormat.of(dtype, column, alone, options);
  }

  private static ElementFormat subArray(List<Object> column, PrintOptions options, boolean scalar) {
    List<Object> items = new ArrayList<>();
    for (Object a : column) {
      items.addAll(Arrays.asList(((NDArray) a).toObjectArray()));
    }
    DType base = column.isEmpty() ? DType.BOOL : ((NDArray) column.getFirst()).dtype();
    ElementFormat format = field(base, items, false, options, scalar);
    return v -> {
      NDArray a = (NDArray) v;
      int edge = a.size() > options.threshold() ? options.edgeItems() : -1;
      return nested(a, 0, a.offset(), edge, format);
    };
  }

  private static String nested(NDArray a, int axis, long at, int edge, ElementFormat format) {
    if (axis == a.ndim()) {
      return format.format(Elements.getObject(a.memory(), at, a.dtype()));
    }
    StringJoiner items = new StringJoiner(", ", "[", "]");
    long n = a.shape(axis);
    boolean cut = edge >= 0 && n > 2L * edge;
    for (long i = 0; i < n; i++) {
      if (cut && i == edge) {
        items.add("...");
        // As in Python, where the last zero items of a sequence are all of them.
        i = edge == 0 ? 0 : n - edge;
      }
      items.add(nested(a, axis + 1, at + i * a.strides(axis), edge, format));
    }
    return items.toString();
  }

  @Override
  public String format(Object value) {
    Row row = (Row) value;
    StringJoiner fields = new StringJoiner(", ", "(", row.size() == 1 ? ",)" : ")");
    for (int i = 0; i < row.size(); i++) {
      fields.add(formats.get(i).format(row.get(i)));
    }
    return fields.toString();
  }

  /**
   * {@return a row by itself}
   *
   * @param row the row
   */
  public static String row(Row row) {
    return of(row.dtype(), List.of(row), true, PrintOptions.DEFAULT, true).format(row);
  }
}
