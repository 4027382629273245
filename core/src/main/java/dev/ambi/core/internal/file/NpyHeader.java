package dev.ambi.core.internal.file;

import dev.ambi.core.DType;
import dev.ambi.core.internal.PythonLiteral;
import dev.ambi.core.internal.PythonLiteral.Malformed;
import dev.ambi.core.internal.PythonLiteral.Tuple;
import dev.ambi.core.internal.ScalarText;
import dev.ambi.core.internal.Shapes;
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

  /** The longest header of version 1. */
  private static final int MAX_SHORT = 0xFFFF;

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
        NpyDescr.read(value(map, "descr")),
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

  static String show(Object value) {
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
   * All bytes before the elements, as {@code numpy.save} writes them: of the first version that can
   * hold them.
   *
   * @throws IllegalArgumentException if the dtype cannot be written
   */
  byte[] toBytes() {
    String dict =
        "{'descr': "
            + NpyDescr.write(dtype)
            + ", 'fortran_order': "
            + (fortran ? "True" : "False")
            + ", 'shape': "
            + Shapes.tuple(shape)
            + ", }";
    int growth =
        shape.length == 0
            ? 0
            : GROWTH_DIGITS - Long.toString(shape[fortran ? shape.length - 1 : 0]).length();
    boolean latin = dict.chars().allMatch(c -> c <= 0xFF);
    byte[] text = dict.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    if (latin) {
      byte[] first = bytes(text, growth, 1);
      if (first.length - prefix(1) <= MAX_SHORT) {
        return first;
      }
    }
    return bytes(text, growth, latin ? 2 : 3);
  }

  private static int prefix(int version) {
    return MAGIC.length + 2 + (version == 1 ? 2 : 4);
  }

  private static byte[] bytes(byte[] text, int growth, int version) {
    int prefix = prefix(version);
    int length = text.length + growth + 1;
    length += ALIGNMENT - (prefix + length) % ALIGNMENT;
    byte[] bytes = new byte[prefix + length];
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    bytes[MAGIC.length] = (byte) version;
    for (int i = MAGIC.length + 2; i < prefix; i++) {
      bytes[i] = (byte) (length >>> 8 * (i - MAGIC.length - 2));
    }
    System.arraycopy(text, 0, bytes, prefix, text.length);
    Arrays.fill(bytes, prefix + text.length, bytes.length - 1, (byte) ' ');
    bytes[bytes.length - 1] = '\n';
    return bytes;
  }
}
