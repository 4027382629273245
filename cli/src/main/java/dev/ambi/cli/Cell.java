package dev.ambi.cli;

import dev.ambi.bridge.Value;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.Locale;

/** A result in a column of the demo's table: a number, or the shape and the last elements. */
final class Cell {
  private static final int WIDTH = 27;

  private Cell() {}

  /** The text, no wider than the column. */
  static String of(Value value) {
    return value instanceof Value.Array array
        ? array(array.value())
        : shorten(new PythonText(2).str(value), WIDTH);
  }

  /** The last elements, because moving windows begin with what they have few values for. */
  private static String array(NDArray array) {
    String shape = PythonShape.of(array.shape());
    NDArray flat = array.ravel();
    String items = "";
    for (long i = flat.size() - 1; i >= 0; i--) {
      String longer = " " + element(array.dtype(), flat.getObject(i)) + items;
      if (shape.length() + longer.length() + (i > 0 ? 3 : 0) > WIDTH) {
        return shape + " .." + items;
      }
      items = longer;
    }
    return shape + items;
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
