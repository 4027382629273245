package dev.ambi.cli;

import dev.ambi.bridge.Value;
import dev.ambi.core.Complex;
import dev.ambi.core.NDArray;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result as JSON: {@code {"value": ...}}, and for arrays and NumPy scalars {@code "dtype"} and
 * {@code "shape"}. {@code ambi call --help} describes the form.
 */
final class Answer {
  private Answer() {}

  /** The line for a result; {@code text} gives the {@code repr} of what has no JSON form. */
  static String of(Value value, PythonText text) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("value", plain(value, text));
    NDArray array = arrayOf(value);
    if (array != null) {
      line.put("dtype", array.dtype().toString());
      line.put("shape", array.shape().stream().boxed().toList());
    }
    return JsonWriter.write(line);
  }

  /** The line for a failure. */
  static String of(Failure failure) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("error", failure.type());
    line.put("message", failure.message());
    return JsonWriter.write(line);
  }

  private static NDArray arrayOf(Value value) {
    return switch (value) {
      case Value.Array a -> a.value();
      case Value.Scalar s -> s.value();
      default -> null;
    };
  }

  private static Object plain(Value value, PythonText text) {
    return switch (value) {
      case Value.None _ -> null;
      case Value.Bool b -> b.value();
      case Value.SmallInt i -> i.value();
      case Value.Int i -> i.value();
      case Value.Float f -> f.value();
      case Value.ComplexNumber c -> element(c.value());
      case Value.Text t -> t.value();
      case Value.Bytes b -> element(b.value());
      case Value.Array a -> new Nested(a.value()).value(0);
      case Value.Scalar s -> element(s.value().getObject());
      case Value.ListOf l -> all(l.items(), text);
      case Value.Tuple t -> all(t.items(), text);
      case Value.Dict d -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> entries.put(text.str(k), plain(v, text)));
        yield entries;
      }
      case Value.Opaque _ -> text.repr(value);
    };
  }

  private static List<Object> all(List<Value> items, PythonText text) {
    List<Object> plain = new ArrayList<>();
    items.forEach(item -> plain.add(plain(item, text)));
    return plain;
  }

  private static Object element(Object element) {
    return switch (element) {
      case Complex c -> {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("real", c.re());
        parts.put("imag", c.im());
        yield parts;
      }
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      default -> element;
    };
  }

  /** The lists of {@code ndarray.tolist}. */
  private static final class Nested {
    private final long[] shape;
    private final Object[] elements;
    private int next;

    Nested(NDArray array) {
      shape = array.shape().toArray();
      elements = array.toObjectArray();
    }

    Object value(int axis) {
      if (axis == shape.length) {
        return element(elements[next++]);
      }
      List<Object> items = new ArrayList<>();
      for (long i = 0; i < shape[axis]; i++) {
        items.add(value(axis + 1));
      }
      return items;
    }
  }
}
