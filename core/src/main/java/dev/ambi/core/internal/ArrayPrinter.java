package dev.ambi.core.internal;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.PrintOptions;
import dev.ambi.core.TypeId;
import dev.ambi.core.internal.dtype.DTypeText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes arrays as NumPy's {@code str} and {@code repr} do. */
public final class ArrayPrinter {

  /** The types that NumPy would choose for the elements as they are written. */
  private static final Set<TypeId> IMPLIED =
      EnumSet.of(TypeId.BOOL, TypeId.INT64, TypeId.FLOAT64, TypeId.COMPLEX128);

  private final NDArray array;
  private final PrintOptions options;
  private final String separator;
  private final boolean summarized;
  private ElementFormat format;

  private ArrayPrinter(NDArray array, PrintOptions options, String separator) {
    this.array = array;
    this.options = options;
    this.separator = separator;
    this.summarized = array.size() > options.threshold();
  }

  /**
   * {@return the array as {@code str} writes it}
   *
   * @param array the array
   * @param options the options
   */
  public static String str(NDArray array, PrintOptions options) {
    if (array.ndim() > 0) {
      return new ArrayPrinter(array, options, " ").print(options.lineWidth(), "");
    }
    String text = ScalarText.format(array.dtype(), array.item());
    // NumPy makes an exception of bytes: theirs is the repr of the scalar.
    return array.dtype().id() == TypeId.BYTES ? "np.bytes_(" + text + ")" : text;
  }

  /**
   * {@return the array as {@code repr} writes it}
   *
   * @param array the array
   * @param options the options
   */
  public static String repr(NDArray array, PrintOptions options) {
    String prefix = "array(";
    String text =
        prefix + new ArrayPrinter(array, options, ", ").print(options.lineWidth() - 1, prefix);
    List<String> extras = new ArrayList<>();
    boolean isPlainEmpty = array.ndim() == 1;
    if ((array.size() == 0 && !isPlainEmpty) || array.size() > options.threshold()) {
      extras.add("shape=" + array.shape());
    }
    DType dtype = array.dtype();
    if (array.size() == 0 || !dtype.isNative() || !IMPLIED.contains(dtype.id())) {
      extras.add("dtype=" + DTypeText.inArray(dtype));
    }
    if (extras.isEmpty()) {
      return text + ")";
    }
    text += ",";
    String end = String.join(", ", extras) + ")";
    int lastLine = width(text.substring(text.lastIndexOf('\n') + 1));
    boolean breaks = lastLine + end.length() + 1 > options.lineWidth();
    return text + (breaks ? "\n" + " ".repeat(prefix.length()) : " ") + end;
  }

  private String print(int lineWidth, String prefix) {
    if (array.size() == 0) {
      return "[]";
    }
    List<Object> shown = new ArrayList<>();
    collect(0, array.offset(), shown);
    format = ElementFormat.of(array.dtype(), shown, array.ndim() == 0, options);
    return print(0, array.offset(), " " + " ".repeat(prefix.length()), lineWidth);
  }

  /** How many items of an axis are shown at each end, or -1 for all. */
  private int edge(int axis) {
    boolean cut = summarized && array.shape(axis) > 2L * options.edgeItems();
    return cut ? options.edgeItems() : -1;
  }

  private Object element(long at) {
    return Elements.getObject(array.memory(), at, array.dtype());
  }

  private void collect(int axis, long at, List<Object> shown) {
    if (axis == array.ndim()) {
      shown.add(element(at));
      return;
    }
    long n = array.shape(axis);
    int edge = edge(axis);
    for (long i = 0; i < n; i++) {
      // With no items at the ends, all of them have a say in the widths.
      if (edge > 0 && i == edge) {
        i = n - edge;
      }
      collect(axis + 1, at + i * array.strides(axis), shown);
    }
  }

  private String print(int axis, long at, String indent, int width) {
    if (axis == array.ndim()) {
      return format.format(element(at));
    }
    String body =
        axis == array.ndim() - 1 ? row(axis, at, indent, width) : rows(axis, at, indent, width);
    return "[" + body.substring(indent.length()) + "]";
  }

  /** The last axis: elements side by side, on as many lines as they need. */
  private String row(int axis, long at, String indent, int width) {
    int limit = width - Math.max(separator.stripTrailing().length(), 1);
    StringBuilder done = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    long n = array.shape(axis);
    int edge = edge(axis);
    for (long i = 0; i < n; i++) {
      if (edge >= 0 && i == edge) {
        extend(done, line, "...", limit, indent);
        i = n - Math.max(edge, 1); // the last item is shown in any case
        line.append(separator);
      }
      extend(done, line, format.format(element(at + i * array.strides(axis))), limit, indent);
      if (i < n - 1) {
        line.append(separator);
      }
    }
    return done.append(line).toString();
  }

  private static void extend(
      StringBuilder done, StringBuilder line, String word, int limit, String indent) {
    if (line.length() > indent.length() && width(line) + width(word) > limit) {
      done.append(line.toString().stripTrailing()).append('\n');
      line.setLength(0);
      line.append(indent);
    }
    line.append(word);
  }

  /** Any other axis: what is below it, one under the other. */
  private String rows(int axis, long at, String indent, int width) {
    String end = separator.stripTrailing() + "\n".repeat(array.ndim() - axis - 1);
    StringBuilder b = new StringBuilder();
    long n = array.shape(axis);
    int edge = edge(axis);
    for (long i = 0; i < n; i++) {
      if (edge >= 0 && i == edge) {
        b.append(indent).append("...");
        i = n - Math.max(edge, 1);
        b.append(end);
      }
      long item = at + i * array.strides(axis);
      b.append(indent).append(print(axis + 1, item, indent + " ", width - 1));
      if (i < n - 1) {
        b.append(end);
      }
    }
    return b.toString();
  }

  /** Python counts code points. */
  private static int width(CharSequence s) {
    return (int) s.codePoints().count();
  }
}
