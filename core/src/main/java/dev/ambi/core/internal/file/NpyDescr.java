package dev.ambi.core.internal.file;

import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.VoidDType;
import dev.ambi.core.internal.PythonLiteral.Malformed;
import dev.ambi.core.internal.PythonLiteral.Tuple;
import dev.ambi.core.internal.ScalarText;
import dev.ambi.core.internal.dtype.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The dtype in the header of a {@code .npy} file: a typestr, or a list of fields in which gaps are
 * void fields without a name.
 */
final class NpyDescr {

  private NpyDescr() {}

  /**
   * {@return the dtype as it is written}
   *
   * @param dtype the dtype
   * @throws IllegalArgumentException if fields overlap or are out of order
   */
  static String write(DType dtype) {
    return switch (dtype) {
      case StructDType s -> list(s);
      case SubArrayDType s -> "(" + write(s.base()) + ", " + s.shape() + ")";
      default -> "'" + dtype.typestr() + "'";
    };
  }

  private static String list(StructDType s) {
    StringJoiner items = new StringJoiner(", ", "[", "]");
    long end = 0;
    for (Field f : s.fields()) {
      if (f.offset() < end) {
        throw new IllegalArgumentException(
            "dtype.descr is not defined for types with overlapping or out-of-order fields");
      }
      gap(items, f.offset() - end);
      String label = ScalarText.quote(f.name());
      if (f.title().isPresent()) {
        label = "(" + ScalarText.quote(f.title().get()) + ", " + label + ")";
      }
      items.add(
          f.dtype() instanceof SubArrayDType a
              ? "(" + label + ", " + write(a.base()) + ", " + a.shape() + ")"
              : "(" + label + ", " + write(f.dtype()) + ")");
      end = f.offset() + f.dtype().itemSize();
    }
    gap(items, s.itemSize() - end);
    return items.toString();
  }

  private static void gap(StringJoiner items, long bytes) {
    if (bytes > 0) {
      items.add("('', '|V" + bytes + "')");
    }
  }

  /**
   * {@return the dtype that a literal stands for}
   *
   * @param literal the literal
   * @throws Malformed if it stands for none
   */
  static DType read(Object literal) throws Malformed {
    return switch (literal) {
      case String text -> named(text);
      case List<?> fields -> struct(fields);
      case Tuple(List<Object> pair) when pair.size() == 2 -> shaped(read(pair.get(0)), pair.get(1));
      default -> throw new Malformed("descr is no dtype: " + NpyHeader.show(literal));
    };
  }

  private static DType named(String text) throws Malformed {
    if (text.matches("[<>=|]?O[0-9]*|object")) {
      throw new Malformed("pickled objects (dtype '" + text + "') are not supported");
    }
    try {
      return DType.parse(text);
    } catch (IllegalArgumentException _) {
      throw new Malformed("the dtype " + NpyHeader.show(text) + " is unknown or not supported");
    }
  }

  private static DType shaped(DType base, Object shape) throws Malformed {
    if (shape instanceof Long) {
      return shaped(base, new Tuple(List.of(shape)));
    }
    if (!(shape instanceof Tuple(List<Object> items))) {
      throw new Malformed("the shape of a field is no tuple: " + NpyHeader.show(shape));
    }
    long[] dims = new long[items.size()];
    for (int i = 0; i < dims.length; i++) {
      if (!(items.get(i) instanceof Long n)) {
        throw new Malformed("the shape of a field holds " + NpyHeader.show(items.get(i)));
      }
      dims[i] = n;
    }
    try {
      return DType.subArray(base, dims);
    } catch (IllegalArgumentException e) {
      throw new Malformed(e.getMessage());
    }
  }

  private static DType struct(List<?> items) throws Malformed {
    List<Field> fields = new ArrayList<>();
    long end = 0;
    for (Object item : items) {
      if (!(item instanceof Tuple(List<Object> parts))
          || (parts.size() != 2 && parts.size() != 3)) {
        throw new Malformed("a field is no tuple of two or three: " + NpyHeader.show(item));
      }
      DType dtype = read(parts.get(1));
      if (parts.size() == 3) {
        dtype = shaped(dtype, parts.get(2));
      }
      try {
        Field field = field(parts.get(0), dtype, end);
        end = StructLayout.end(field);
        if (!field.name().isEmpty() || !(dtype instanceof VoidDType)) {
          fields.add(field);
        }
      } catch (IllegalArgumentException e) {
        throw new Malformed(e.getMessage());
      }
    }
    try {
      return new StructDType(fields, end, false);
    } catch (IllegalArgumentException e) {
      throw new Malformed(e.getMessage());
    }
  }

  private static Field field(Object label, DType dtype, long offset) throws Malformed {
    if (label instanceof String name) {
      return new Field(name, dtype, offset);
    }
    if (label instanceof Tuple(List<Object> pair)
        && pair.size() == 2
        && pair.get(0) instanceof String title
        && pair.get(1) instanceof String name) {
      return new Field(name, Optional.of(title), dtype, offset);
    }
    throw new Malformed("the name of a field is no string: " + NpyHeader.show(label));
  }
}
