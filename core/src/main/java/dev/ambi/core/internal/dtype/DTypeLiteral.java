package dev.ambi.core.internal.dtype;

import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.StructBuilder;
import dev.ambi.core.StructDType;
import dev.ambi.core.internal.DTypeParser;
import dev.ambi.core.internal.PythonLiteral;
import dev.ambi.core.internal.PythonLiteral.Malformed;
import dev.ambi.core.internal.PythonLiteral.Tuple;
import dev.ambi.core.internal.Reinterpret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads dtypes from what NumPy's {@code dtype} takes: lists of fields, dicts, pairs with a shape.
 */
public final class DTypeLiteral {

  private DTypeLiteral() {}

  /**
   * {@return the dtype that a literal of Python stands for}
   *
   * @param text the literal
   * @throws IllegalArgumentException if it stands for none
   */
  public static DType parse(String text) {
    try {
      return dtype(PythonLiteral.parse(text), false);
    } catch (Malformed e) {
      throw new IllegalArgumentException(
          "data type \"" + text + "\" not understood: " + e.getMessage(), e);
    }
  }

  /** What is within an aligned structure is aligned too, where it does not say itself. */
  private static DType dtype(Object literal, boolean aligned) {
    return switch (literal) {
      case String s when FormatString.is(s) -> FormatString.parse(s, aligned);
      case String s -> DTypeParser.parse(s);
      case List<?> list -> list(list, aligned);
      case Tuple(List<Object> items) when items.size() == 2 ->
          shaped(dtype(items.get(0), aligned), items.get(1));
      case Map<?, ?> map -> dict(map, aligned);
      default -> throw new IllegalArgumentException("a literal that is no data type");
    };
  }

  private static DType list(List<?> list, boolean aligned) {
    StructBuilder builder = DType.struct().aligned(aligned);
    for (Object item : list) {
      if (!(item instanceof Tuple(List<Object> parts)) || parts.size() < 2) {
        throw badField("Field elements must be 2- or 3-tuples", item);
      }
      if (parts.size() > 3) {
        throw badField("Field elements must be tuples with at most 3 elements", item);
      }
      Label label = Label.of(parts.get(0));
      DType type = dtype(parts.get(1), aligned);
      DType full = parts.size() == 3 ? shaped(type, parts.get(2)) : type;
      if (label.title.isPresent()) {
        builder.titled(label.name, label.title.get(), full);
      } else {
        builder.field(label.name, full);
      }
    }
    return builder.build();
  }

  private static IllegalArgumentException badField(String what, Object item) {
    return new IllegalArgumentException(what + ", got '" + PythonLiteral.repr(item) + "'");
  }

  /**
   * What a field is called.
   *
   * @param title its title
   * @param name its name
   */
  record Label(Optional<String> title, String name) {

    static Label of(Object literal) {
      return switch (literal) {
        case String name -> new Label(Optional.empty(), name);
        case Tuple(List<Object> pair)
            when pair.size() == 2
                && pair.get(0) instanceof String title
                && pair.get(1) instanceof String name ->
            new Label(Optional.of(title), name);
        default ->
            throw new IllegalArgumentException(
                "First element of field tuple is neither a tuple nor str");
      };
    }
  }

  /**
   * {@return the dtype of a field with a shape}
   *
   * @param base the type of its elements
   * @param shape a length or a tuple of lengths
   */
  static DType shaped(DType base, Object shape) {
    if (shape instanceof Long n && Reinterpret.isUnsized(base)) {
      return Reinterpret.withLength(base, checkedLength(n));
    }
    List<?> lengths =
        switch (shape) {
          case Long n -> List.of(n);
          case Tuple(List<Object> items) -> items;
          case List<?> items -> items;
          default -> throw badShape();
        };
    long[] dims = new long[lengths.size()];
    for (int i = 0; i < dims.length; i++) {
      if (!(lengths.get(i) instanceof Long n)) {
        throw badShape();
      }
      dims[i] = n;
    }
    return DType.subArray(base, dims);
  }

  private static long checkedLength(long n) {
    if (n < 0 || n > Integer.MAX_VALUE / 4) {
      throw new IllegalArgumentException("invalid itemsize in generic type tuple");
    }
    return n;
  }

  private static IllegalArgumentException badShape() {
    return new IllegalArgumentException(
        "invalid shape in fixed-type tuple: neither an integer nor a tuple of integers");
  }

  private static DType dict(Map<?, ?> map, boolean within) {
    for (Object key : map.keySet()) {
      if (!List.of("names", "formats", "offsets", "titles", "itemsize", "aligned").contains(key)) {
        throw new IllegalArgumentException("unknown key in the dict of a data type");
      }
    }
    List<?> names = items(map, "names", -1);
    int n = names.size();
    List<?> formats = items(map, "formats", n);
    boolean aligned = map.get("aligned") instanceof Boolean b ? b : within;
    List<?> offsets = map.containsKey("offsets") ? items(map, "offsets", n) : null;
    List<?> titles = map.containsKey("titles") ? items(map, "titles", n) : null;
    List<Field> fields = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long end = 0;
    for (int i = 0; i < n; i++) {
      DType type = dtype(formats.get(i), aligned);
      long next = aligned ? StructLayout.roundUp(end, type.alignment()) : end;
      long offset = offsets == null ? next : whole(offsets.get(i), "offset");
      Optional<String> title =
          titles != null && titles.get(i) instanceof String t ? Optional.of(t) : Optional.empty();
      Field field = new Field(Label.of(names.get(i)).name, title, type, offset);
      if (!seen.add(field.name())) {
        throw new IllegalArgumentException("name already used as a name or title");
      }
      title.ifPresent(seen::add);
      fields.add(field);
      end = Math.max(end, StructLayout.end(field));
    }
    if (aligned) {
      end = StructLayout.roundUp(end, StructLayout.alignment(fields));
    }
    long size = map.containsKey("itemsize") ? whole(map.get("itemsize"), "itemsize") : end;
    if (size < end) {
      throw StructLayout.tooSmall(end, size);
    }
    return new StructDType(fields, size, aligned);
  }

  private static long whole(Object value, String what) {
    if (value instanceof Long n) {
      return n;
    }
    throw new IllegalArgumentException(what + " is no integer");
  }

  private static List<?> items(Map<?, ?> map, String key, int n) {
    List<?> items =
        switch (map.get(key)) {
          case List<?> list -> list;
          case Tuple(List<Object> list) -> list;
          case null, default ->
              throw new IllegalArgumentException("a dict of a data type without '" + key + "'");
        };
    if (n >= 0 && items.size() != n) {
      throw new IllegalArgumentException(
          "'names', 'formats', 'offsets', and 'titles' dict entries must have the same length");
    }
    return items;
  }
}
