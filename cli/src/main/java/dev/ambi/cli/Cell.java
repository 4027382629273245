package dev.ambi.cli;

import dev.ambi.bridge.Value;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.Locale;

/** A result in a column of the demo's table: a number, or the shape and some elements. */
final class Cell {
  private static final int WIDTH = 27;
  private static final int MANY = 100;
  private static final String MORE = " ..";

  private Cell() {}

  /** The text, no wider than the column. */
  static String of(Value value) {
    return value instanceof Value.Array array
        ? array(array.value())
        : shorten(new PythonText(2).str(value), WIDTH);
  }

  /** The first elements, or of many those in the middle: windows begin with few values. */
  private static String array(NDArray array) {
    NDArray flat = array.ravel();
    boolean many = flat.size() > MANY;
    StringBuilder cell = new StringBuilder(array.shape().toString());
    if (many) {
      cell.append(MORE);
    }
    for (long i = many ? flat.size() / 2 : 0; i < flat.size(); i++) {
      String item = " " + element(array.dtype(), flat.getObject(i));
      int needed = item.length() + (i + 1 < flat.size() ? MORE.length() : 0);
      if (cell.length() + needed > WIDTH) {
        return cell + MORE;
      }
      cell.append(item);
    }
    return cell.toString();
  }

  private static String element(DType dtype, Object element) {
    return element instanceof Double d && !d.isNaN()
        ? String.format(Locale.ROOT, "%.4g", d)
        : NDArray.formatScalar(dtype, element);
  }

  /** The end of a text that is too long, which for a file is the part that tells. */
  static String shorten(String text, int width) {
    return text.length() <= width ? text : "..." + text.substring(text.length() - width + 3);
  }
}
