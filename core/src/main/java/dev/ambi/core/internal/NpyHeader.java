package dev.ambi.core.internal;

import dev.ambi.core.DType;
import dev.ambi.core.internal.PythonLiteral.Malformed;
import dev.ambi.core.internal.PythonLiteral.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the header of a {@code .npy} file says.
 *
 * @param dtype the type of the elements
 * @param fortran whether they are in column-major order
 * @param shape the shape
 */
@SuppressWarnings("ArrayRecordComponent")
record NpyHeader(DType dtype, boolean fortran, long[] shape) {

  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** The elements start at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** NumPy leaves room for the length of the growing axis to become this long. */
  private static final int GROWTH_DIGITS = 21;

  private static final int PREFIX = MAGIC.length + 2 + 2;

  /** Reads the dict. */
  static NpyHeader parse(String text) throws Malformed {
    Object literal;
    try {
      literal = PythonLiteral.parse(text);
    } catch (Malformed e) {
      throw new Malformed("the header is no Python dict: " + e.getMessage());
    }
    if (!(literal instanceof Map<?, ?> map)) {
      throw new Malformed("the header is no Python dict");
    }
    for (Object key : map.keySet()) {
      if (!List.of("descr", "fortran_order", "shape").contains(key)) {
        throw new Malformed("the header has an unknown key " + show(key));
      }
    }
    return new NpyHeader(
        dtype(value(map, "descr")),
        fortran(value(map, "fortran_order")),
        shape(value(map, "shape")));
  }

  private static Object value(Map<?, ?> map, String key) throws Malformed {
    Object value = map.get(key);
    if (value == null) {
      throw new Malformed("the header has no key '" + key + "'");
    }
    return value;
  }

  private static DType dtype(Object descr) throws Malformed {
    if (descr instanceof List<?>) {
      throw new Malformed("structured dtypes are not supported");
    }
    if (!(descr instanceof String text)) {
      throw new Malformed("descr is no dtype: " + show(descr));
    }
    if (text.matches("[<>=|]?O[0-9]*|object")) {
      throw new Malformed("pickled objects (dtype '" + text + "') are not supported");
    }
    try {
      return DType.parse(text);
    } catch (IllegalArgumentException _) {
      throw new Malformed("the dtype " + show(text) + " is unknown or not supported");
    }
  }

  private static boolean fortran(Object value) throws Malformed {
    if (value instanceof Boolean b) {
      return b;
    }
    throw new Malformed("fortran_order is neither True nor False: " + show(value));
  }

  private static long[] shape(Object value) throws Malformed {
    if (!(value instanceof Tuple(List<Object> items))) {
      throw new Malformed("shape is no tuple: " + show(value));
    }
    long[] shape = new long[items.size()];
    for (int i = 0; i < shape.length; i++) {
      if (!(items.get(i) instanceof Long n)) {
        throw new Malformed("shape holds " + show(items.get(i)) + ", which is no integer");
      }
      if (n < 0) {
        throw new Malformed("shape holds a negative length: " + n);
      }
      shape[i] = n;
    }
    return shape;
  }

  private static String show(Object value) {
    String text =
        switch (value) {
          case String s -> ScalarText.quote(s);
          case Long n -> n.toString();
          case Boolean b -> b ? "True" : "False";
          case List<?> _ -> "a list";
          case Map<?, ?> _ -> "a dict";
          case Tuple _ -> "a tuple";
          default -> "None";
        };
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  /**
   * All bytes before the elements, as {@code numpy.save} writes them: version 1.0, which is enough
   * for every shape while there are no structured dtypes.
   */
  byte[] toBytes() {
    String dict =
        "{'descr': '"
            + dtype.typestr()
            + "', 'fortran_order': "
            + (fortran ? "True" : "False")
            + ", 'shape': "
            + Shapes.tuple(shape)
            + ", }";
    int growth =
        shape.length == 0
            ? 0
            : GROWTH_DIGITS - Long.toString(shape[fortran ? shape.length - 1 : 0]).length();
    int length = dict.length() + growth + 1;
    length += ALIGNMENT - (PREFIX + length) % ALIGNMENT;
    byte[] bytes = new byte[PREFIX + length];
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    bytes[MAGIC.length] = 1;
    bytes[PREFIX - 2] = (byte) length;
    bytes[PREFIX - 1] = (byte) (length >>> 8);
    byte[] text = dict.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, bytes, PREFIX, text.length);
    Arrays.fill(bytes, PREFIX + text.length, bytes.length - 1, (byte) ' ');
    bytes[bytes.length - 1] = '\n';
    return bytes;
  }
}
