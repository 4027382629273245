package dev.ambi.cli;

import dev.ambi.bridge.Value;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.List;
import java.util.StringJoiner;

/**
 * Python's texts of a result: {@code str}, which {@code print} shows, and {@code repr}, which it
 * shows of what is inside a container.
 */
final class PythonText {
  private final int numpyMajor;

  /**
   * Texts as a NumPy gives them.
   *
   * @param numpyMajor 2 for {@code np.float64(1.0)} as the {@code repr} of a scalar, 1 for {@code
   *     1.0}
   */
  PythonText(int numpyMajor) {
    this.numpyMajor = numpyMajor;
  }

  /** {@code str(value)}. */
  String str(Value value) {
    return switch (value) {
      case Value.Text t -> t.value();
      case Value.Array a -> a.value().toString();
      case Value.Scalar s -> scalar(s.value());
      default -> repr(value);
    };
  }

  /** {@code repr(value)}. */
  String repr(Value value) {
    return switch (value) {
      case Value.None _ -> "None";
      case Value.Bool b -> b.value() ? "True" : "False";
      case Value.SmallInt i -> Long.toString(i.value());
      case Value.Int i -> i.value().toString();
      case Value.Float f -> NDArray.formatScalar(DType.FLOAT64, f.value());
      case Value.ComplexNumber c -> NDArray.formatScalar(DType.COMPLEX128, c.value());
      case Value.Text t -> quote(t.value());
      case Value.Bytes b -> bytes(b.value());
      case Value.Array a -> a.value().repr();
      case Value.Scalar s -> scalarRepr(s.value());
      case Value.ListOf l -> join(l.items(), "[", "]");
      case Value.Tuple t -> join(t.items(), "(", t.items().size() == 1 ? ",)" : ")");
      case Value.Dict d -> {
        StringJoiner joiner = new StringJoiner(", ", "{", "}");
        d.entries().forEach((k, v) -> joiner.add(repr(k) + ": " + repr(v)));
        yield joiner.toString();
      }
      case Value.Opaque o -> o.object().toString();
    };
  }

  private String join(List<Value> items, String begin, String end) {
    StringJoiner joiner = new StringJoiner(", ", begin, end);
    items.forEach(item -> joiner.add(repr(item)));
    return joiner.toString();
  }

  /** {@code repr} of a bytes. */
  static String bytes(byte[] value) {
    return NDArray.formatScalar(DType.bytes(value.length), value);
  }

  private static String scalar(NDArray value) {
    return NDArray.formatScalar(value.dtype(), value.getObject());
  }

  private String scalarRepr(NDArray value) {
    boolean isText = value.dtype().kind() == 'U';
    String text = isText ? quote(value.getString()) : scalar(value);
    if (numpyMajor < 2) {
      return text;
    }
    return switch (value.dtype().kind()) {
      case 'b' -> "np." + text + "_";
      case 'U' -> "np.str_(" + text + ")";
      case 'S' -> "np.bytes_(" + text + ")";
      case 'c' ->
          // The parentheses are the call's.
          text.startsWith("(")
              ? "np." + value.dtype().name() + text
              : "np." + value.dtype().name() + "(" + text + ")";
      default -> "np." + value.dtype().name() + "(" + text + ")";
    };
  }

  /** {@code repr} of a str. */
  static String quote(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder().append(quote);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
              if (c == quote) {
                out.append('\\').append(quote);
              } else if (isPrintable(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(escape(c));
              }
            }
          }
        });
    return out.append(quote).toString();
  }

  private static String escape(int c) {
    if (c < 0x100) {
      return String.format("\\x%02x", c);
    }
    return String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
  }

  /** {@code str.isprintable} of one character. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
